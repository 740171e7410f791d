"""The .docx around a document: parts, relationships, settings; the same bytes at each run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from clausier.office.archive import archive, member
from clausier.office.kinds import CONTENT_TYPES, DOCUMENT
from clausier.office.package import RELATIONS, ordered
from clausier.office.palette import BAR, GREY, MIST, RULE, SANS, SERIF, SLATE
from clausier.office.word import wrapper
from clausier.office.word.xml import built

from .numbering import numbering_part
from .styles import Style
from .styles_part import styles_part
from .xml import el

FIXED = ("styles", "numbering", "settings", "fontTable")
FIXED_TYPES = {
    **{f"word/{kind}.xml": wrapper.part_type(kind) for kind in FIXED},
    wrapper.THEME: wrapper.part_type("theme"),
}
PART_TYPES = {wrapper.BODY: DOCUMENT, **FIXED_TYPES, **wrapper.USUAL_TYPES}
COMPRESSION = 6
COLORS = {**wrapper.COLORS, "accent2": BAR, "accent3": GREY, "accent4": RULE, "accent5": SLATE, "accent6": MIST}


@dataclass(frozen=True)
class Page:
    """A page set-up in twentieths of a point; A4 portrait unless said."""

    top: int = 1417
    right: int = 1417
    bottom: int = 1417
    left: int = 1417
    header: int = 680
    footer: int = 567
    landscape: bool = False

    @property
    def text_width(self) -> int:
        return (16838 if self.landscape else 11906) - self.left - self.right


@dataclass
class Template:
    """A template to be: `headers` and `footers` map « default » or « first » to their blocks."""

    title: str
    page: Page
    styles: tuple[Style, ...]
    font: str
    size: float
    body: list[Any]
    headers: dict[str, list[Any]] = field(default_factory=dict)
    footers: dict[str, list[Any]] = field(default_factory=dict)
    line: int = 276
    hyphenate: bool = False

    def save(self, path: Path) -> None:
        path.write_bytes(self.to_bytes())

    def to_bytes(self) -> bytes:
        parts = self._parts()
        return archive(member(name, parts[name], COMPRESSION) for name in ordered(parts))

    def _margins(self) -> dict[str, tuple[str, str, list[Any]]]:
        """Relationship id → (header or footer, default or first, blocks)."""
        named = [("header", kind, blocks) for kind, blocks in sorted(self.headers.items())]
        named += [("footer", kind, blocks) for kind, blocks in sorted(self.footers.items())]
        return {f"rId{rank}": item for rank, item in enumerate(named, start=6)}

    def _parts(self) -> dict[str, bytes]:
        margins = {
            f"word/{part}-{kind}.xml": built(el("w:hdr" if part == "header" else "w:ftr", *blocks))
            for part, kind, blocks in self._margins().values()
        }
        margin_types = {name: wrapper.part_type("header" if "/header" in name else "footer") for name in margins}
        return {
            CONTENT_TYPES: wrapper.content_types(PART_TYPES | margin_types),
            "_rels/.rels": wrapper.package_links(),
            wrapper.CORE: wrapper.core_part(self.title),
            wrapper.APP: wrapper.app_part(),
            wrapper.BODY: built(self._document()),
            "word/_rels/document.xml.rels": self._document_links(),
            "word/styles.xml": built(styles_part(self.styles, self.font, self.size, self.line)),
            "word/numbering.xml": built(numbering_part()),
            "word/settings.xml": built(self._settings()),
            "word/fontTable.xml": built(_fonts()),
            wrapper.THEME: wrapper.theme_part(COLORS),
            **margins,
        }

    def _document(self) -> Any:
        return el("w:document", el("w:body", *self.body, self._section()))

    def _section(self) -> Any:
        page, wide, tall = self.page, 16838, 11906
        size = {"w": wide, "h": tall, "orient": "landscape"} if page.landscape else {"w": tall, "h": wide}
        section = el("w:sectPr")
        for identifier, (part, kind, _) in self._margins().items():
            reference = OxmlElement(f"w:{part}Reference", nsdecls={"w": nsmap["w"], "r": nsmap["r"]})
            reference.set(qn("w:type"), kind)
            reference.set(qn("r:id"), identifier)
            section.append(reference)
        section.append(el("w:pgSz", **size))
        section.append(
            el(
                "w:pgMar",
                top=page.top,
                right=page.right,
                bottom=page.bottom,
                left=page.left,
                header=page.header,
                footer=page.footer,
                gutter=0,
            )
        )
        if "first" in self.headers or "first" in self.footers:
            section.append(el("w:titlePg"))
        return section

    def _settings(self) -> Any:
        compatible = {
            "compatibilityMode": "15",
            "overrideTableStyleFontSizeAndJustification": "1",
            "enableOpenTypeFeatures": "1",
            "doNotFlipMirrorIndents": "1",
        }
        return el(
            "w:settings",
            el("w:zoom", percent=100),
            el("w:defaultTabStop", val=709),
            el("w:autoHyphenation") if self.hyphenate else None,
            el("w:consecutiveHyphenLimit", val=2) if self.hyphenate else None,
            el("w:hyphenationZone", val=425) if self.hyphenate else None,
            el("w:doNotHyphenateCaps") if self.hyphenate else None,
            el("w:characterSpacingControl", val="doNotCompress"),
            el(
                "w:compat",
                *(
                    el("w:compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)
                    for name, value in compatible.items()
                ),
            ),
            el("w:themeFontLang", val="fr-FR"),
            el("w:decimalSymbol", val=","),
            el("w:listSeparator", val=";"),
        )

    def _document_links(self) -> bytes:
        rows = [(f"rId{rank}", kind, f"{kind}.xml") for rank, kind in enumerate(FIXED, start=1)]
        rows.append((f"rId{len(rows) + 1}", "theme", "theme/theme1.xml"))
        rows += [(key, part, f"{part}-{kind}.xml") for key, (part, kind, _) in self._margins().items()]
        return wrapper.links((key, f"{RELATIONS}/{kind}", target) for key, kind, target in rows)


def _fonts() -> Any:
    described = {SERIF: ("02020603050405020304", "roman"), SANS: ("020B0604020202020204", "swiss")}
    return el(
        "w:fonts",
        *(
            el(
                "w:font",
                el("w:panose1", val=panose),
                el("w:charset", val="00"),
                el("w:family", val=family),
                el("w:pitch", val="variable"),
                name=name,
            )
            for name, (panose, family) in described.items()
        ),
    )
