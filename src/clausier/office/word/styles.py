"""Styles of our own Word files as data, in the look of the shipped templates, and their single list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass

from clausier.french import fold
from clausier.office.palette import INK, RULE, SERIF
from clausier.office.word import stylenames
from clausier.office.word.xml import Element, el, value, w

BULLETS, RANKS = 1, 2
"""Ids of the lists with a dash and with numbers; each list of the second has a number of its own beyond."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: sizes in points, spacing and indents in twentieths of a point.

    `shade` is behind a paragraph, or behind the words of a character style; `underline` is a line of Word (« single »,
    « dash », « double », « dotted »); `borders` the sides that have a rule.
    """

    name: str
    based: str = "Normal"
    font: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    color: str = ""
    shade: str = ""
    underline: str = ""
    before: int = 0
    after: int = 0
    left: int = 0
    hanging: int = 0
    align: str = ""
    borders: tuple[str, ...] = ()
    outline: int | None = None
    keep: bool = False
    page_break: bool = False
    bullet: bool = False
    ranked: bool = False
    is_character: bool = False


MARK = "Clausier – identifiant"
BUILT_IN = frozenset(
    {
        "Normal",
        "Default Paragraph Font",
        "Title",
        "heading 1",
        "heading 2",
        "heading 3",
        "heading 4",
        "heading 5",
        "toc 1",
        "toc 2",
        "header",
        "footer",
    }
)


def style_id(name: str) -> str:
    """The id of a style, from its name: letters and digits only."""
    return "".join(word.capitalize() for word in re.findall("[a-z0-9]+", fold(name)))


def styles_part(styles: Iterable[Style]) -> Element:
    """The part of these styles."""
    return el("styles", _defaults(), *(_style(style) for style in styles), _plain_table())


def numbering_part(lists: int = 0) -> Element:
    """The lists of a file: with a dash, and with numbers, of which as many begin again at one."""
    shapes = ((BULLETS, "bullet", "–", stylenames.LIST), (RANKS, "decimal", "%1.", stylenames.RANKED))
    again = el("lvlOverride", el("startOverride", val=1), ilvl=0)
    return el(
        "numbering",
        *(_abstract(*shape) for shape in shapes),
        *(el("num", el("abstractNumId", val=number), numId=number) for number, *_ in shapes),
        *(
            el("num", el("abstractNumId", val=RANKS), deepcopy(again), numId=RANKS + rank)
            for rank in range(1, lists + 1)
        ),
    )


def _abstract(number: int, form: str, shown: str, style: str) -> Element:
    level = el(
        "lvl",
        el("start", val=1),
        el("numFmt", val=form),
        el("pStyle", val=style_id(style)),
        el("lvlText", val=shown),
        el("lvlJc", val="left"),
        el("pPr", el("ind", left=284, hanging=284 if form == "decimal" else 227)),
        ilvl=0,
    )
    return el("abstractNum", el("multiLevelType", val="singleLevel"), level, abstractNumId=number)


def begun_again(body: Sequence[Element]) -> int:
    """Gives each numbered list of a body a number of its own; how many there are."""
    ours, count, inside = style_id(stylenames.RANKED), 0, None
    for one in (one for block in body for one in block.iter(w("p"))):
        properties = one.find(w("pPr"))
        if value(properties, "pStyle") != ours:
            inside = None
            continue
        if inside is not one.getparent():
            count, inside = count + 1, one.getparent()
        properties.insert(1, el("numPr", el("ilvl", val=0), el("numId", val=RANKS + count)))
    return count


def _defaults() -> Element:
    run = el(
        "rPr",
        _fonts(SERIF),
        el("sz", val=20),
        el("szCs", val=20),
        el("lang", val="fr-FR", eastAsia="fr-FR", bidi="ar-SA"),
    )
    paragraph = el("pPr", el("spacing", before=0, after=0, line=259, lineRule="auto"))
    return el("docDefaults", el("rPrDefault", run), el("pPrDefault", paragraph))


def _fonts(font: str) -> Element | None:
    return el("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font) if font else None


def _style(style: Style) -> Element:
    kind = "character" if style.is_character else "paragraph"
    is_default = style.name in ("Normal", "Default Paragraph Font")
    return el(
        "style",
        el("name", val=style.name),
        el("basedOn", val=style_id(style.based)) if style.based else None,
        el("uiPriority", val=1),
        None if style.is_character else el("qFormat"),
        None if style.is_character else _paragraph_properties(style),
        _run_properties(style),
        type=kind,
        default="1" if is_default else None,
        customStyle=None if style.name in BUILT_IN else "1",
        styleId=style_id(style.name),
    )


def _paragraph_properties(style: Style) -> Element | None:
    properties = el(
        "pPr",
        el("keepNext") if style.keep else None,
        el("pageBreakBefore") if style.page_break else None,
        el("numPr", el("ilvl", val=0), el("numId", val=BULLETS)) if style.bullet else None,
        el("numPr", el("ilvl", val=0), el("numId", val=RANKS)) if style.ranked else None,
        _borders(style.borders) if style.borders else None,
        _shade(style.shade),
        el("spacing", before=style.before, after=style.after) if style.before or style.after else None,
        el("ind", left=style.left, hanging=style.hanging) if style.left or style.hanging else None,
        el("jc", val=style.align) if style.align else None,
        el("outlineLvl", val=style.outline) if style.outline is not None else None,
    )
    return properties if len(properties) else None


def _run_properties(style: Style) -> Element | None:
    properties = el(
        "rPr",
        _fonts(style.font),
        el("b") if style.bold else None,
        el("i") if style.italic else None,
        el("color", val=style.color) if style.color else None,
        *([el("sz", val=round(style.size * 2)), el("szCs", val=round(style.size * 2))] if style.size else []),
        el("u", val=style.underline) if style.underline else None,
        _shade(style.shade) if style.is_character else None,
    )
    return properties if len(properties) else None


def _borders(sides: tuple[str, ...]) -> Element:
    """All four make a box."""
    line = {"val": "single", "sz": 8 if len(sides) == 4 else 4, "space": 4, "color": INK if len(sides) == 4 else RULE}
    return el("pBdr", *(el(side, **line) for side in sides))


def _shade(fill: str) -> Element | None:
    return el("shd", val="clear", color="auto", fill=fill) if fill else None


def _plain_table() -> Element:
    margins = el("tblCellMar", *(el(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    return el("style", el("name", val="Normal Table"), el("uiPriority", val=99),
              el("tblPr", el("tblInd", w=0, type="dxa"), margins),
              type="table", default="1", styleId="NormalTable")  # fmt: skip
