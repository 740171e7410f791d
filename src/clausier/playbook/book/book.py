"""The content of a library book: sheets of named fields and grids of texts, nothing of Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clausier.errors import Problem
from clausier.office.word.places import Comment


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts: one header, rows of as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """A clause, or a category if `is_category`: `id` is then its number.

    Keys of `fields` and `grids` are those of `layout`. Texts are canonical (`text.canonical`).
    """

    id: str
    number: str
    title: str
    is_category: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    grids: Mapping[str, Grid] = field(default_factory=dict)
    approval: str = ""
    """What is said of its approval when it is exported; never read back."""

    @property
    def heading(self) -> str:
        mark = "" if self.is_category or not self.id else f" [{self.id}]"
        return f"{self.number} – {self.title}{mark}"


@dataclass(frozen=True)
class Book:
    """What is exported. `marks` are the properties by which an import knows what was exported."""

    library: str
    version: str
    sheets: tuple[Sheet, ...]
    marks: Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """What a Word file holds, tracked changes accepted. Problems are errors and warnings, with their place."""

    file: str
    sheets: tuple[Sheet, ...]
    marks: Mapping[str, str]
    comments: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()
