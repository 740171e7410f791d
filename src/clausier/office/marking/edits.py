"""What is to be written in somebody else's Word document, as data; its own text is never part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import count

from clausier.office.word.xml import Element, el


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to insert: its stretches of text, each bold or not. `item`: of a list; `title` of what follows."""

    runs: tuple[tuple[str, bool], ...]
    item: bool = False
    title: bool = False


class Where(Enum):
    """Before everything, after a paragraph, or after everything."""

    START = "début"
    AFTER = "après"
    END = "fin"


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines to insert, and what the comments on them say, each as paragraphs.

    `after` is the rank of a paragraph among all those of the body; `in_row`: the passage is a row of a table, after
    which the lines go; `instead` is the sentence of that paragraph that they replace, empty where they only follow.
    """

    lines: tuple[Line, ...]
    comments: tuple[tuple[str, ...], ...] = ()
    where: Where = Where.AFTER
    after: int = -1
    in_row: bool = False
    instead: str = ""


@dataclass
class Reviser:
    """Who marks, and when; `taken` are the numbers that other marks of the document have."""

    author: str
    day: date
    taken: frozenset[int] = frozenset()
    _numbers: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = (number for number in count(1) if number not in self.taken)

    def change(self, tag: str, *children: Element) -> Element:
        """A tracked change: `ins`, `del`, `pPrChange`."""
        return el(tag, *children, id=next(self._numbers), author=self.author, date=self.date)

    @property
    def date(self) -> str:
        return f"{self.day.isoformat()}T00:00:00Z"

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.author.split() if word[0].isupper())[:4]
