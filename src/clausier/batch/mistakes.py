"""What could not be read of a batch, grouped by what is written and where: told once, with how often and an example."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clausier.model.batch import Mistake

MOST = 1000
"""Groups that are kept: beyond, the others are only counted."""


@dataclass(slots=True)
class Group:
    """The same text in the same column: how many cells hold it, and one of them."""

    first: Mistake
    count: int = 0

    def __str__(self) -> str:
        cells = f"{self.count} cellules, par exemple {self.first.place}" if self.count > 1 else self.first.place
        column = f"colonne « {self.first.column} » : " if self.first.column else ""
        return f"{cells}, {column}{self.first.message}"


class Groups:
    """Mistakes as they come; the most frequent first once all came."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], Group] = {}
        self.count = self.others = 0

    def add(self, mistake: Mistake) -> None:
        self.count += 1
        key = mistake.column, mistake.written, mistake.message
        group = self._found.get(key)
        if group is None and len(self._found) >= MOST:
            self.others += 1
            return
        if group is None:
            group = self._found[key] = Group(mistake)
        group.count += 1

    def ranked(self) -> list[Group]:
        return sorted(self._found.values(), key=lambda one: -one.count)


def grouped(mistakes: Iterable[Mistake]) -> Groups:
    found = Groups()
    for one in mistakes:
        found.add(one)
    return found
