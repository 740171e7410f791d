"""What each column of a table is: one of ours, one of the user's own, or one that is left aside; all that is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count

from clausier.batch.table_file.grid import START, Area, Grid, Head
from clausier.characters import legible
from clausier.dossier.columns import REQUIRED, Column, Columns, bare
from clausier.dossier.rows import Layout, address
from clausier.errors import LONGEST_WORD, MOST_PROBLEMS, InvalidInput, Problem, Severity, near
from clausier.french import counted, some
from clausier.model.library import Library
from clausier.office.excel.cells import Cell, column_letters, text_of

CLOSE = 0.8
"""Of two headings, from which on one may be a misspelling of the other."""
KEY = re.compile(r"[a-z_]+\.[a-z_.]+|[a-z0-9-]+:[a-z0-9_.]+")
NUMBERED = re.compile(r"(\d{1,2}\.[0-9A-Z]{1,2})(?: .*)?")
MOST_TOLD = 6
PASTE = "Les défusionner et remplir chacune."
Notice = tuple[str, str]


@dataclass(frozen=True)
class Found:
    """The columns of a table, and what is to be known of those that are not ours."""

    layout: Layout
    notices: tuple[Problem, ...]


def layout(grid: Grid, others: Sequence[str], head: Head, columns: Columns, library: Library) -> Found:
    """The columns by rank; InvalidInput names every misspelled key, every repeated or missing column.

    `others` are the names of the sheets that hold no table.
    """
    known: dict[int, Column] = {}
    own: dict[int, str] = {}
    removed: list[int] = []
    told: list[Notice] = []
    problems: list[Problem] = []
    for index in range(max(len(head.cells), len(head.titles))):
        text, keyed = _named(head, index)
        column = (columns.keyed if keyed else columns.headed)(text)
        first = next((rank for rank, other in known.items() if column and other.key == column.key), None)
        if column is not None and first is None:
            known[index] = column
        elif column is not None and first is not None:
            problems.append(
                Problem(address(grid.place, head.row, index), "", *_repeated(text, grid.place, head, first))
            )
        elif text and _is_removed(text, library):
            removed.append(index)
        elif text and KEY.fullmatch(text):
            problems.append(Problem(address(grid.place, head.row, index), "", *_misspelled(text, columns)))
        elif text:
            own[index] = _unique(legible(text), own)
            told += _closeness(own[index], column_letters(index), columns)
        if len(problems) == MOST_PROBLEMS:
            break
    found = Layout(grid.place, known, own, frozenset(removed))
    problems += [*_missing(grid.place, head, known, columns), *_merged(grid, head, found)]
    if problems:
        raise InvalidInput(problems)
    told = [*_kept(own), *told, *_strangers(own, columns), *_removed(removed, head), *_others(others)]
    return Found(found, tuple(Problem(grid.place, "", *one, severity=Severity.WARNING) for one in told))


def is_headings(cells: Sequence[Cell], found: Layout, looked_at: int = 6) -> bool:
    """At least half of the first filled cells are the headings of their columns."""
    filled = [(index, cell) for index, cell in enumerate(cells) if cell != ""][:looked_at]
    titles = sum(1 for index, cell in filled if index in found.columns and _heads(found.columns[index], cell))
    return 2 * titles >= len(filled)


def _heads(column: Column, cell: Cell) -> bool:
    return isinstance(cell, str) and bare(cell) in column.headings


def is_note(cells: Sequence[Cell], found: Layout) -> bool:
    """Of a row above the columns' names: no dossier, for it lacks most of what every dossier has."""
    required = [index for index, column in found.columns.items() if column.key in REQUIRED]
    return 2 * sum(1 for index in required if index < len(cells) and cells[index] != "") <= len(required)


def _named(head: Head, index: int) -> tuple[str, bool]:
    """What a column is called, and whether by a key; a column that somebody added to our table has but a heading."""
    cell = head.cells[index] if index < len(head.cells) else ""
    if cell == "" and index < len(head.titles):
        return text_of(head.titles[index]), False
    return text_of(cell), head.keyed


