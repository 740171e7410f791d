"""What stands around the body in a Word file of ours: declarations, links, properties, theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clausier.office.kinds import DOCUMENT, WORDPROCESSING
from clausier.office.package import RELATIONS, escaped
from clausier.office.palette import BLACK, GREY, INK, RULE, SANS, SERIF, TINT, WHITE

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
EXTENDED = f"{RELATIONS.rpartition('/')[0]}/extended-properties"
BODY, STYLES, THEME = "word/document.xml", "word/styles.xml", "word/theme/theme1.xml"
CORE, APP = "docProps/core.xml", "docProps/app.xml"
USUAL_TYPES = {
    BODY: DOCUMENT,
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    APP: f"{OFFICE}.extended-properties+xml",
}
COLORS = {
    **{"dk1": BLACK, "lt1": WHITE, "dk2": INK, "lt2": TINT, "accent1": INK, "accent2": GREY},
    **{"accent3": RULE, "accent4": TINT, "accent5": GREY, "accent6": RULE, "hlink": INK, "folHlink": GREY},
}
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def links(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """A relationship part: (id, kind, target) of each link."""
    written = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{written}</Relationships>'.encode()


def package_links(*more: str) -> bytes:
    """Those of the file: its body, its properties, and other kinds of properties, `docProps/<kind>.xml`."""
    rows = [
        (f"{RELATIONS}/officeDocument", BODY),
        (f"{PACKAGE}/relationships/metadata/core-properties", CORE),
        (f"{RELATIONS}/extended-properties", APP),
        *((f"{RELATIONS}/{kind}-properties", f"docProps/{kind}.xml") for kind in more),
    ]
    return links((f"rId{rank}", kind, target) for rank, (kind, target) in enumerate(rows, start=1))


def content_types(kinds: Mapping[str, str]) -> bytes:
    """The table of contents: the type of each part but links, in this order."""
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    ).encode()


def part_type(kind: str) -> str:
    """The type of a part of Word, such as « styles »."""
    return f"{OFFICE}.{'' if kind == 'theme' else f'{WORDPROCESSING}.'}{kind}+xml"


def core_part(title: str) -> bytes:
    """Properties of a file that bears no date of its own."""
    stamp = '<dcterms:{0} xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:{0}>'
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>clausier</dc:creator><dc:language>fr-FR</dc:language>"
        f"{stamp.format('created')}{stamp.format('modified')}</cp:coreProperties>"
    ).encode()


def app_part() -> bytes:
    return f'{HEAD}<Properties xmlns="{EXTENDED}"><Application>clausier</Application></Properties>'.encode()


def theme_part(colors: Mapping[str, str] = COLORS) -> bytes:
    """The theme, which Word wants; what is seen comes from the styles."""
    tones = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in colors.items())
    lines = "".join(f'<a:ln w="{width}">{FILL}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="clausier">'
        f'<a:themeElements><a:clrScheme name="clausier">{tones}</a:clrScheme>'
        f'<a:fontScheme name="clausier">{_font("major", SANS)}{_font("minor", SERIF)}</a:fontScheme>'
        f'<a:fmtScheme name="clausier"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()


def _font(rank: str, name: str) -> str:
    return f'<a:{rank}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{rank}Font>'
