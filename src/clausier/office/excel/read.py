"""The rows of a workbook's sheets, one at a time. The only importer of openpyxl."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from clausier.office import safe
from clausier.office.excel.cells import Cell, Odd, plain, typed
from clausier.office.excel.links import links
from clausier.office.excel.remarks import Remark, margins, people_of, remarks
from clausier.office.excel.traps import Traps, traps
from clausier.office.kinds import EXCEL
from clausier.office.package import RELATIONS, parse

Row = tuple[int, tuple[Cell, ...]]
"""The row's number from 1, and its cells from column A."""
Reading = Callable[[Any], Cell]
"""What is taken of openpyxl's cell."""


@dataclass(frozen=True)
class Sheet:
    """A sheet that is read on demand, from its first row each time."""

    file: str
    name: str
    part: str
    _archive: zipfile.ZipFile
    _source: Any
    _reading: Reading
    _people: Mapping[str, str]

    def rows(self) -> Iterator[Row]:
        """Every row, blank ones too; InvalidInput if the sheet is damaged."""
        return self._rows(self._reading)

    def struck(self) -> Iterator[Remark]:
        """What is struck through, of a workbook that was opened as `marked`."""
        for number, cells in self._rows(_struck):
            for rank, cell in enumerate(cells):
                if cell:
                    yield Remark("texte barré", cell.text if isinstance(cell, Odd) else cell, number, rank)

    def remarks(self) -> tuple[Remark, ...]:
        """What stands beside the cells: notes, threads of comments, text boxes, images."""
        with safe.damage(self.file, EXCEL):
            return tuple(remarks(self._archive, self.part, self._people))

    def margins(self) -> tuple[Remark, ...]:
        """Headers and footers, as they are shown."""
        with safe.damage(self.file, EXCEL):
            return margins(self._archive, self.part)

    def _rows(self, reading: Reading) -> Iterator[Row]:
        self._source.reset_dimensions()
        rows = enumerate(self._source.iter_rows(), start=1)
        while True:
            with warnings.catch_warnings(action="ignore"), safe.damage(self.file, EXCEL):
                number, cells = next(rows, (0, ()))
                row = number, tuple(reading(cell) for cell in cells)
            if not number:
                return
            yield row

    def traps(self) -> Traps:
        """Merged cells and formulas, found without reading the rows."""
        with safe.damage(self.file, EXCEL):
            return traps(self._archive, self.part)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The visible and hidden sheets of a workbook that is safe to read; InvalidInput says why another is not."""
    with _opened(path, _cell) as sheets:
        yield sheets


@contextmanager
def marked(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The same of a workbook that somebody wrote in: what is struck through there is no longer said."""
    with _opened(path, _said) as sheets:
        yield sheets


@contextmanager
def _opened(path: Path, reading: Reading) -> Iterator[tuple[Sheet, ...]]:
    with safe.readable(path, EXCEL) as file:
        safe.gate(file, path.name, EXCEL)
        with warnings.catch_warnings(action="ignore"), safe.damage(path.name, EXCEL):
            archive = zipfile.ZipFile(path)
            main = next((link.target for link in links(archive, "") if link.kind == "officeDocument"), "")
            parts, people = _sheet_parts(archive, main), people_of(archive, main)
            book = load_workbook(file, read_only=True, keep_links=False, rich_text=reading is not _cell)
        try:
            known = [sheet for sheet in book.worksheets if sheet.title in parts]
            yield tuple(
                Sheet(path.name, sheet.title, parts[sheet.title], archive, sheet, reading, people) for sheet in known
            )
        finally:
            book.close()
            archive.close()


def _sheet_parts(archive: zipfile.ZipFile, main: str) -> dict[str, str]:
    """Name of each sheet → the member that holds it."""
    targets = {link.id: link.target for link in links(archive, main)}
    sheets = parse(archive.read(main)).iterfind("{*}sheets/{*}sheet")
    return {sheet.get("name", ""): targets[sheet.get(f"{{{RELATIONS}}}id", "")] for sheet in sheets}


def _cell(cell: Any) -> Cell:
    """What a cell holds."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str) and cell.data_type == "s":
        return plain(value)
    return typed(value, cell.data_type, cell.number_format)


def _said(cell: Any) -> Cell:
    """What a cell says: what it holds but for what is struck through."""
    if isinstance(cell.value, CellRichText):
        return plain("".join(str(piece) for piece in cell.value if not _is_struck(piece, cell)))
    return "" if cell.value is None or _all_struck(cell) else _cell(cell)


def _struck(cell: Any) -> Cell:
    """What a cell holds and no longer says."""
    if isinstance(cell.value, CellRichText):
        return plain("".join(str(piece) for piece in cell.value if _is_struck(piece, cell)))
    return _cell(cell) if cell.value is not None and _all_struck(cell) else ""


def _is_struck(piece: object, cell: Any) -> bool:
    """A piece of a text has its own look, or that of the cell."""
    return bool(piece.font.strike) if isinstance(piece, TextBlock) else _all_struck(cell)


def _all_struck(cell: Any) -> bool:
    return cell.has_style and bool(cell.font.strike)
