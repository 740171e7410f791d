"""A sheet or a CSV file as rows, and the row that names its columns.

The columns' keys may stand in any row, hidden or not, so that a sorted table stays readable; without them, a row of
the headings that `clausier lot modele` writes will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from clausier.batch.table_file import csvfile
from clausier.dossier.columns import Column, Columns
from clausier.errors import InvalidInput, Problem
from clausier.office.excel import read as spreadsheet
from clausier.office.excel.cells import Cell, column_rank
from clausier.office.excel.read import Row

ENOUGH_KNOWN = 3
"""Known columns that make a row one of keys or of headings."""
START = "Partir du tableau que crée « clausier lot modele »."
AREA = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


class Rows(Protocol):
    def rows(self) -> Iterator[Row]: ...


@dataclass(frozen=True)
class Area:
    """Merged cells: rows from 1, columns from 0, both ends included."""

    reference: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Grid:
    """A sheet or a CSV file; `top` gives the rows in which its columns are named, `merged` its merged cells."""

    place: str
    name: str
    source: Rows
    top: Callable[[], Iterator[Row]]
    merged: Callable[[], Iterable[Area]] = tuple
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Head:
    """The row that names the columns, `keyed` if by their keys; `titles` is then the row of headings above or below."""

    row: int
    cells: tuple[Cell, ...]
    keyed: bool
    titles: tuple[Cell, ...] = ()


@contextmanager
def grids(path: Path, columns: Columns) -> Iterator[tuple[Grid, ...]]:
    """The sheets of a table; InvalidInput if it cannot be opened."""
    if path.suffix.lower() == ".csv":
        table = csvfile.opened(path)
        yield (Grid(path.name, "", table, table.rows, notices=table.notices),)
        return
    with spreadsheet.opened(path) as sheets:
        whole = bool(sheets) and _says(sheets[0].shared_texts(), columns)
        yield tuple(_grid(sheet, whole) for sheet in sheets)


def chosen(path: Path, found: Sequence[Grid], columns: Columns) -> tuple[Grid, Head]:
    """The one sheet that holds the table, and its columns' names; InvalidInput if there is none, or several."""
    named = [(grid, head) for grid in found if (head := _head(grid, columns))]
    kept = [pair for pair in named if pair[1].keyed] or named
    if len(kept) == 1:
        return kept[0]
    if not kept:
        message = "aucune ligne ne nomme les colonnes (dossier.id, cabinet.nom, prestataire.nom, contrat.titre …)."
        raise InvalidInput([Problem(path.name, "", message, START)])
    names = " et ".join(f"« {grid.name} »" for grid, _ in kept)
    message = f"plusieurs feuilles contiennent un tableau de dossiers : {names}."
    raise InvalidInput([Problem(path.name, "", message, "N'en garder qu'une par fichier.")])


def _says(texts: Iterable[str], columns: Columns) -> bool:
    """Does a workbook name enough of our columns somewhere? Then the row that does may be anywhere in its sheets."""
    known = (text for text in texts if columns.keyed(text) is not None or columns.titled(text) is not None)
    return len([*islice(known, ENOUGH_KNOWN)]) == ENOUGH_KNOWN


def _grid(sheet: spreadsheet.Sheet, whole: bool) -> Grid:
    place, top = f"{sheet.file}, feuille {sheet.name}", sheet.rows if whole else sheet.top
    return Grid(place, sheet.name, sheet, top, lambda: map(_area, sheet.merged()))


def _area(reference: str) -> Area:
    found = AREA.fullmatch(reference)
    assert found is not None, "a sheet gives none but such references"
    letters, row = found[3] or found[1], found[4] or found[2]
    return Area(reference, int(found[2]), int(row), column_rank(found[1]), column_rank(letters))


def _head(grid: Grid, columns: Columns) -> Head | None:
    """The first row of keys, with a row of headings; if there is none, the first row of headings."""
    keys: Head | None = None
    headings: Head | None = None
    for number, cells in grid.top():
        if keys is None and _known(cells, columns.keyed) >= ENOUGH_KNOWN:
            keys = Head(number, cells, keyed=True)
        elif headings is None and _known(cells, columns.titled) >= ENOUGH_KNOWN:
            headings = Head(number, cells, keyed=False)
        if keys is not None and (headings is not None or number > keys.row):
            break
    if keys is None:
        return headings
    return Head(keys.row, keys.cells, keyed=True, titles=headings.cells if headings else ())


def _known(cells: Sequence[Cell], find: Callable[[str], Column | None]) -> int:
    return sum(1 for cell in cells if isinstance(cell, str) and cell and find(cell) is not None)
