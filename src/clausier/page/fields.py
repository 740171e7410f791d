"""Fields of a dossier as a form shows them, drawn from the columns of a table of dossiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from clausier.dossier.columns import Column, Shape
from clausier.dossier.inwords import titled
from clausier.errors import Problem
from clausier.files.strictyaml import KeyPath
from clausier.forms.fields import Asked as Question
from clausier.forms.fields import Fields
from clausier.model.base import Held
from clausier.model.library import Library
from clausier.page.keeping import of_field
from clausier.page.shelf import Opened

KEY = re.compile(r"« ([a-z_]+\.[a-z_]+) »")
"""A key of the file as the engine quotes it."""
REQUIRED = " *"
PART = " : "
SITUATION = "situation"


class Look(StrEnum):
    """How a field is filled in."""

    LINE = "ligne"
    LINES = "lignes"
    DAY = "jour"
    ONE = "choix"
    MANY = "cases"


LOOKS: Mapping[Shape, Look] = {
    Shape.LINES: Look.LINES,
    Shape.DATE: Look.DAY,
    Shape.WORD: Look.ONE,
    Shape.TYPES: Look.ONE,
    Shape.WORDS: Look.MANY,
}


@dataclass(frozen=True)
class Field:
    """A field of a form; `values` are what it holds, `choices` its words with their labels."""

    key: str
    path: KeyPath
    label: str
    note: str
    look: Look
    choices: Mapping[str, str]
    values: Sequence[str]
    required: bool = False
    faults: Sequence[str] = ()

    @property
    def value(self) -> str:
        return "\n".join(self.values) if self.look is Look.LINES else next(iter(self.values), "")


def of_keys(opened: Opened, keys: Iterable[str]) -> list[Question]:
    """The fields of these keys, in their order, none of a point; one that the library does not have is left out."""
    known = _general(Held(opened.library))
    return [known[key] for key in keys if key in known]


@lru_cache(maxsize=8)
def _general(held: Held[Library]) -> Mapping[str, Question]:
    return {one.column.key: one for one in Fields(held.item).general()}


def field_of(
    question: Question, opened: Opened, typed: Mapping[str, Sequence[str]] | None, problems: tuple[Problem, ...]
) -> Field:
    """A field with what was typed in it, or else with what the dossier says."""
    column = question.column
    values = _values(opened.at(column.path)) if typed is None else typed.get(column.key, ())
    return Field(
        key=column.key,
        path=column.path,
        label=_question_of(column, opened.library) or label_of(column),
        note=_note_of(column),
        look=LOOKS.get(column.shape, Look.LINE),
        choices=question.labels,
        values=tuple(values),
        required=column.title.endswith(REQUIRED),
        faults=of_field(problems, column.key),
    )


def _question_of(column: Column, library: Library) -> str:
    """The question of a fact, as the library asks it; empty for another field."""
    kind = library.facts.get(str(column.path[-1])) if column.path[0] == SITUATION else None
    return kind.question if kind else ""


def _note_of(column: Column) -> str:
    """What a cell of a table is told to hold is of no use where words are chosen from a list."""
    return "" if (column.path[0] == SITUATION and column.choices) or column.shape is Shape.TYPES else column.note


def label_of(column: Column) -> str:
    """What stands before the field, in a group that bears the first part of its title."""
    told = column.title.removesuffix(REQUIRED).rpartition(PART)[2]
    return f"{told[:1].upper()}{told[1:]}"


def labelled(text: str, opened: Opened) -> str:
    """A sentence of the engine, or of the library, with the titles of fields in place of their keys."""
    known = _general(Held(opened.library))

    def title(found: re.Match[str]) -> str:
        return f"« {titled(known[found[1]].column)} »" if found[1] in known else found[0]

    return KEY.sub(title, text)


def _values(told: Any) -> list[str]:
    if told is None or isinstance(told, dict):
        return []
    return [str(one) for one in told] if isinstance(told, list) else [str(told)]


def tree_of(question: Question, typed: Mapping[str, Sequence[str]]) -> Any:
    """What a field that was filled in says in the file; None where it is blank."""
    column = question.column
    given = [text.strip() for text in typed.get(column.key, ()) if text.strip()]
    if column.shape is Shape.LINES:
        given = [line.strip() for text in given for line in text.split("\n") if line.strip()]
    if column.shape in (Shape.LINES, Shape.WORDS):
        return given or None
    return given[0] if given else None
