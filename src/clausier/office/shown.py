"""A Word file that we made, as the plain blocks of a page: headings, paragraphs, items, tables; its looks are left.

Numbers that Word computes are told as labels, as they are where a contract is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from clausier.office.contract.blocks import ITEM_LABEL
from clausier.office.contract.numbering import Counters, read_lists
from clausier.office.contract.outline import Outline, outline_of, read_outlines
from clausier.office.word.opening import open_parts
from clausier.office.word.reading import Change, Piece, pieces, through
from clausier.office.word.xml import Element, counted, is_on, value, w

Weight = Literal["", "fort", "cite"]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text; `fort` is bold, `cite` is in italics; one to be filled in is `open`."""

    text: str
    weight: Weight = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: a heading of a `level` from 1, an item at a `depth` from 1, or neither; `label` is its number."""

    words: tuple[Words, ...]
    level: int = 0
    depth: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a table holds; it stands over `span` columns."""

    lines: tuple[Line, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows of headings, then the others."""

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]


Shown = Line | Grid


def shown(content: bytes, name: str) -> tuple[Shown, ...]:
    """The body of a .docx; InvalidInput says why another is not read. Tracked changes are read as accepted."""
    parts = open_parts(content, name)
    outlines = read_outlines(parts.styles)
    by_style = {key: one.number for key, one in outlines.items() if one.number}
    reader = _Reader(outlines, Counters(read_lists(parts.numbering, by_style)), _weights(parts.styles))
    body = parts.document.find(w("body"))
    return tuple(reader.blocks(body)) if body is not None else ()


@dataclass(frozen=True)
class _Reader:
    """What it takes to read paragraphs in their order: labels are counted as they go by."""

    outlines: Mapping[str, Outline]
    counters: Counters
    weights: Mapping[str, Weight]

    def blocks(self, container: Element) -> Iterator[Shown]:
        for child in through(container, w("p"), w("tbl")):
            if child.tag == w("tbl"):
                yield self._grid(child)
            elif (line := self._line(child)).words:
                yield line

    def _line(self, paragraph: Element) -> Line:
        words = tuple(_joined(self._words(paragraph)))
        if not "".join(one.text for one in words).strip():
            return Line(())
        outline = outline_of(paragraph, self.outlines)
        depth = outline.depth
        if depth is None:
            depth = self.counters.depth_of(outline.number, outline.style)
        label, written = self.counters.label(outline.number, depth)
        if outline.level:
            return Line(words, outline.level, label=label)
        is_item = bool(label) and (written == "bullet" or label.endswith(")"))
        return Line(words, depth=depth + 1 if is_item else 0, label="" if label == ITEM_LABEL else label)

    def _words(self, paragraph: Element) -> Iterator[Words]:
        whole = self.weights.get(value(paragraph.find(w("pPr")), "pStyle"), "")
        for piece in pieces(paragraph):
            if piece.text and piece.change is not Change.DELETED:
                yield Words(piece.text.replace("\t", " "), self._weight(piece) or whole, piece.placeholder)

    def _weight(self, piece: Piece) -> Weight:
        properties = piece.run.find(w("rPr")) if piece.run is not None else None
        if is_on(properties, "b"):
            return "fort"
        return "cite" if is_on(properties, "i") else self.weights.get(value(properties, "rStyle"), "")

    def _grid(self, table: Element) -> Grid:
        head: list[tuple[Cell, ...]] = []
        rows: list[tuple[Cell, ...]] = []
        for row in through(table, w("tr")):
            is_head = is_on(row.find(w("trPr")), "tblHeader") is True
            (head if is_head and not rows else rows).append(tuple(map(self._cell, through(row, w("tc")))))
        return Grid(tuple(head), tuple(rows))

    def _cell(self, cell: Element) -> Cell:
        """A table in a cell is told line by line."""
        lines = (line for child in cell.iter(w("p")) if (line := self._line(child)).words)
        return Cell(tuple(lines), counted(value(cell.find(w("tcPr")), "gridSpan"), 1))


def _joined(words: Iterator[Words]) -> Iterator[Words]:
    """Neighbours of one kind as one."""
    last: Words | None = None
    for one in words:
        if last is not None and (last.weight, last.open) == (one.weight, one.open):
            last = Words(last.text + one.text, last.weight, last.open)
        else:
            if last is not None:
                yield last
            last = one
    if last is not None:
        yield last


def _weights(styles: Element | None) -> dict[str, Weight]:
    """By the id of each style that is bold or in italics by itself."""
    found: dict[str, Weight] = {}
    for style in styles.iterchildren(w("style")) if styles is not None else ():
        properties = style.find(w("rPr"))
        if is_on(properties, "b"):
            found[str(style.get(w("styleId")))] = "fort"
        elif is_on(properties, "i"):
            found[str(style.get(w("styleId")))] = "cite"
    return found
