"""Tables of our own Word files: fixed column widths, in twentieths of a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausier.office.word.xml import Element, el

STYLE = "ClausierTableau"


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
    properties = el(
        "tblPr",
        el("tblStyle", val=STYLE),
        el("tblW", w=sum(widths), type="dxa"),
        el("tblLayout", type="fixed"),
    )
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=width) for width in widths)), *rows)
