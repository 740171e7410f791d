"""A table of dossiers, a row each: finds its sheet and its row of columns, then reads row by row.

The columns' keys may stand in any row, hidden or not, so that a sorted table stays readable; without
them, a row of the headings that `clausier lot modele` writes will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from clausier.batch.record import Record, record_of
from clausier.batch.table_file import csvfile
from clausier.dossier.columns import REQUIRED, Column, Columns, columns_of, folded
from clausier.dossier.rows import Layout, address, document_of
from clausier.errors import MOST_PROBLEMS, InvalidInput, Problem, near
from clausier.model.library import Library
from clausier.office.excel import read as spreadsheet
from clausier.office.excel.cells import Cell
from clausier.office.excel.read import Row

ENOUGH_KNOWN = 3
"""Known columns that make a row one of keys or of headings."""
LOOKED_AT = 6
"""Cells that tell a row of headings from a dossier."""
START = "Partir du tableau que crée « clausier lot modele »."


class Rows(Protocol):
    def rows(self) -> Iterator[Row]: ...


@dataclass(frozen=True)
class Grid:
    """A sheet or a CSV file; `refuse` raises InvalidInput for what a table may not hold."""

    place: str
    source: Rows
    refuse: Callable[[], None]
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Head:
    """The row that names the columns; `keyed` if by their keys."""

    row: int
    cells: tuple[Cell, ...]
    keyed: bool


def records(path: Path, library: Library) -> Iterator[Record]:
    """The dossiers of a table, in order; InvalidInput if the table as a whole cannot be used."""
    columns = columns_of(library)
    with _grids(path) as grids:
        grid, head = _chosen(path, grids, columns)
        grid.refuse()
        layout = _layout(grid.place, head, columns)
        notices = grid.notices
        for number, cells in _data(grid, head, layout):
            document, faults = document_of(layout, number, cells)
            record = record_of(layout.line(number), document, library, faults)
            yield Record(record.position, record.id, record.case, record.problems, notices)
            notices = ()


@contextmanager
def _grids(path: Path) -> Iterator[tuple[Grid, ...]]:
    if path.suffix.lower() == ".csv":
        table = csvfile.opened(path)
        yield (Grid(path.name, table, lambda: None, table.notices),)
        return
    with spreadsheet.opened(path) as sheets:
        yield tuple(_grid(sheet) for sheet in sheets)


def _grid(sheet: spreadsheet.Sheet) -> Grid:
    place = f"{sheet.file}, feuille {sheet.name}"
    return Grid(place, sheet, lambda: _refuse_traps(sheet, place))


def _refuse_traps(sheet: spreadsheet.Sheet, place: str) -> None:
    """Merged cells and formulas: what they mean for a row would be a guess."""
    found = sheet.traps()
    at = f"{place}, cellule"
    split, paste = "Les défusionner et remplir chacune.", "La remplacer par sa valeur (collage spécial, Valeurs)."
    merged = [Problem(f"{at} {ref}", "", "des cellules sont fusionnées.", split) for ref in found.merged]
    formulas = [Problem(f"{at} {ref}", "", "la cellule contient une formule.", paste) for ref in found.formulas]
    if merged or formulas:
        raise InvalidInput([*merged, *formulas])


def _chosen(path: Path, grids: Sequence[Grid], columns: Columns) -> tuple[Grid, Head]:
    """The one sheet that holds the table."""
    found = [(grid, head) for grid in grids if (head := _head(grid, columns))]
    kept = [pair for pair in found if pair[1].keyed] or found
    if len(kept) == 1:
        return kept[0]
    if not kept:
        message = "aucune ligne ne nomme les colonnes (dossier.id, cabinet.nom, prestataire.nom, contrat.titre …)."
        raise InvalidInput([Problem(path.name, "", message, START)])
    names = " et ".join(f"« {grid.place.rpartition(' feuille ')[2]} »" for grid, _ in kept)
    message = f"plusieurs feuilles contiennent un tableau de dossiers : {names}."
    raise InvalidInput([Problem(path.name, "", message, "N'en garder qu'une par fichier.")])


def _head(grid: Grid, columns: Columns) -> Head | None:
    """The first row of keys; if there is none, the first row of headings."""
    headings: Head | None = None
    for number, cells in grid.source.rows():
        if _known(cells, columns.keyed) >= ENOUGH_KNOWN:
            return Head(number, cells, keyed=True)
        if headings is None and _known(cells, columns.titled) >= ENOUGH_KNOWN:
            headings = Head(number, cells, keyed=False)
    return headings


def _known(cells: Sequence[Cell], find: Callable[[str], Column | None]) -> int:
    return sum(1 for cell in cells if isinstance(cell, str) and cell and find(cell) is not None)


def _layout(place: str, head: Head, columns: Columns) -> Layout:
    """The columns by rank; InvalidInput names every unknown, repeated or missing one."""
    known: dict[int, Column] = {}
    problems: list[Problem] = []
    for index, cell in enumerate(head.cells):
        text = cell if isinstance(cell, str) else cell.text
        column = (columns.keyed if head.keyed else columns.titled)(text)
        first = next((rank for rank, other in known.items() if column and other.key == column.key), None)
        if column is not None and first is None:
            known[index] = column
        elif text:
            fault = _unknown(text, head, columns) if first is None else _repeated(text, place, head, first)
            problems.append(Problem(address(place, head.row, index), "", *fault))
        if len(problems) == MOST_PROBLEMS:
            break
    problems += _missing(place, head, {column.key for column in known.values()}, columns)
    if problems:
        raise InvalidInput(problems)
    return Layout(place, known)


def _unknown(text: str, head: Head, columns: Columns) -> tuple[str, str]:
    names = columns.by_key if head.keyed else {column.title for column in columns.all}
    close = near(text, [*names])
    hint = f"Vouliez-vous dire {' ou '.join(f'« {name} »' for name in close)} ?" if close else START
    return f"la colonne « {text} » n'existe pas.", hint


def _repeated(text: str, place: str, head: Head, first: int) -> tuple[str, str]:
    cell = address(place, head.row, first).rpartition(" ")[2]
    return f"la colonne « {text} » est déjà en {cell}.", "N'en garder qu'une."


def _missing(place: str, head: Head, keys: set[str], columns: Columns) -> Iterator[Problem]:
    for key in REQUIRED:
        if key not in keys:
            message = f"la colonne « {key} » ({columns.by_key[key].title}) manque."
            yield Problem(f"{place}, ligne {head.row}", "", message, "L'ajouter.")


def _data(grid: Grid, head: Head, layout: Layout) -> Iterator[Row]:
    """Rows of dossiers: neither the columns' names nor a blank row."""
    for number, cells in grid.source.rows():
        if number != head.row and any(cell != "" for cell in cells) and not _is_headings(cells, layout):
            yield number, cells


def _is_headings(cells: Sequence[Cell], layout: Layout) -> bool:
    """At least half of the first filled cells are the headings of their columns."""
    filled = list(islice(((index, cell) for index, cell in enumerate(cells) if cell != ""), LOOKED_AT))
    titles = sum(1 for index, cell in filled if isinstance(cell, str) and folded(cell) == layout.headings.get(index))
    return 2 * titles >= len(filled)
