"""Blocks as tags open and close around text: what web pages and OpenDocument files have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from clausier.model.contract_text import BlockKind, TextBlock
from clausier.office import limits
from clausier.office.contract.blocks import Cells, bulleted, tabled
from clausier.office.contract.flow import broken
from clausier.office.damage import TooMuch

PARAGRAPH = TextBlock("", 0)
WHITE = re.compile(r"\s+")


@dataclass
class _Table:
    """The rows of an open table, and the cell at hand."""

    rows: list[Cells] = field(default_factory=list)
    cell: list[TextBlock] | None = None


@dataclass
class Sheet:
    """What was written so far: finished blocks, open tables with the blocks of their cells, and the block at hand."""

    _blocks: list[TextBlock] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _block: TextBlock = PARAGRAPH
    _parts: list[str] = field(default_factory=list)
    _signs: int = 0

    def write(self, text: str) -> None:
        """Text in which white space, line ends too, is only space."""
        self.write_as_typed(WHITE.sub(" ", text))

    def write_as_typed(self, text: str) -> None:
        """Text whose line ends are line breaks."""
        self._signs += len(text)
        if self._signs > 2 * limits.CHARACTERS:
            raise TooMuch("text")
        self._parts.append(text)

    def begin_heading(self, level: int, label: str = "") -> None:
        self.end_block()
        self._block = TextBlock("", 0, BlockKind.HEADING, level, label)

    def begin_item(self, label: str, depth: int) -> None:
        self.end_block()
        self._block = TextBlock("", 0, BlockKind.ITEM, depth, label)

    def begin_numbered(self, label: str) -> None:
        """A paragraph with a number of its own."""
        self.end_block()
        self._block = TextBlock("", 0, label=label)

    def add(self, blocks: Iterable[TextBlock]) -> None:
        """Blocks that are finished, after those that are."""
        self._place().extend(blocks)

    def end_block(self) -> None:
        """What was written since the last block ended is one; nothing if it is white."""
        text, first = "".join(self._parts), self._block
        self._parts, self._block = [], PARAGRAPH
        if not text.strip():
            # A paragraph inside an item begins where the item does.
            self._block = first if first.kind is BlockKind.ITEM else PARAGRAPH
            return
        place = self._place()
        if first.kind is BlockKind.HEADING:
            place.append(replace(first, text=text))
            return
        for rank, line in enumerate(broken(text)):
            place.append(bulleted(replace(PARAGRAPH if rank else first, text=line)))

    def begin_table(self) -> None:
        self.end_block()
        self._tables.append(_Table())
        if len(self._tables) > limits.NESTED:
            raise TooMuch("tables")

    def begin_row(self) -> None:
        self.end_block()
        if self._tables:
            self._tables[-1].rows.append([])

    def begin_cell(self, columns: int = 1) -> None:
        """A cell over so many columns: those beyond the first are empty."""
        self.end_block()
        if not self._tables:
            return
        table = self._tables[-1]
        table.cell = []
        if not table.rows:
            table.rows.append([])
        table.rows[-1] += [table.cell, *([] for _ in range(min(columns, limits.COLUMNS) - 1))]
        if len(table.rows[-1]) > limits.COLUMNS:
            raise TooMuch("cells")

    def end_table(self) -> None:
        """Its rows follow what was before it; those of a table in a cell are of that cell."""
        self.end_block()
        if self._tables:
            table = self._tables.pop()
            self._place().extend(tabled(table.rows))

    def finished(self) -> Iterator[TextBlock]:
        """All blocks, once nothing more comes."""
        self.end_block()
        while self._tables:
            self.end_table()
        return iter(self._blocks)

    def _place(self) -> list[TextBlock]:
        """Where a block goes: the cell at hand, or the page."""
        cell = self._tables[-1].cell if self._tables else None
        return self._blocks if cell is None else cell
