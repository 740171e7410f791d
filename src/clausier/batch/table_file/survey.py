"""All that is wrong with the cells of a table, before any document is made: what a column says again is read once.

Of ten thousand rows that say « oui » in sixty columns, sixty cells are checked. What only a whole row shows, such as
two services of which one is of no type, is told when the row is read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from clausier.batch.mistakes import Groups, grouped
from clausier.batch.record import Tolerance, point_of
from clausier.batch.table_file.read import Table, opened
from clausier.dossier.columns import REQUIRED, Column, KeyPath
from clausier.dossier.read import FILLERS, case_of
from clausier.dossier.rows import Layout, address, cell_fault, filled, list_proofs, said, unexplained
from clausier.errors import InvalidInput, Problem
from clausier.model.batch import Mistake
from clausier.model.library import Library
from clausier.model.proof import PROOF_KIND
from clausier.model.verdict import Finding
from clausier.office.excel.cells import Cell, text_of

NONSENSE = "¤"
"""What no column takes but those that take any text."""
MISSING = "la cellule est vide : chaque dossier en a besoin. La compléter."
AGAIN = "cet identifiant est déjà celui d'une autre ligne. En donner un autre à l'une des deux."


@dataclass(frozen=True)
class Survey:
    """Of a table: the headings of the user's own columns, what cannot be read of its cells, the rows between dossiers
    that hold none, how many hold one."""

    own: tuple[str, ...]
    mistakes: Groups
    blank: int = 0
    dossiers: int = 0


def survey(path: Path, library: Library, how: Tolerance) -> Survey:
    """Looks at each cell of a table; InvalidInput if the table as a whole cannot be used."""
    with opened(path, library) as table:
        seen = _Seen(table, library, how)
        found = grouped(chain.from_iterable(_by_row(table, seen)))
        return Survey(tuple(table.layout.own.values()), found, seen.blank, seen.dossiers)


def _by_row(table: Table, seen: _Seen) -> Iterator[list[Mistake]]:
    required = [(index, column) for index, column in table.layout.columns.items() if column.key in REQUIRED]
    ids: set[str] = set()
    for number, cells in table.rows():
        told = [*seen.mistakes(number, cells), *seen.unexplained(number, cells)]
        for index, column in required:
            cell = cells[index] if index < len(cells) else ""
            again = column.key == REQUIRED[0] and isinstance(cell, str) and cell in ids
            if cell == "" or again:
                where, message = address(table.layout.place, number, index), AGAIN if again else MISSING
                told.append(Mistake(column=column.key, written=text_of(cell), place=where, message=message))
            elif column.key == REQUIRED[0] and isinstance(cell, str):
                ids.add(cell)
        yield told


class _Seen:
    """What is wrong with each thing that was met in each column; a new one is looked at with those of its row.

    A column that takes any text at all is `free`: only its signs are looked at.
    """

    def __init__(self, table: Table, library: Library, how: Tolerance) -> None:
        self._layout, self._library, self._how = table.layout, library, how
        self.blank = self.dossiers = self._last = 0
        self._known: dict[int, dict[Cell, Mistake | None]] = {index: {} for index in table.layout.columns}
        at = self._layout.at
        firm = {
            index: column for index, column in table.layout.columns.items() if column.firm and how.words is not None
        }
        self._firm = {index: at.get((*column.path, "motif"), sys.maxsize) for index, column in firm.items()}
        self._aside: dict[tuple[int, Cell], bool] = {}
        self._free = {index for index in self._known if not self._problems(1, {index: NONSENSE})}

    def mistakes(self, number: int, cells: Sequence[Cell]) -> Iterator[Mistake]:
        """Of the cells of a row."""
        self.blank += number - self._last - 1 if self._last else 0
        self.dossiers += 1
        self._last, known = number, self._known
        held = [(index, cell) for index, cell in enumerate(cells) if cell != "" and index in known]
        self._look(number, {index: cell for index, cell in held if cell not in known[index]})
        for index, cell in held:
            found = known[index].get(cell)
            if found is not None:
                yield found.model_copy(update={"place": address(self._layout.place, number, index)})

    def unexplained(self, number: int, cells: Sequence[Cell]) -> Iterator[Mistake]:
        """The points that a row sets aside, though it had to say why."""
        for index, reason in self._firm.items():
            cell = cells[index] if index < len(cells) else ""
            if cell == "" or (reason < len(cells) and cells[reason] != "") or not self._is_aside(index, cell):
                continue
            column = self._layout.columns[index]
            fault = self._mistake(column, cell, Problem("", column.key, *unexplained(column, text_of(cell))))
            yield fault.model_copy(update={"place": address(self._layout.place, number, index)})

    def _is_aside(self, index: int, cell: Cell) -> bool:
        if (index, cell) not in self._aside:
            column = self._layout.columns[index]
            self._aside[index, cell] = (
                column.word(text_of(said(column, cell, self._how.words))) == Finding.NOT_APPLICABLE
            )
        return self._aside[index, cell]

    def _look(self, number: int, fresh: dict[int, Cell]) -> None:
        texts = {index for index, cell in fresh.items() if index in self._free and isinstance(cell, str)}
        told: dict[int, Mistake] = {}
        for together in self._apart(fresh.keys() - texts):
            told |= self._problems(number, {index: fresh[index] for index in together})
        told |= {index: fault for index in texts if (fault := self._signs(index, fresh[index])) is not None}
        for index, cell in fresh.items():
            if index in told or index not in texts:
                self._known[index][cell] = told.get(index)

    def _apart(self, indexes: Iterable[int]) -> Iterable[list[int]]:
        """The cells in as few lots as can be, none of which holds two parts of the same answer."""
        lots: list[dict[KeyPath, int]] = []
        for index in sorted(indexes):
            place = self._layout.columns[index].path[:2]
            lot = next((one for one in lots if place not in one), None)
            if lot is None:
                lots.append(lot := {})
            lot[place] = index
        return [[*lot.values()] for lot in lots]

    def _signs(self, index: int, cell: Cell) -> Mistake | None:
        column = self._layout.columns[index]
        fault = cell_fault(column, cell)
        return self._mistake(column, cell, Problem("", column.key, *fault)) if fault else None

    def _problems(self, number: int, fresh: dict[int, Cell]) -> dict[int, Mistake]:
        """The faults of these cells in a dossier where all the rest is sound."""
        if not fresh:
            return {}
        layout = Layout("", {index: self._layout.columns[index] for index in fresh})
        row = [fresh.get(index, "") for index in range(max(fresh) + 1)]
        document, problems = filled(layout, number, row, self._how.words)
        for column in layout.columns.values():
            _complete(document.data, column)
        list_proofs(document.data)
        try:
            case_of(document, self._library)
        except InvalidInput as error:
            problems += error.problems
        told: dict[int, Mistake] = {}
        for problem in problems:
            for index, column in layout.columns.items():
                if problem.file == address("", number, index) and _is_of(problem, column):
                    told.setdefault(index, self._mistake(column, fresh[index], problem))
        return told

    def _mistake(self, column: Column, cell: Cell, problem: Problem) -> Mistake:
        told = f"{problem.message} {problem.hint}".strip()
        point = point_of(problem, self._library)
        return Mistake(point=point, column=column.key, written=text_of(cell), place="", message=told)


def _is_of(problem: Problem, column: Column) -> bool:
    """Does a fault at a cell speak of the cell, and not of what a whole row would have beside it?"""
    own = ".".join(map(str, column.path))
    return problem.key == column.key or problem.key.startswith(own) or own.startswith(f"{problem.key}.")


def _complete(tree: dict[str, Any], column: Column) -> None:
    """What a cell needs around it to be judged for itself."""
    for section, needed in FILLERS.items():
        tree[section] = {**needed, **tree[section]}
    tree.setdefault("dossier", {"id": "a"})
    if column.point is None or column.path[0] != "reponses":
        return
    answer = tree["reponses"][column.point.id]
    answer.setdefault("motif", "…")
    answer.setdefault("constat", str(Finding.YES))
    for proof in answer.get("preuves", {}).values():
        if (kinds := column.point.criterion.proof) is not None:
            proof.setdefault(PROOF_KIND, kinds.kind)
