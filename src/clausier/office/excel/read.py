"""The rows of a workbook's sheets, one at a time."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clausier.office import safe
from clausier.office.damage import Damaged, TooMuch
from clausier.office.excel.cells import Cell, Odd, reference
from clausier.office.excel.formats import looks
from clausier.office.excel.links import Link, links
from clausier.office.excel.remarks import Remark, margin, people_of, remarks
from clausier.office.excel.stream import Item, Margin, Merged, Raw, RawRow, items
from clausier.office.excel.strings import Text, shared
from clausier.office.excel.values import Values
from clausier.office.kinds import EXCEL, WORKBOOK, Kind
from clausier.office.limits import SHEETS, TEXTS
from clausier.office.package import RELATIONS, parse
from clausier.office.word.xml import Element
from clausier.office.zipped import Zipped

MOST_CITED = 6
TRUE = ("1", "true")
TOP = 1 << 19
"""Bytes of the part of a sheet."""
MERGED = re.compile(
    rb"<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?\bref\s{0,9}=\s{0,9}[\"']([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)[\"']"
)
END_OF_ROWS = re.compile(rb"</(?:\w{1,20}:)?sheetData\s{0,9}>|<(?:\w{1,20}:)?sheetData\s{0,9}/>")
LONGEST_MERGED = 300
"""Bytes of the beginning of such an element, at the border of two pieces."""
Row = tuple[int, tuple[Cell, ...]]
"""The row's number from 1, and its cells from column A to the last that is not blank."""
Reading = Callable[[Raw], Cell]
"""What is taken of a cell."""


@dataclass(frozen=True, slots=True)
class Traps:
    """Addresses of the first cells of a sheet that are merged, or hold a formula: a table may hold neither."""

    merged: tuple[str, ...]
    formulas: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet, read on demand from its first row each time; InvalidInput if it is damaged or holds too much."""

    file: str
    name: str
    kind: Kind
    _part: str
    _package: Zipped
    _values: Values
    _reading: Reading
    _people: Mapping[str, str]

    def rows(self) -> Iterator[Row]:
        """Every row that the file has, blank ones too."""
        return self._rows(self._reading)

    def top(self) -> Iterator[Row]:
        """The rows of the first `TOP` bytes: what a sheet is shows there, whatever the length of the rest."""
        with contextlib.suppress(_Enough):
            yield from self._rows(self._reading, TOP)

    def shared_texts(self) -> Iterator[str]:
        """The texts that the cells of the whole workbook share."""
        return (text.whole for text in self._values.texts)

    def merged(self) -> Iterator[str]:
        """The merged cells, « A1:B2 », found without reading a cell; they stand after the rows, which must end."""
        tail, ended = b"", False
        for piece in self._package.pieces(self._part):
            chunk = tail + piece
            ended = ended or END_OF_ROWS.search(chunk) is not None
            found = [*MERGED.finditer(chunk)]
            yield from (one[1].decode() for one in found)
            tail = chunk[max(found[-1].end() if found else 0, len(chunk) - LONGEST_MERGED) :]
        with safe.damage(self.file, self.kind):
            if not ended:
                raise Damaged("rows without an end")

    def struck(self) -> Iterator[Remark]:
        """What is struck through, of a workbook that was opened as `marked`."""
        for number, cells in self._rows(self._values.struck):
            for rank, cell in enumerate(cells):
                if cell:
                    yield Remark("texte barré", cell.text if isinstance(cell, Odd) else cell, number, rank)

    def remarks(self) -> tuple[Remark, ...]:
        """What stands beside the cells: notes, threads of comments, text boxes, images."""
        with safe.damage(self.file, self.kind):
            return tuple(remarks(self._package, self._part, self._people))

    def margins(self) -> tuple[Remark, ...]:
        """Headers and footers as they are shown, each once."""
        found = dict.fromkeys(margin(one.kind, one.text) for one in self._items() if isinstance(one, Margin))
        return tuple(one for one in found if one.text)

    def traps(self) -> Traps:
        """The first merged cells and formulas."""
        merged: dict[str, None] = {}
        formulas: dict[str, None] = {}
        for one in self._items():
            if isinstance(one, Merged) and len(merged) < MOST_CITED:
                merged[one.reference] = None
            elif isinstance(one, RawRow) and len(formulas) < MOST_CITED:
                formulas.update({reference(one.number, cell.column): None for cell in one.cells if cell.formula})
        return Traps(tuple(merged), tuple(formulas)[:MOST_CITED])

    def _rows(self, reading: Reading, most: int | None = None) -> Iterator[Row]:
        weight = 0
        for one in self._items(most):
            if not isinstance(one, RawRow):
                continue
            with safe.damage(self.file, self.kind):
                cells = _laid(one, reading)
                weight += sum(map(_weight, cells))
                if weight > TEXTS:
                    raise TooMuch
            yield one.number, cells

    def _items(self, most: int | None = None) -> Iterator[Item]:
        """What the part holds; a fault of the file is told, one of whoever takes the items is left to them.

        _Enough where there is more than `most` bytes of it.
        """
        pieces = self._package.pieces(self._part)
        found = items(pieces if most is None else _first(pieces, most))
        while True:
            with safe.damage(self.file, self.kind):
                one = next(found, None)
            if one is None:
                return
            yield one


class _Enough(Exception):
    """No more of a part is to be read."""


def _first(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    for piece in pieces:
        if most <= 0:
            raise _Enough
        most -= len(piece)
        yield piece


def _laid(row: RawRow, reading: Reading) -> tuple[Cell, ...]:
    """The cells at their columns, blanks between them."""
    cells: list[Cell] = []
    for raw in row.cells:
        cell = reading(raw)
        if cell != "":
            if raw.column > len(cells):
                cells += [""] * (raw.column - len(cells))
            cells.append(cell)
    return tuple(cells)


def _weight(cell: Cell) -> int:
    """What it costs to go over a cell, in signs."""
    return len(cell) + 4 if isinstance(cell, str) else 32


@contextmanager
def opened(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The visible and hidden sheets of a table that is safe to read; InvalidInput says why another is not."""
    with _opened(path, EXCEL, lambda values: values.held) as sheets:
        yield sheets


