"""What can go wrong, said to people: one root exception and a `Problem` that names place and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "erreur"
    WARNING = "avertissement"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input, in French: where it stands, what is wrong, what to do.

    `file` is the name as the user gave it, `key` a dotted path inside the file, `line` counts from 1.
    """

    file: str
    key: str
    message: str
    hint: str = ""
    line: int | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, ligne {self.line}"
        where = f"{place}, {self.key}" if self.key else place
        hint = f" {self.hint}" if self.hint else ""
        return f"{where} : {self.message}{hint}"


class ClausierError(Exception):
    """Root of every exception that clausier raises on purpose."""


class InvalidInput(ClausierError):
    """A file that cannot be used; holds every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CannotWrite(ClausierError):
    """An output that could not be produced although the input is sound."""


class Unsound(CannotWrite):
    """What was about to be written could not be read back as it was meant: a fault of clausier's own."""

    def __init__(self, name: str, why: object) -> None:
        super().__init__(
            f"« {name} » n'est pas écrit : clausier ne pourrait pas le relire tel qu'il devait être ({why}). "
            "C'est une faute de clausier, et non la vôtre : la signaler (docs/securite.md)."
        )


def nearest(word: str, allowed: Iterable[str], limit: int = 12) -> str:
    """A French hint: the nearest allowed words, or all of them when they are few."""
    known = sorted(set(allowed))
    lower = {one.casefold(): one for one in known}
    close = [lower[one] for one in get_close_matches(word.casefold(), lower, n=3, cutoff=0.6)]
    if close:
        return f"Vouliez-vous dire {' ou '.join(f'« {match} »' for match in close)} ?"
    shown = ", ".join(known[:limit]) + (", …" if len(known) > limit else "")
    return f"Valeurs admises : {shown}." if known else ""
