"""A questionnaire as plain data: what the Excel and Word writers print, and what their readers give back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from clausier.errors import Problem, Severity
from clausier.office.excel.cells import Cell

BLANK = "[à compléter]"
"""What an empty field of a Word form shows."""
NOT_A_ROW = "-"
"""In the column of ids: a heading, not an answer."""
SEPARATOR = "__"
UNREAD = "{} (à lire, ce n'est pas repris) : « {} »."
"""What is written around the answers in a note, a comment, a text box …"""
LIST_HEAD = ("Rubrique", "Réponse")


class Layout(Enum):
    """A field a row, or a row a record with a column for each of its fields."""

    LIST = "liste"
    GRID = "grille"


@dataclass(frozen=True, slots=True)
class Field:
    """A field to fill in; `width` is its column's, in characters; `wide` ones hold sentences."""

    key: str
    title: str
    width: float = 18
    choices: tuple[str, ...] = ()
    prompt: str = ""
    wide: bool = False
    date: bool = False
    colored: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A record. `code` (letters, digits, `_`) names it where its id would be too long; `number` is for people.

    `asked`: keys of the fields that make sense here (the others stay open in a workbook, shaded). `hints`:
    what to write in a field of this row. A row without an id is a spare one, whose number is to be typed.
    """

    id: str
    code: str
    title: str
    number: str = ""
    note: str = ""
    expects: str = ""
    field: Field | None = None
    asked: frozenset[str] = frozenset()
    texts: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of the workbook, a chapter of the Word file. Keys are short: they stand in bookmarks."""

    key: str
    title: str
    layout: Layout
    groups: tuple[Group, ...]
    introduction: str = ""
    fields: tuple[Field, ...] = ()
    counted: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire; `marks` say what it is and for which dossier, `banner` to whom it may go."""

    title: str
    subject: str
    banner: str
    guidance: tuple[str, ...]
    marks: Mapping[str, str]
    tables: tuple[Table, ...]


ANSWER = "r"
"""Key of the only field of a row of a list."""


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in a field, and where: « q.xlsx, feuille Points, cellule F12 »."""

    cell: Cell
    place: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row that came back; `id`, `code` and `number` are those of them that it still shows."""

    table: str
    id: str
    code: str
    number: str
    place: str
    given: Mapping[str, Given]


def tag(table: str, row: Row, key: str) -> str:
    """The name of a field in a Word file: a bookmark's has forty characters at most."""
    return SEPARATOR.join((table, row.code, key))


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that stands in no answer: ours, or somebody's own. `table` and `row` (its id) if it is said of a row."""

    text: str
    place: str
    table: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A questionnaire that came back: what it says of itself, its records, what is wrong with the file.

    `asides` are all the texts around the answers, ours too; `subject` is what it says that it is about.
    """

    file: str
    marks: Mapping[str, str]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    asides: tuple[Aside, ...] = ()
    subject: str = ""


def told(place: str, message: str) -> Problem:
    """Something for a person to read."""
    return Problem(place, "", message, severity=Severity.WARNING)
