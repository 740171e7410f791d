"""A sheet as it goes by: its rows, its merged cells, its margins, found in one reading that keeps nothing.

A few bytes may ask for a row beyond the sheet, or for cells without number: what is not there is never made, and what
is there is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from clausier.office.damage import Damaged, TooMuch
from clausier.office.excel.cells import column_rank
from clausier.office.excel.strings import NAMESPACE, Attributes, Text, TextReader, feed, parser
from clausier.office.limits import CELL, CELLS, LAST_COLUMN, LAST_ROW

ROW, CELLED, VALUE, FORMULA, INLINE, MERGED = (NAMESPACE + name for name in ("row", "c", "v", "f", "is", "mergeCell"))
MARGINS = {NAMESPACE + page + kind: kind for page in ("odd", "even", "first") for kind in ("Header", "Footer")}
LETTERS = re.compile("[A-Z]{1,3}")
LONGEST_REFERENCE = 32


@dataclass(slots=True)
class Raw:
    """A cell as the file has it; `column` counts from 0."""

    column: int
    kind: str
    style: str
    value: str = ""
    text: Text | None = None
    formula: bool = False


@dataclass(slots=True)
class RawRow:
    """A row that is there, with its cells that hold something; `number` counts from 1."""

    number: int
    cells: list[Raw] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were merged: « A1:B2 »."""

    reference: str


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or footer in the codes of the spreadsheet; `kind` is Header or Footer."""

    kind: str
    text: str


Item = RawRow | Merged | Margin


def items(pieces: Iterable[bytes]) -> Iterator[Item]:
    """All of a sheet, in its order; what stands before a fault comes before it. Damaged, TooMuch."""
    reader = _Reader()
    reading = parser()
    reading.StartElementHandler, reading.EndElementHandler = reader.start, reader.end
    reading.CharacterDataHandler = reader.data
    for fault in feed(reading, pieces):
        yield from reader.taken()
        if fault:
            raise fault


@dataclass(slots=True)
class _Reader:
    """Rows in their order and cells in theirs: a file that says otherwise is damaged. Blank cells are only counted.

    `digits` is the number of the row as its cells write it, `following` the first column that its next cell may have.
    """

    found: list[Item] = field(default_factory=list)
    row: RawRow | None = None
    last: int = 0
    digits: str = ""
    following: int = 0
    cell: Raw | None = None
    count: int = 0
    text: TextReader | None = None
    heard: list[str] | None = None
    length: int = 0

    def taken(self) -> list[Item]:
        found, self.found = self.found, []
        return found

    def start(self, name: str, attributes: Attributes) -> None:
        if self.text is not None:
            self.text.start(name, attributes)
        elif name == CELLED:
            self._cell(attributes)
        elif name == VALUE or name in MARGINS:
            self.heard, self.length = [], 0
        elif name == FORMULA and self.cell is not None:
            self.cell.formula = True
        elif name == INLINE:
            self.text = TextReader()
        elif name == ROW:
            self._row(attributes)
        elif name == MERGED:
            self.found.append(Merged(attributes.get("ref", "")[:LONGEST_REFERENCE]))

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.data(text)
        elif self.heard is not None:
            self.heard.append(text)
            self.length += len(text)
            if self.length > CELL:
                raise TooMuch

    def end(self, name: str) -> None:
        if self.text is not None and name != INLINE:
            self.text.end(name)
        elif name == VALUE and self.heard is not None:
            if self.cell is not None:
                self.cell.value = "".join(self.heard)
            self.heard = None
        elif name == CELLED and self.cell is not None and self.row is not None:
            if not (self.cell.value or self.cell.formula or self.cell.text):
                self.row.cells.pop()
            self.cell = None
        elif name == ROW and self.row is not None:
            self.found.append(self.row)
            self.row = None
        elif name == INLINE and self.text is not None:
            if self.cell is not None:
                self.cell.text = self.text.text()
            self.text = None
        elif name in MARGINS and self.heard is not None:
            self.found.append(Margin(MARGINS[name], "".join(self.heard)))
            self.heard = None

    def _row(self, attributes: Attributes) -> None:
        written = attributes.get("r")
        number = self.last + 1 if written is None else _number(written)
        if self.row is not None or not self.last < number <= LAST_ROW:
            raise Damaged(f"row {written}")
        self.last, self.row, self.digits, self.following = number, RawRow(number), str(number), 0

    def _cell(self, attributes: Attributes) -> None:
        if self.row is None or self.cell is not None:
            raise Damaged("a cell outside of a row")
        written = attributes.get("r")
        column = self.following if written is None else _column(written, self.digits)
        self.count += 1
        if self.count > CELLS:
            raise TooMuch
        if not self.following <= column < LAST_COLUMN:
            raise Damaged(f"cell {written}")
        self.following = column + 1
        self.cell = Raw(column, attributes.get("t", "n"), attributes.get("s", ""))
        self.row.cells.append(self.cell)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Damaged(f"number {text[:20]}")
    return int(text)


def _column(reference: str, digits: str) -> int:
    """The rank of « F12 », from 0; it must be of the row whose number has these digits."""
    letters = reference.removesuffix(digits)
    if len(letters) + len(digits) != len(reference):
        raise Damaged(f"cell {reference[:20]}")
    return _rank(letters)


@lru_cache(maxsize=LAST_COLUMN)
def _rank(letters: str) -> int:
    if not LETTERS.fullmatch(letters):
        raise Damaged(f"column {letters[:20]}")
    return column_rank(letters)
