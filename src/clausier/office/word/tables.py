"""Tables of our own Word files: fixed column widths, in twentieths of a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausier.office.palette import RULE
from clausier.office.word.xml import Element, el

SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
PADDING = {"left": 85, "right": 85}


def cell(width: int, blocks: Iterable[Element], *, span: int = 1, shade: str = "") -> Element:
    """A cell that spans columns, on a colour."""
    properties = el(
        "tcPr",
        el("tcW", w=width, type="dxa"),
        el("gridSpan", val=span) if span > 1 else None,
        el("shd", val="clear", color="auto", fill=shade) if shade else None,
    )
    return el("tc", properties, *blocks)


def row(*cells: Element) -> Element:
    """A row that stays on one page."""
    return el("tr", el("trPr", el("cantSplit")), *cells)


def heading_row(*cells: Element) -> Element:
    """A row that is repeated at the top of each page."""
    return el("tr", el("trPr", el("cantSplit"), el("tblHeader")), *cells)


def table(widths: Sequence[int], rows: Iterable[Element]) -> Element:
    """A table that says its own rules and margins: of one that has a style, LibreOffice writes the style again in each
    cell, paragraph and run, and a library book that it saved would hold three times as much."""
    properties = el(
        "tblPr",
        el("tblW", w=sum(widths), type="dxa"),
        el("tblBorders", *(el(side, val="single", sz=4, space=0, color=RULE) for side in SIDES)),
        el("tblLayout", type="fixed"),
        el("tblCellMar", *(el(side, w=width, type="dxa") for side, width in PADDING.items())),
    )
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=width) for width in widths)), *rows)
