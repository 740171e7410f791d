"""The parts of the .docx around the body, and its custom properties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clausier.office.kinds import CONTENT_TYPES
from clausier.office.package import RELATIONS, escaped, packed
from clausier.office.palette import SANS, SERIF
from clausier.office.word import wrapper
from clausier.office.word.styles import numbering_part
from clausier.office.word.xml import Element, built, el, field_code, paragraph, run

CUSTOM = f"{RELATIONS.rpartition('/')[0]}/custom-properties"
VARIANT = f"{RELATIONS.rpartition('/')[0]}/docPropsVTypes"
USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
WIDE, TALL, MARGIN = 16838, 11906, 1020
WIDTH, UPRIGHT = WIDE - 2 * MARGIN, TALL - 2 * MARGIN
"""Width of the text, in twentieths of a point, in landscape and upright."""
LINKS = {
    "rId1": ("styles", "styles.xml"),
    "rId2": ("numbering", "numbering.xml"),
    "rId3": ("settings", "settings.xml"),
    "rId4": ("fontTable", "fontTable.xml"),
    "rId5": ("header", "header1.xml"),
    "rId6": ("footer", "footer1.xml"),
    "rId7": ("theme", "theme/theme1.xml"),
}
CUSTOM_PART = "docProps/custom.xml"
PART_TYPES = {
    **wrapper.USUAL_TYPES,
    CUSTOM_PART: f"{wrapper.OFFICE}.custom-properties+xml",
    **{f"word/{target}": wrapper.part_type(kind) for kind, target in LINKS.values() if kind != "theme"},
    wrapper.THEME: wrapper.part_type("theme"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the body: title, header, custom properties, styles, orientation."""

    title: str
    header: str
    marks: Mapping[str, str]
    styles: Element
    is_landscape: bool = True


def framed(frame: Frame, body: Iterable[Element]) -> bytes:
    """The whole file."""
    return packed(members_of(frame, body))


def members_of(frame: Frame, body: Iterable[Element]) -> dict[str, bytes]:
    """The parts of the file, by name."""
    width = WIDTH if frame.is_landscape else UPRIGHT
    return {
        CONTENT_TYPES: wrapper.content_types(PART_TYPES),
        "_rels/.rels": wrapper.package_links("custom"),
        wrapper.CORE: wrapper.core_part(frame.title),
        wrapper.APP: wrapper.app_part(),
        CUSTOM_PART: _custom(frame.marks),
        wrapper.BODY: built(el("document", el("body", *body, _section(frame.is_landscape)))),
        "word/_rels/document.xml.rels": wrapper.links(
            (key, f"{RELATIONS}/{kind}", target) for key, (kind, target) in LINKS.items()
        ),
        "word/styles.xml": built(frame.styles),
        "word/numbering.xml": built(numbering_part()),
        "word/settings.xml": built(_settings()),
        "word/fontTable.xml": built(_fonts()),
        wrapper.THEME: wrapper.theme_part(),
        "word/header1.xml": built(el("hdr", paragraph("Header", [run(frame.header)]))),
        "word/footer1.xml": built(el("ftr", _footer(frame.title, width))),
    }


def _section(is_landscape: bool) -> Element:
    """A4, with the header and footer of the book."""
    references = []
    for key, part in (("rId5", "header"), ("rId6", "footer")):
        reference = el(f"{part}Reference", type="default")
        reference.set(f"{{{RELATIONS}}}id", key)
        references.append(reference)
    margins = dict.fromkeys(("right", "left"), MARGIN)
    return el(
        "sectPr",
        *references,
        el("pgSz", w=WIDE, h=TALL, orient="landscape") if is_landscape else el("pgSz", w=TALL, h=WIDE),
        el("pgMar", top=1134, bottom=1020, **margins, header=510, footer=454, gutter=0),
    )


def _footer(title: str, width: int) -> Element:
    tab = el("tabs", el("tab", val="right", pos=width))
    pages = [run("Page "), *field_code("PAGE"), run(" sur "), *field_code("NUMPAGES")]
    return paragraph("Footer", [run(title), el("r", el("tab")), *pages], tab)


def _settings() -> Element:
    compatible = el(
        "compat",
        el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
    )
    return el("settings", el("zoom", percent=100), el("defaultTabStop", val=709), compatible,
              el("themeFontLang", val="fr-FR"), el("decimalSymbol", val=","), el("listSeparator", val=";"))  # fmt: skip


def _fonts() -> Element:
    kinds = {SERIF: "roman", SANS: "swiss"}
    return el(
        "fonts",
        *(
            el("font", el("charset", val="00"), el("family", val=kind), el("pitch", val="variable"), name=name)
            for name, kind in kinds.items()
        ),
    )


def _custom(marks: Mapping[str, str]) -> bytes:
    rows = "".join(
        f'<property fmtid="{USER_DEFINED}" pid="{rank}" name="{escaped(name)}"><vt:lpwstr>{escaped(mark)}</vt:lpwstr>'
        "</property>"
        for rank, (name, mark) in enumerate(marks.items(), start=2)
    )
    return f'{wrapper.HEAD}<Properties xmlns="{CUSTOM}" xmlns:vt="{VARIANT}">{rows}</Properties>'.encode()
