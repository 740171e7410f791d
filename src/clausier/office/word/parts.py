"""The parts of the .docx around the body, and its custom properties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from clausier.office.kinds import CONTENT_TYPES, DOCUMENT
from clausier.office.package import RELATIONS, packed
from clausier.office.word.styles import SANS, SERIF, numbering_part
from clausier.office.word.theme import theme_part
from clausier.office.word.xml import Element, el, field_code, paragraph, run, serialised

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
APP = f'{HEAD}<Properties xmlns="{EXTENDED}"><Application>clausier</Application></Properties>'
USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
WIDE, TALL, MARGIN = 16838, 11906, 1020
WIDTH = WIDE - 2 * MARGIN
"""Width of the text, in twentieths of a point."""
LINKS = {
    "rId1": ("styles", "styles.xml"),
    "rId2": ("numbering", "numbering.xml"),
    "rId3": ("settings", "settings.xml"),
    "rId4": ("fontTable", "fontTable.xml"),
    "rId5": ("header", "header1.xml"),
    "rId6": ("footer", "footer1.xml"),
    "rId7": ("theme", "theme/theme1.xml"),
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
    width = WIDTH if frame.is_landscape else TALL - 2 * MARGIN
    return packed(
        {
            CONTENT_TYPES: _content_types(),
            "_rels/.rels": _package_links(),
            "docProps/core.xml": _core(frame.title),
            "docProps/app.xml": APP.encode(),
            "docProps/custom.xml": _custom(frame.marks),
            "word/document.xml": serialised(el("document", el("body", *body, _section(frame.is_landscape)))),
            "word/_rels/document.xml.rels": _links(
                (key, f"{RELATIONS}/{kind}", target) for key, (kind, target) in LINKS.items()
            ),
            "word/styles.xml": serialised(frame.styles),
            "word/numbering.xml": serialised(numbering_part()),
            "word/settings.xml": serialised(_settings()),
            "word/fontTable.xml": serialised(_fonts()),
            "word/theme/theme1.xml": theme_part(),
            "word/header1.xml": serialised(el("hdr", paragraph("Header", [run(frame.header)]))),
            "word/footer1.xml": serialised(el("ftr", _footer(frame.title, width))),
        }
    )


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


def _links(rows: Iterable[tuple[str, str, str]]) -> bytes:
    written = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{written}</Relationships>'.encode()


def _package_links() -> bytes:
    return _links(
        [
            ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{RELATIONS}/extended-properties", "docProps/app.xml"),
            ("rId4", f"{RELATIONS}/custom-properties", "docProps/custom.xml"),
        ]
    )


def _content_types() -> bytes:
    kinds = {
        "word/document.xml": DOCUMENT,
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{OFFICE}.extended-properties+xml",
        "docProps/custom.xml": f"{OFFICE}.custom-properties+xml",
        **{f"word/{target}": f"{WORD}.{kind}+xml" for kind, target in LINKS.values() if kind != "theme"},
        "word/theme/theme1.xml": f"{OFFICE}.theme+xml",
    }
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    ).encode()


def _core(title: str) -> bytes:
    stamp = '<dcterms:{0} xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:{0}>'
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>clausier</dc:creator><dc:language>fr-FR</dc:language>"
        f"{stamp.format('created')}{stamp.format('modified')}</cp:coreProperties>"
    ).encode()


def _custom(marks: Mapping[str, str]) -> bytes:
    rows = "".join(
        f'<property fmtid="{USER_DEFINED}" pid="{rank}" name={quoteattr(name)}><vt:lpwstr>{escape(mark)}</vt:lpwstr>'
        "</property>"
        for rank, (name, mark) in enumerate(marks.items(), start=2)
    )
    return f'{HEAD}<Properties xmlns="{CUSTOM}" xmlns:vt="{VARIANT}">{rows}</Properties>'.encode()
