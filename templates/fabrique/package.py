"""The .docx around a document: parts, relationships, settings; the same bytes at each run."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from .numbering import numbering_part
from .styles import SANS, SERIF, Style
from .styles_part import styles_part
from .theme import theme_part
from .xml import el, serialise

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


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
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)):
                member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
                archive.writestr(member, parts[name])
        return target.getvalue()

    def _margins(self) -> dict[str, tuple[str, str, list[Any]]]:
        """Relationship id → (header or footer, default or first, blocks)."""
        named = [("header", kind, blocks) for kind, blocks in sorted(self.headers.items())]
        named += [("footer", kind, blocks) for kind, blocks in sorted(self.footers.items())]
        return {f"rId{rank}": item for rank, item in enumerate(named, start=6)}

    def _parts(self) -> dict[str, bytes]:
        margins = {
            f"word/{part}-{kind}.xml": serialise(el("w:hdr" if part == "header" else "w:ftr", *blocks))
            for part, kind, blocks in self._margins().values()
        }
        return {
            "[Content_Types].xml": _content_types(list(margins)).encode(),
            "_rels/.rels": _package_relations().encode(),
            "docProps/core.xml": _core(self.title).encode(),
            "docProps/app.xml": _app().encode(),
            "word/document.xml": serialise(self._document()),
            "word/_rels/document.xml.rels": self._document_relations().encode(),
            "word/styles.xml": serialise(styles_part(self.styles, self.font, self.size, self.line)),
            "word/numbering.xml": serialise(numbering_part()),
            "word/settings.xml": serialise(self._settings()),
            "word/fontTable.xml": serialise(_fonts()),
            "word/theme/theme1.xml": theme_part(),
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

    def _document_relations(self) -> str:
        fixed = {"rId1": "styles", "rId2": "numbering", "rId3": "settings", "rId4": "fontTable"}
        links = [(key, kind, f"{kind}.xml") for key, kind in fixed.items()]
        links.append(("rId5", "theme", "theme/theme1.xml"))
        links += [(key, part, f"{part}-{kind}.xml") for key, (part, kind, _) in self._margins().items()]
        return _relations([(key, f"{RELATIONS}/{kind}", target) for key, kind, target in links])


def _relations(links: list[tuple[str, str, str]]) -> str:
    rows = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in links)
    return f'{HEADER}<Relationships xmlns="{PACKAGE_RELATIONS}">{rows}</Relationships>'


def _package_relations() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relations(
        [
            ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml"),
            ("rId2", core, "docProps/core.xml"),
            ("rId3", f"{RELATIONS}/extended-properties", "docProps/app.xml"),
        ]
    )


def _content_types(margins: list[str]) -> str:
    kinds = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "word/styles.xml": f"{WORD}.styles+xml",
        "word/numbering.xml": f"{WORD}.numbering+xml",
        "word/settings.xml": f"{WORD}.settings+xml",
        "word/fontTable.xml": f"{WORD}.fontTable+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        **{name: f"{WORD}.{'header' if '/header' in name else 'footer'}+xml" for name in margins},
    }
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEADER}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _core(title: str) -> str:
    return (
        f"{HEADER}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>clausier</dc:creator><dc:language>fr-FR</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
    )


def _app() -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{HEADER}<Properties xmlns="{kind}"><Application>clausier</Application></Properties>'


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