def _is_removed(text: str, library: Library) -> bool:
    """Is it a key or a heading of a point that the library has removed?"""
    numbered = NUMBERED.fullmatch(" ".join(text.split()))
    return text.partition(":")[0] in library.removed or (
        numbered is not None and numbered[1] in library.removed_numbers
    )


def _unique(text: str, own: dict[int, str]) -> str:
    title = " ".join(text.split())
    names = (title if rank == 1 else f"{title} ({rank})" for rank in count(1))
    return next(name for name in names if name not in own.values())


def _misspelled(text: str, columns: Columns) -> Notice:
    close = near(text, [*columns.by_key])
    hint = f"Vouliez-vous dire {' ou '.join(f'« {name} »' for name in close)} ?" if close else START
    return f"la colonne « {text} » n'existe pas.", hint


def _repeated(text: str, place: str, head: Head, first: int) -> Notice:
    cell = address(place, head.row, first).rpartition(" ")[2]
    return f"la colonne « {text} » est déjà en {cell}.", "N'en garder qu'une."


def _missing(place: str, head: Head, known: dict[int, Column], columns: Columns) -> Iterator[Problem]:
    keys = {column.key for column in known.values()}
    for key in REQUIRED:
        if key not in keys:
            message = f"la colonne « {key} » ({columns.by_key[key].title}) manque."
            yield Problem(f"{place}, ligne {head.row}", "", message, "L'ajouter.")


def _merged(grid: Grid, head: Head, found: Layout) -> Iterator[Problem]:
    """Merged cells among the dossiers: what they mean for a row would be a guess. A merged title is but a title."""
    for area in grid.merged():
        if area.last_row >= head.row and _touches(area, found):
            place = f"{grid.place}, cellule {area.reference}"
            yield Problem(place, "", "des cellules sont fusionnées.", PASTE)


def _touches(area: Area, found: Layout) -> bool:
    return any(area.first_column <= index <= area.last_column for index in found.columns)


def _kept(own: dict[int, str]) -> Iterator[Notice]:
    if own:
        named = _shown([*own.values()])
        which = counted(len(own), "colonne à vous, gardée", "colonnes à vous, gardées")
        yield f"{which} pour le suivi, jamais dans un document : {named}.", ""


def _closeness(title: str, letters: str, columns: Columns) -> Iterator[Notice]:
    """A heading that may be one of ours, misspelled, is never taken for the user's own in silence."""
    if (numbered := NUMBERED.fullmatch(title)) is not None:
        same = columns.by_number.get(numbered[1])
        close, may_write = ([same.title], numbered[1]) if same else ([], "")
    else:
        plain = bare(title)
        titles = columns.by_title if len(plain) <= LONGEST_WORD else ()
        close = [columns.by_title[name].title for name in get_close_matches(plain, titles, n=1, cutoff=CLOSE)]
        may_write = close[0] if close else ""
    if close:
        message = f"la colonne {letters}, « {title} », ressemble à « {close[0]} » : elle est gardée comme à vous."
        yield message, f"Si c'est celle-là, écrire « {may_write} »."


def _strangers(own: dict[int, str], columns: Columns) -> Iterator[Notice]:
    """Headings that bear the number of a point which the library has not."""
    found = [(title, numbered[1]) for title in own.values() if (numbered := NUMBERED.fullmatch(title))]
    strange = [title for title, number in found if number not in columns.by_number]
    if strange:
        which = counted(len(strange), "colonne porte", "colonnes portent")
        yield f"{which} un numéro de point qui n'est pas de cette bibliothèque : {_shown(strange)}.", ""


def _removed(removed: Sequence[int], head: Head) -> Iterator[Notice]:
    if removed:
        named = _shown([text_of(head.cells[index]) for index in removed])
        yield f"colonnes de points que la bibliothèque a retirés, laissées de côté : {named}.", ""


def _others(names: Sequence[str]) -> Iterator[Notice]:
    if names:
        yield f"{'feuille laissée' if len(names) == 1 else 'feuilles laissées'} de côté : {_shown(names)}.", ""


def _shown(names: Sequence[str]) -> str:
    return some((f"« {name} »" for name in names), MOST_TOLD)
