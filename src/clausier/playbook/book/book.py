"""The content of a library book: sheets of named fields and grids of texts, nothing of Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clausier.errors import Problem
from clausier.office.word.marks import OURS
from clausier.office.word.places import Comment

CATEGORY, POINT, TERM, BASIS, FORMULAS = "categorie", "point", "terme", "fondement", "formules"
"""The parts of a book, as headings name them between brackets and marks in their names."""
FRESH = "nouveau"
"""The id of a sheet that is there to be copied."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts: one header, rows of as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """A clause, a category (`id` is then its number), or an item of another part of the library.

    Keys of `fields` and `grids` are those of the part's layout. Texts are canonical (`text.canonical`).
    """

    id: str
    number: str
    title: str
    part: str = POINT
    fields: Mapping[str, str] = field(default_factory=dict)
    grids: Mapping[str, Grid] = field(default_factory=dict)
    status: str = ""
    """What is said under its heading of who read or approved it: computed at the export, never taken from Word."""
    crosswalk: str = ""
    """To which rules of which frameworks it corresponds; never read back either."""
    is_broken: bool = False
    """Was it read with a fault that makes what is missing in it uncertain?"""

    @property
    def is_category(self) -> bool:
        return self.part == CATEGORY

    @property
    def mark(self) -> str:
        """The name of the property by which an import knows it."""
        return mark_of(self.part, self.id)

    @property
    def tag(self) -> str:
        """What stands between brackets at the end of its heading."""
        return "" if self.is_category or not self.id else self.id if self.part == POINT else f"{self.part} : {self.id}"

    @property
    def heading(self) -> str:
        number = f"{self.number} – " if self.number else ""
        return f"{number}{self.title}{f' [{self.tag}]' if self.tag else ''}"


def mark_of(part: str, id_: str) -> str:
    return f"{OURS}{part}-{id_}"


def parted(mark: str) -> tuple[str, str]:
    """The part and the id that a mark is that of; two blanks for a mark of the whole book."""
    part, _, id_ = mark.removeprefix(OURS).partition("-")
    return (part, id_) if id_ else ("", "")


@dataclass(frozen=True)
class Book:
    """What is exported: sheets, and those to copy. `marks` are the properties by which an import knows the export."""

    library: str
    version: str
    sheets: tuple[Sheet, ...]
    marks: Mapping[str, str]
    models: tuple[Sheet, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a Word file holds, tracked changes accepted. Problems are errors and warnings, with their place."""

    file: str
    sheets: tuple[Sheet, ...]
    marks: Mapping[str, str]
    comments: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()
