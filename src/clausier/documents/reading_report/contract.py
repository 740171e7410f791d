"""The whole text of a file of the contract, with its passages marked and their comments hung on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from clausier.characters import legible
from clausier.documents.reading_report import looks
from clausier.documents.reading_report.layout import Table, cells_of, widths
from clausier.documents.reading_report.looks import LOOKS
from clausier.documents.reading_report.outline import levels_of
from clausier.documents.reading_report.spans import Mark, Piece
from clausier.french import NBSP, typeset
from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.office.palette import TINT
from clausier.office.word import margin, tables
from clausier.office.word.parts import UPRIGHT
from clausier.office.word.styles import style_id
from clausier.office.word.xml import Element, el, paragraph, run

EMPTY = "Aucun texte n'a pu être lu dans ce fichier."
UNREAD = "page {} du fichier : aucun texte n'a pu y être lu (page numérisée ou image)"
SHOWN = MappingProxyType({"-": "–"})
"""How a label is printed, where that is not as it is."""
AFTER_TABLE = 160
"""Space before a paragraph that follows a table, in twentieths of a point."""
TALLEST_HEAD = 300
"""Signs of a first row beyond which it is not repeated on each page."""
Marks = Mapping[int, Sequence[Mark]]
"""Start of a piece → the marks that touch it."""


def contract(text: SourceText, parts: Sequence[TextBlock | Table], marks: Marks) -> Iterator[Element]:
    """The file under its name, on a page of its own, block after block; where its pages begin is said."""
    levels = levels_of(text)
    yield paragraph(style_id("heading 1"), [run(legible(text.name))], el("pageBreakBefore"))
    if not parts:
        yield _said(looks.NOTE, EMPTY)
    page, after_table = 0, False
    for part in parts:
        first = part if isinstance(part, TextBlock) else part[0]
        marked = list(_pages(text, page, first.page))
        yield from (_said(looks.PAGE, line) for line in marked)
        page = max(page, first.page)
        if isinstance(part, TextBlock):
            style = _style(part, levels.get(part.start, 0))
            yield _block(part, style, marks, apart=after_table and not marked)
        else:
            if after_table and not marked:  # Word joins tables that touch
                yield paragraph(style_id(looks.CONTRACT_CELL))
            yield _table(text, part, marks)
            page = max(page, part[-1].page)
        after_table = not isinstance(part, TextBlock)
    yield from (_said(looks.PAGE, line) for line in _unread(text, page, text.pages + 1))
    if after_table:
        yield paragraph(style_id(looks.CONTRACT_CELL))


def _pages(text: SourceText, page: int, new: int) -> Iterator[str]:
    """What is said where a page begins, and of the pages before it that could not be read."""
    if new > page:
        yield from _unread(text, page, new)
        yield f"page {new} du fichier"


def _unread(text: SourceText, after: int, before: int) -> Iterator[str]:
    return (UNREAD.format(number) for number in text.unread if after < number < before)


def _said(style: str, line: str) -> Element:
    return paragraph(style_id(style), [run(typeset(line))])


def _block(block: TextBlock, style: str, marks: Marks, *, apart: bool) -> Element:
    """The paragraph of a block; `apart` from the table that it follows."""
    label = [run(f"{legible(SHOWN.get(block.label, block.label))} ")] if block.label else []
    space = [el("spacing", before=AFTER_TABLE)] if apart else []
    return paragraph(style_id(style), [*label, *_runs(Piece(block.text, block.start), marks)], *space)


def _style(block: TextBlock, level: int) -> str:
    """The style of a block; `level` is that of a heading, else 0."""
    if level:
        return looks.heading_style(level)
    if block.kind is BlockKind.ITEM:
        return looks.item_style(block.level)
    return looks.FOOTNOTE if block.kind is BlockKind.NOTE else looks.TEXT


def _table(text: SourceText, rows: Table, marks: Marks) -> Element:
    columns, page = widths(rows, UPRIGHT), rows[0].page
    is_head = len(rows) > 1 and not rows[0].header and len(rows[0].text) <= TALLEST_HEAD
    built = [_row(rows[0], columns, marks, is_head=is_head)]
    for row in rows[1:]:
        for line in _pages(text, page, row.page):
            built.append(tables.row(tables.cell(UPRIGHT, [_said(looks.PAGE, line)], span=len(columns))))
        page = max(page, row.page)
        built.append(_row(row, columns, marks))
    return tables.table(columns, built)


def _row(row: TextBlock, columns: Sequence[int], marks: Marks, *, is_head: bool = False) -> Element:
    """The last cell of a short row takes what is left."""
    pieces = list(cells_of(row))
    cells = []
    for rank, piece in enumerate(pieces):
        span = len(columns) - rank if rank == len(pieces) - 1 else 1
        line = paragraph(style_id(looks.CONTRACT_HEAD if is_head else looks.CONTRACT_CELL), _runs(piece, marks))
        cells.append(tables.cell(sum(columns[rank : rank + span]), [line], span=span, shade=TINT if is_head else ""))
    return tables.heading_row(*cells) if is_head else tables.row(*cells)


def _runs(piece: Piece, marks: Marks) -> Iterator[Element]:
    """The words of a piece, cut where a mark begins or ends."""
    text = legible(piece.text)
    touching = marks.get(piece.start, ()) if text else ()
    edges = {edge for mark in touching for edge in mark.edges if piece.start < edge < piece.end}
    for start, end in pairwise(sorted({piece.start, piece.end, *edges})):
        for mark in touching:
            if mark.start == start:
                yield margin.opening(mark.number)
                yield _number(mark)
        over = [mark for mark in touching if mark.start <= start and end <= mark.end]
        is_bold = any(first <= start and end <= last for mark in over for first, last in mark.words)
        yield run(text[start - piece.start : end - piece.start], style_id(_look(over)), bold=is_bold)
        for mark in touching:
            if mark.end == end:
                yield from margin.closing(mark.number)


def _number(mark: Mark) -> Element:
    """The point of a passage, before it: « [4.5 ✓] »; without a sign where the proposal does not rest on it."""
    if mark.is_first:
        return run(f"[{mark.point.number}{NBSP}{LOOKS[mark.reading.status].sign}]{NBSP}", style_id(looks.NUMBER))
    return run(f"[{mark.point.number}]{NBSP}", style_id(looks.OTHER_NUMBER))


def _look(over: Sequence[Mark]) -> str:
    """The style of words: where passages lie on one another, that of the least favourable proposal."""
    statuses = [mark.reading.status for mark in over if mark.is_first]
    if statuses:
        return LOOKS[min(statuses, key=lambda status: status.rank)].style
    return looks.OTHER if over else ""
