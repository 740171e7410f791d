"""Columns of our own worksheets, and how tall their rows are: only Excel fits them to wrapped text by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

TALLEST = 409
"""Points of the tallest row that Excel makes."""
LONGEST_CELL = 32_767
"""Signs that a cell can hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its width in characters, the name of its format, the key by which it is read back."""

    title: str
    width: float
    format: str = "text"
    key: str = ""


@dataclass(frozen=True, slots=True)
class TypeSize:
    """A type size in points, the characters in a unit of column width, the points of a line and those around a text."""

    points: int
    characters: float
    line: float
    padding: float

    def height(self, text: str, width: float) -> float:
        """Points that a wrapped text takes in a column of this width, a little generous."""
        each = width * self.characters
        return self.line * sum([ceil(len(part) / each) or 1 for part in text.split("\n")]) + self.padding

    def tallest(self, texts: Iterable[tuple[str, float]]) -> float:
        """Points for the tallest of wrapped texts, each with the width of its column; a line's if there is none."""
        return max((self.height(text, width) for text, width in texts), default=self.line + self.padding)


USUAL = TypeSize(9, 1.25, 12.5, 3)
