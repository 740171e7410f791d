"""Blocks of a contract → what is printed: paragraphs and tables, cut into the pieces that marks can touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from clausier.documents.reading_report.spans import Piece
from clausier.model.contract_text import BlockKind, TextBlock

Table = list[TextBlock]
"""The rows of a table."""
WIDEST = 12
"""Cells of a row that can be read beside one another on a page; a wider table is printed a line a row."""
BETWEEN = " | "
LEAST, MOST = 6, 60
"""Signs of a column between which its width follows its texts."""


def laid_out(blocks: Iterable[TextBlock]) -> Iterator[TextBlock | Table]:
    """Blocks, and those that are rows of one table together."""
    table: Table = []
    for block in blocks:
        is_row = block.kind is BlockKind.ROW and len(block.cells) <= WIDEST
        if table and not (is_row and _follows(block, table[0])):
            yield table
            table = []
        if is_row:
            table.append(block)
        else:
            yield block
    if table:
        yield table


def _follows(row: TextBlock, first: TextBlock) -> bool:
    return bool(row.header) and row.header in (first.cells, first.header)


def pieces_of(parts: Iterable[TextBlock | Table]) -> list[Piece]:
    """All that holds words, in the order of the text."""
    found = chain.from_iterable(
        [Piece(part.text, part.start)] if isinstance(part, TextBlock) else chain.from_iterable(map(cells_of, part))
        for part in parts
    )
    return [piece for piece in found if piece.text]


def cells_of(row: TextBlock) -> Iterator[Piece]:
    """The cells of a row, each at its place, maybe empty."""
    start = row.start
    for cell in row.cells:
        yield Piece(cell, start)
        start += len(cell) + len(BETWEEN)


def widths(rows: Sequence[TextBlock], whole: int) -> list[int]:
    """Widths of the columns that together are `whole`, as their texts need."""
    columns = max(len(row.cells) for row in rows)
    needs = [LEAST] * columns
    for row in rows:
        for rank, cell in enumerate(row.cells):
            needs[rank] = max(needs[rank], min(MOST, len(cell)))
    found = [whole * need // sum(needs) for need in needs]
    return [*found[:-1], whole - sum(found[:-1])]
