"""styles.xml, written from the styles as data."""

from __future__ import annotations

from typing import Any

from clausier.office.palette import INK, RULE, TINT

from .numbering import number_of
from .styles import BUILT_IN, Style
from .xml import el


def styles_part(styles: tuple[Style, ...], font: str, size: float, line: int) -> Any:
    """styles.xml with these defaults: font, size in points, line height in 240ths."""
    return el("w:styles", _defaults(font, size, line), *(_style(style) for style in styles), *_table_styles())


def _defaults(font: str, size: float, line: int) -> Any:
    run = el(
        "w:rPr", _fonts(font), _size(size), *_size_cs(size), el("w:lang", val="fr-FR", eastAsia="fr-FR", bidi="ar-SA")
    )
    paragraph = el("w:pPr", el("w:spacing", before=0, after=0, line=line, lineRule="auto"))
    return el("w:docDefaults", el("w:rPrDefault", run), el("w:pPrDefault", paragraph))


def _fonts(font: str) -> Any:
    return el("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font) if font else None


def _size(size: float) -> Any:
    return el("w:sz", val=round(size * 2)) if size else None


def _size_cs(size: float) -> list[Any]:
    return [el("w:szCs", val=round(size * 2))] if size else []


def _style(style: Style) -> Any:
    default = "1" if style.id in ("Normal", "PoliceParDefaut") else None
    custom = None if style.name in BUILT_IN else "1"
    return el(
        "w:style",
        el("w:name", val=style.name),
        el("w:basedOn", val=style.based) if style.based else None,
        el("w:next", val=style.next) if style.next else None,
        el("w:uiPriority", val=99 if style.id in ("Balise", "PoliceParDefaut") else 1),
        el("w:qFormat") if style.kind == "paragraph" else None,
        _paragraph_properties(style) if style.kind == "paragraph" else None,
        _run_properties(style),
        type=style.kind,
        default=default,
        customStyle=custom,
        styleId=style.id,
    )


def _flag(tag: str, value: bool | None) -> Any:
    return None if value is None else el(tag, val=None if value else "0")


def _paragraph_properties(style: Style) -> Any:
    number = number_of(style.id)
    hides_number = style.based == "Titre1" or style.id == "TitreAnnexe"
    properties = el(
        "w:pPr",
        _flag("w:keepNext", style.keep_next),
        el("w:keepLines") if style.keep_lines else None,
        el("w:pageBreakBefore") if style.page_break else None,
        el("w:numPr", el("w:ilvl", val=number[1]), el("w:numId", val=number[0])) if number else None,
        el("w:numPr", el("w:numId", val=0)) if hides_number else None,
        _borders(style.border) if style.border else None,
        el("w:tabs", el("w:tab", val="right", leader="underscore", pos=style.leader_at)) if style.leader_at else None,
        _spacing(style),
        _indents(style),
        el("w:jc", val=style.align) if style.align else None,
        el("w:outlineLvl", val=style.outline) if style.outline is not None else None,
    )
    return properties if len(properties) else None


def _borders(border: tuple[tuple[str, str, int, str], ...]) -> Any:
    return el(
        "w:pBdr", *(el(f"w:{side}", val=line, sz=width, space=6, color=color) for side, line, width, color in border)
    )


def _spacing(style: Style) -> Any:
    if style.before is style.after is style.line is None:
        return None
    rule = "auto" if style.line is not None else None
    return el("w:spacing", before=style.before, after=style.after, line=style.line, lineRule=rule)


def _indents(style: Style) -> Any:
    if style.left is style.right is style.hanging is None:
        return None
    return el("w:ind", left=style.left, right=style.right, hanging=style.hanging)


def _run_properties(style: Style) -> Any:
    properties = el(
        "w:rPr",
        _fonts(style.font),
        _flag("w:b", style.bold),
        _flag("w:i", style.italic),
        el("w:caps") if style.caps else None,
        el("w:color", val=style.color) if style.color else None,
        el("w:spacing", val=style.spacing) if style.spacing else None,
        _size(style.size),
        *_size_cs(style.size),
        el("w:shd", val="clear", color="auto", fill=style.shade) if style.shade else None,
    )
    return properties if len(properties) else None


def _table_styles() -> list[Any]:
    return [_plain_table(), _ruled_table(), _fill_table()]


def _cell_margins(horizontal: int) -> Any:
    sides = {"top": 0, "left": horizontal, "bottom": 0, "right": horizontal}
    return el("w:tblCellMar", *(el(f"w:{side}", w=width, type="dxa") for side, width in sides.items()))


def _table_style(
    identifier: str, name: str, *properties: Any, default: bool = False, conditions: tuple[Any, ...] = ()
) -> Any:
    return el(
        "w:style",
        el("w:name", val=name),
        None if default else el("w:basedOn", val="TableauNormal"),
        el("w:uiPriority", val=99),
        el("w:tblPr", *properties),
        *conditions,
        type="table",
        default="1" if default else None,
        customStyle=None if default else "1",
        styleId=identifier,
    )


def _plain_table() -> Any:
    return _table_style(
        "TableauNormal", "Normal Table", el("w:tblInd", w=0, type="dxa"), _cell_margins(0), default=True
    )


def _ruled_table() -> Any:
    """Horizontal rules only; a tinted heading row."""
    line = {"val": "single", "sz": 4, "space": 0, "color": RULE}
    strong = {"val": "single", "sz": 8, "space": 0, "color": INK}
    borders = el(
        "w:tblBorders",
        el("w:top", **strong),
        el("w:bottom", **strong),
        el("w:insideH", **line),
        el("w:insideV", **line),
    )
    heading = el("w:tblStylePr", el("w:tcPr", el("w:shd", val="clear", color="auto", fill=TINT)), type="firstRow")
    return _table_style("TableauFilets", "Tableau à filets", borders, _cell_margins(85), conditions=(heading,))


def _fill_table() -> Any:
    """The signature block: the cells to fill carry their own bottom rule."""
    return _table_style("TableauSignature", "Tableau de signature", _cell_margins(57))
