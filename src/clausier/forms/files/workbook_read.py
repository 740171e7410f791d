"""A workbook that came back → its records. Rows may be sorted, columns moved, sheets renamed: keys tell all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clausier.errors import Problem
from clausier.forms.files.form import NOT_A_ROW, UNREAD, Aside, Given, Record, Returned, told
from clausier.forms.files.workbook import DISPLAYED, MARK, NUMBER, TITLED
from clausier.office.excel.cells import Cell, Held, Odd, reference
from clausier.office.excel.read import Row, Sheet, marked

LABELS = (*DISPLAYED, "libelle", "aide")
"""Keys of the columns that only tell: what is typed there is no answer."""
MARKS = "clausier-"
SPLIT = "Les défusionner et remplir chacune."


@dataclass
class _Reading:
    marks: dict[str, str] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    def aside(self, cell: Cell, place: str, table: str = "", row: str = "") -> None:
        """A cell that is no answer; what a formula shows is not known."""
        if cell and not (isinstance(cell, Odd) and cell.held is Held.FORMULA):
            self.asides.append(Aside(_text(cell), place, table, row))


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
    with marked(path) as sheets:
        for sheet in sheets:
            place = f"{path.name}, feuille {sheet.name}"
            head = _head(sheet)
            if head is not None:
                _read_sheet(reading, sheet, head, place)
            else:
                for number, cells in sheet.rows():
                    _aside_row(reading, (number, cells), place)
            _around(reading, sheet, place)
    subject = next((found for one in reading.asides if (found := _subject(one))), "")
    problems = tuple(reading.problems)
    return Returned(path.name, reading.marks, tuple(reading.records), problems, tuple(reading.asides), subject)


def _subject(aside: Aside) -> str:
    """What stands after the name of the table, in its title."""
    return aside.text.partition(TITLED)[2] if aside.row == NOT_A_ROW else ""


def _aside_row(reading: _Reading, row: Row, place: str, ids: int = -1, name: str = "") -> None:
    number, cells = row
    for at, cell in enumerate(cells):
        if at != ids:
            reading.aside(cell, f"{place}, cellule {reference(number, at)}", row=name)


def _around(reading: _Reading, sheet: Sheet, place: str) -> None:
    """What is struck through, notes, comments, text boxes, images; headers and footers."""
    for one in (*sheet.struck(), *sheet.remarks()):
        where = f"{place}, cellule {one.reference}" if one.reference else place
        reading.problems.append(told(where, UNREAD.format(one.name, one.text or "…")))
    for one in sheet.margins():
        reading.aside(one.text, f"{place}, {one.name}")


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
        if number == head.row or name.startswith(MARK):
            continue
        if name == NOT_A_ROW:
            _aside_row(reading, row, place, head.ids, name)
        elif name.startswith(MARKS):
            _mark(reading, row, head.ids, name, place)
        else:
            _read_row(reading, head, row, name, place)


def _mark(reading: _Reading, row: Row, ids: int, name: str, place: str) -> None:
    number, (*cells,) = row
    at, mark = next(((at, cell) for at, cell in enumerate(cells) if at != ids and cell), (ids, ""))
    reading.marks[name] = _text(mark)
    cells[at] = ""
    _aside_row(reading, (number, tuple(cells)), place, ids)


def _read_row(reading: _Reading, head: _Head, row: Row, name: str, place: str) -> None:
    shown = list(_given(head, row, place, reading.problems))
    given = {key: one for key, one in shown if key not in LABELS}
    for key, one in shown:
        if key in LABELS and not (key == NUMBER and not name):
            reading.aside(one.cell, one.place, head.table, name)
    if given:
        label = _number(head, row, place, reading.problems)
        reading.records.append(Record(head.table, name, "", label, f"{place}, ligne {row[0]}", given))


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