@contextmanager
def marked(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The same of a workbook that somebody wrote in: what is struck through there is no longer said."""
    with _opened(path, WORKBOOK, lambda values: values.said) as sheets:
        yield sheets


@contextmanager
def _opened(path: Path, kind: Kind, reading: Callable[[Values], Reading]) -> Iterator[tuple[Sheet, ...]]:
    with safe.readable(path, kind) as file:
        safe.gate(file, path.name, kind)
        with safe.damage(path.name, kind):
            package = Zipped(file)
        with package:
            with safe.damage(path.name, kind):
                found = tuple(_sheets(package, path.name, kind, reading))
            yield found


def _sheets(package: Zipped, file: str, kind: Kind, reading: Callable[[Values], Reading]) -> Iterator[Sheet]:
    main = next((link.target for link in links(package, "") if link.kind == "officeDocument"), "")
    book, linked = parse(package.read(main)), {link.id: link for link in links(package, main)}
    values = Values(_texts(package, linked), looks(_part(package, linked, "styles")), _since_1904(book))
    people = people_of(package, main)
    listed = book.findall("{*}sheets/{*}sheet")
    if len(listed) > SHEETS:
        raise TooMuch
    for sheet in listed:
        link = linked.get(sheet.get(f"{{{RELATIONS}}}id", ""))
        if link is None or link.target not in package:
            raise Damaged(sheet.get("name", ""))
        if link.kind == "worksheet":
            yield Sheet(file, sheet.get("name", ""), kind, link.target, package, values, reading(values), people)


def _part(package: Zipped, linked: Mapping[str, Link], kind: str) -> bytes:
    """The part of the workbook of this kind; empty if it has none."""
    name = next((link.target for link in linked.values() if link.kind == kind), "")
    return safe.tree(package, name) if name else b""


def _texts(package: Zipped, linked: Mapping[str, Link]) -> list[Text]:
    name = next((link.target for link in linked.values() if link.kind == "sharedStrings"), "")
    if package.size(name) > TEXTS:
        raise TooMuch
    return shared(package.pieces(name)) if name else []


def _since_1904(book: Element) -> bool:
    properties = book.find("{*}workbookPr")
    return properties is not None and properties.get("date1904") in TRUE
