"""What every reponse.docx shares: styles, lists, settings, theme. The same bytes for all, compressed once."""

from __future__ import annotations

from functools import cache

from clausier.office.archive import STORED_ONCE, Member, member
from clausier.office.kinds import CONTENT_TYPES
from clausier.office.package import RELATIONS, W
from clausier.office.palette import GREY, HINT, INK, RULE, SANS
from clausier.office.word.wrapper import (
    APP,
    HEAD,
    THEME,
    USUAL_TYPES,
    app_part,
    content_types,
    links,
    package_links,
    part_type,
    theme_part,
)

NAMESPACES = f'xmlns:w="{W}" xmlns:r="{RELATIONS}"'
HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
LINKS = {"styles": "styles.xml", "numbering": "numbering.xml", "settings": "settings.xml", "fontTable": "fontTable.xml",
         "theme": "theme/theme1.xml", "header": "header1.xml", "footer": "footer1.xml"}  # fmt: skip
TYPES = {**USUAL_TYPES, **{f"word/{target}": part_type(kind) for kind, target in LINKS.items()}}
WIDTH = 9638
"""Of the text, in twentieths of a point: A4 with margins of two centimetres."""
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
FRAMED = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="{INK}"/>' for side in ("top", "left", "bottom", "right")
)


def _spaced(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _type(half_points: int, *, color: str = "", bold: bool = False, italic: bool = False) -> str:
    """Properties of a run; sizes in half-points, 0 for the size of the style below."""
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    tone = f'<w:color w:val="{color}"/>' if color else ""
    return f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}{tone}{size}"


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
TIED = "<w:keepNext/><w:keepLines/>"
# id → name, what it is based on, properties of the paragraph, properties of the run.
PARAGRAPHS: dict[str, tuple[str, str, str, str]] = {
    "Normal": ("Normal", "", "", ""),
    "Title": ("Title", "Normal", f"<w:keepNext/>{_spaced(0, 60)}", _type(40, color=INK, bold=True)),
    "Subtitle": ("Subtitle", "Normal", _spaced(0, 120), _type(22, color=INK)),
    "Heading1": ("heading 1", "Normal", f"{TIED}{_spaced(280, 80)}{_outline(0)}", _type(28, color=INK, bold=True)),
    "Header": ("header", "Normal", "", _type(16, color=GREY)),
    "Footer": (
        "footer",
        "Normal",
        f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>',
        _type(16, color=GREY),
    ),
    "Parties": ("Clausier – parties", "Normal", _spaced(0, 140), ""),
    "Avertissement": (
        "Clausier – avertissement",
        "Normal",
        f'<w:pBdr>{FRAMED}</w:pBdr>{_spaced(160, 200)}<w:ind w:left="142" w:right="142"/>',
        "",
    ),
    "Intertitre": ("Clausier – intertitre", "Normal", f"{TIED}{_spaced(160, 60)}", _type(21, color=INK, bold=True)),
    "Consigne": ("Clausier – consigne", "Normal", f"{NUMBERED}{_spaced(0, 60)}", ""),
    "Entre": (
        "Clausier – entre deux",
        "Normal",
        '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>',
        "",
    ),
    "Cellule": ("Clausier – cellule", "Normal", _spaced(50, 50), ""),
    "Objet": ("Clausier – objet de la demande", "Cellule", "<w:keepNext/>", _type(0, color=INK, bold=True)),
    "Demande": ("Clausier – rédaction demandée", "Cellule", _spaced(60, 60), ""),
    "Libelle": ("Clausier – libellé", "Cellule", TIED, _type(18, bold=True)),
    "DernierLibelle": ("Clausier – dernier libellé", "Libelle", '<w:keepNext w:val="0"/>', ""),
    "Reponse": ("Clausier – réponse", "Cellule", "", ""),
}
CHARACTERS: dict[str, tuple[str, str]] = {
    "DefaultParagraphFont": ("Default Paragraph Font", ""),
    "PlaceholderText": ("Placeholder Text", _type(18, color=HINT)),
    "Repere": ("Clausier – repère", _type(18, color=GREY).replace("<w:color", '<w:b w:val="0"/><w:color', 1)),
}


@cache
def shared_members() -> dict[str, Member]:
    """The parts that do not change, compressed, by name."""
    written = {
        "word/styles.xml": f"<w:styles {NAMESPACES}>{_defaults()}{_styles()}</w:styles>",
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": f'<w:fonts {NAMESPACES}><w:font w:name="{SANS}"><w:charset w:val="00"/><w:family '
        'w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>',
    }  # fmt: skip
    parts = {
        CONTENT_TYPES: content_types(TYPES),
        "_rels/.rels": package_links(),
        "word/_rels/document.xml.rels": links(
            (link_id(kind), f"{RELATIONS}/{kind}", target) for kind, target in LINKS.items()
        ),
        APP: app_part(),
        THEME: theme_part(),
        **{name: (HEAD + xml).encode() for name, xml in written.items()},
    }
    return {name: member(name, content, STORED_ONCE) for name, content in parts.items()}


def link_id(kind: str) -> str:
    """The id by which the body names its header or footer."""
    return f"rId{[*LINKS].index(kind) + 1}"


def _defaults() -> str:
    fonts = f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:eastAsia="{SANS}" w:cs="{SANS}"/>'
    language = '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
    line = '<w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_type(19)}{language}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{line}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _styles() -> str:
    paragraphs = "".join(_style("paragraph", key, *found) for key, found in PARAGRAPHS.items())
    characters = "".join(_style("character", key, name, "", "", run) for key, (name, run) in CHARACTERS.items())
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in _sides(0))
    padded = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in _sides(100))
    return (
        f'{paragraphs}{characters}<w:style w:type="table" w:default="1" w:styleId="NormalTable"><w:name w:val='
        f'"Normal Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}'
        '</w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:customStyle="1" w:styleId="Demandes"><w:name '
        'w:val="Clausier – demandes"/><w:basedOn w:val="NormalTable"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>'
        f"{BORDERS}</w:tblBorders><w:tblCellMar>{padded}</w:tblCellMar></w:tblPr></w:style>"
    )


def _sides(horizontal: int) -> tuple[tuple[str, int], ...]:
    return ("top", 0), ("left", horizontal), ("bottom", 0), ("right", horizontal)


def _style(kind: str, key: str, name: str, based: str, paragraph: str, run: str) -> str:
    default = ' w:default="1"' if key in ("Normal", "DefaultParagraphFont") else ""
    custom = ' w:customStyle="1"' if name.startswith("Clausier") else ""
    return (
        f'<w:style w:type="{kind}"{default}{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + '<w:uiPriority w:val="1"/>'
        + ("<w:qFormat/>" if kind == "paragraph" else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _numbering() -> str:
    """The numbers of the guidance, its one list."""
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/><w:lvl '
        'w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Consigne"/><w:lvlText w:val="%1."/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def _settings() -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
