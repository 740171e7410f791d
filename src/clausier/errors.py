"""What can go wrong, said to people: one root exception and a `Problem` that names place and remedy."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice

LONGEST_WORD, MOST_WORDS = 200, 1000
"""Signs of a word, and words among which the nearest are looked for: each pair costs the product of their lengths."""
MOST_PROBLEMS, MOST_CHECKED = 200, 2000
"""Problems told of an input; problems after which its checks stop."""


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
        self.problems = tuple(islice(problems, MOST_PROBLEMS))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def bounded(problems: Iterable[Problem], most: int = MOST_CHECKED) -> tuple[Problem, ...]:
    """The first problems; beyond `most`, an error says so in place of the rest: what was not looked at is not sound."""
    found = [*islice(problems, most + 1)]
    if len(found) > most:
        message = f"plus de {most} fautes et avertissements : la vérification s'arrête là."
        found[most] = Problem(found[0].file, "", message, "Corriger ceux-ci, puis recommencer.")
    return tuple(found)


class CannotWrite(ClausierError):
    """An output that could not be produced although the input is sound."""


class Unsound(CannotWrite):
    """What was about to be written could not be read back as it was meant: a fault of clausier's own."""

    def __init__(self, name: str, why: object) -> None:
        super().__init__(
            f"« {name} » n'est pas écrit : clausier ne pourrait pas le relire tel qu'il devait être ({why}). "
            "C'est une faute de clausier, et non la vôtre : la signaler (docs/securite.md)."
        )


def near(word: str, known: Sequence[str]) -> list[str]:
    """The three nearest of the known words at most, case apart; none for what is too long to be a misspelled word."""
    if len(word) > LONGEST_WORD:
        return []
    lower = {one.casefold(): one for one in known[:MOST_WORDS]}
    return [lower[one] for one in get_close_matches(word.casefold(), lower, n=3, cutoff=0.6)]


DEBUG = "CLAUSIER_DEBUG"


def debugging() -> bool:
    """Does whoever runs this want the trace of a defect of ours?"""
    return os.environ.get(DEBUG) == "1"


def code_of(error: BaseException) -> str:
    """A defect of ours without any data: the kind of exception and our last place on its way, « KeyError/… »."""
    from clausier import __version__

    place, step, package = "?", error.__traceback__, __name__.partition(".")[0]
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == package:
            place = f"{module.removeprefix(package).lstrip('.')}.{step.tb_frame.f_code.co_name}"
        step = step.tb_next
    return f"{__version__}/{type(error).__name__}/{place}"


def nearest(word: str, allowed: Iterable[str], limit: int = 12) -> str:
    """A French hint: the nearest allowed words, or all of them when they are few."""
    known = sorted(set(allowed))
    close = near(word, known)
    if close:
        return f"Vouliez-vous dire {' ou '.join(f'« {match} »' for match in close)} ?"
    shown = ", ".join(known[:limit]) + (", …" if len(known) > limit else "")
    return f"Valeurs admises : {shown}." if known else ""
