"""A table of dossiers, a row each: its sheet, its columns, then its rows one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from clausier.batch.record import TOLERANT, Record, Tolerance, record_of
from clausier.batch.table_file.grid import Grid, Head, chosen, grids
from clausier.batch.table_file.layout import is_headings, is_note, layout
from clausier.batch.table_file.write import GUIDE
from clausier.dossier.columns import columns_of
from clausier.dossier.rows import Layout, address, document_of, own_of
from clausier.errors import Problem, Severity
from clausier.french import counted
from clausier.model.batch import Mistake
from clausier.model.library import Library
from clausier.office.excel.cells import Cell, text_of
from clausier.office.excel.read import Row

Cells = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table of dossiers that is open."""

    grid: Grid
    head: Head
    layout: Layout
    notices: tuple[Problem, ...]

    def rows(self) -> Iterator[Row]:
        """Rows of dossiers: neither the columns' names, nor a blank row, nor what stands above."""
        return (row for row in self._filled() if not self._is_above(row))

    def above(self) -> Iterator[Problem]:
        """What is told of the rows that stand above the columns' names and are no dossiers."""
        top = takewhile(lambda row: row[0] < self.head.row, self.grid.top())
        lines = [number for number, cells in top if self._is_title(cells)]
        if lines:
            told = counted(len(lines), "ligne de titre ou de note laissée", "lignes de titre ou de note laissées")
            shown = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
            message = f"{told} de côté au-dessus des noms des colonnes ({shown})."
            yield Problem(self.grid.place, "", message, severity=Severity.WARNING)

    def record(self, row: Row, library: Library, how: Tolerance) -> Record:
        """The dossier of a row, what its own columns say, and what could not be read, told at its cells."""
        number, cells = row
        document, faults = document_of(self.layout, number, cells, how.words)
        found = record_of(self.layout.line(number), document, library, faults, how)
        mistakes = tuple(self._shown(found.mistakes, row)) if found.mistakes else ()
        return replace(found, own=own_of(self.layout, cells), mistakes=mistakes)

    def _filled(self) -> Iterator[Row]:
        for number, cells in self.grid.source.rows():
            if number != self.head.row and any(cell != "" for cell in cells) and not is_headings(cells, self.layout):
                yield number, cells

    def _is_above(self, row: Row) -> bool:
        return row[0] < self.head.row and is_note(row[1], self.layout)

    def _is_title(self, cells: Cells) -> bool:
        return any(cell != "" for cell in cells) and not is_headings(cells, self.layout) and is_note(cells, self.layout)

    def _shown(self, mistakes: Iterable[Mistake], row: Row) -> Iterator[Mistake]:
        """Mistakes with their columns and what is written there."""
        number, cells = row
        at = {address(self.layout.place, number, index): index for index in self.layout.columns}
        for mistake in mistakes:
            index = at.get(mistake.place)
            if index is None:
                yield mistake
                continue
            cell = cells[index] if index < len(cells) else ""
            told = {"column": self.layout.columns[index].key, "written": text_of(cell)}
            yield mistake.model_copy(update=told)


@contextmanager
def opened(path: Path, library: Library) -> Iterator[Table]:
    """A table whose columns are known; InvalidInput if it cannot be used as a whole."""
    columns = columns_of(library)
    with grids(path, columns) as found:
        grid, head = chosen(path, found, columns)
        others = [one.name for one in found if one is not grid and one.name != GUIDE]
        known = layout(grid, others, head, columns, library)
        table = Table(grid, head, known.layout, ())
        yield replace(table, notices=(*grid.notices, *table.above(), *known.notices))


def records(path: Path, library: Library, how: Tolerance = TOLERANT) -> Iterator[Record]:
    """The dossiers of a table, in order; InvalidInput if the table as a whole cannot be used."""
    with opened(path, library) as table:
        notices = table.notices
        for row in table.rows():
            yield replace(table.record(row, library, how), notices=notices)
            notices = ()
