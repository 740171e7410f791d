"""A workbook that came back → its records. Rows may be sorted, columns moved, sheets renamed: keys tell all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clausier.errors import Problem
from clausier.forms.files.form import NOT_A_ROW, Given, Record, Returned
from clausier.forms.files.workbook import DISPLAYED, MARK, NUMBER
from clausier.office.excel.cells import Cell, reference
from clausier.office.excel.read import Row, Sheet, opened

LABELS = (*DISPLAYED, "libelle", "aide")
"""Keys of the columns that only tell: what is typed there is no answer."""
MARKS = "clausier-"
SPLIT = "Les défusionner et remplir chacune."


@dataclass
class _Reading:
    marks: dict[str, str] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Head:
    """The row of keys of a table: rank of the column of ids, key of each other column."""

    table: str
    row: int
    ids: int
    keys: dict[int, str]


def read_excel(path: Path) -> Returned:
    """What stands in the sheets of a questionnaire; InvalidInput if the file is not safe to open."""
    reading = _Reading()
    with opened(path) as sheets:
        for sheet in sheets:
            place = f"{path.name}, feuille {sheet.name}"
            head = _head(sheet)
            if head is not None:
                _read_sheet(reading, sheet, head, place)
    return Returned(path.name, reading.marks, tuple(reading.records), tuple(reading.problems))


def _head(sheet: Sheet) -> _Head | None:
    for number, cells in sheet.rows():
        for rank, cell in enumerate(cells):
            if isinstance(cell, str) and cell.startswith(MARK):
                keys = {at: key for at, key in enumerate(cells) if isinstance(key, str) and key and at != rank}
                return _Head(cell.removeprefix(MARK), number, rank, keys)
    return None


def _read_sheet(reading: _Reading, sheet: Sheet, head: _Head, place: str) -> None:
    reading.problems += _repeated_keys(head, place)
    for address in sheet.traps().merged:
        reading.problems.append(Problem(f"{place}, cellule {address}", "", "des cellules sont fusionnées.", SPLIT))
    for row in sheet.rows():
        number, cells = row
        name = _text(cells[head.ids]) if head.ids < len(cells) else ""
        if number == head.row or name == NOT_A_ROW or name.startswith(MARK):
            continue
        if name.startswith(MARKS):
            reading.marks[name] = next((_text(cell) for at, cell in enumerate(cells) if at != head.ids and cell), "")
            continue
        given = {key: one for key, one in _given(head, row, place, reading.problems) if key not in LABELS}
        if given:
            label = _number(head, row, place, reading.problems)
            reading.records.append(Record(head.table, name, "", label, f"{place}, ligne {number}", given))


def _number(head: _Head, row: Row, place: str, problems: list[Problem]) -> str:
    """The number of the point as text: « 4.10 » made a number by the spreadsheet would be 4.1."""
    number, cells = row
    for at, cell in enumerate(cells):
        if head.keys.get(at) == NUMBER and not isinstance(cell, str):
            where = f"{place}, cellule {reference(number, at)}"
            message = f"le tableur a fait du numéro de point le nombre {cell.text}."
            problems.append(Problem(where, "", message, "Mettre la cellule au format Texte, puis retaper le numéro."))
        elif head.keys.get(at) == NUMBER:
            return _text(cell)
    return ""


def _given(head: _Head, row: Row, place: str, problems: list[Problem]) -> Iterator[tuple[str, Given]]:
    number, cells = row
    for at, cell in enumerate(cells):
        if cell == "" or at == head.ids:
            continue
        where = f"{place}, cellule {reference(number, at)}"
        if at in head.keys:
            yield head.keys[at], Given(cell, where)
        else:
            message = f"« {_text(cell)[:40]} » est dans une colonne sans identifiant."
            problems.append(
                Problem(where, "", message, "Vider la cellule, ou écrire dans une colonne du questionnaire.")
            )


def _repeated_keys(head: _Head, place: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for at, key in head.keys.items():
        if key in seen:
            first = reference(head.row, seen[key])
            where = f"{place}, cellule {reference(head.row, at)}"
            message = f"la colonne « {key} » est déjà en {first}."
            yield Problem(where, "", message, "N'en garder qu'une (la ligne 1 est masquée).")
        seen.setdefault(key, at)


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text
