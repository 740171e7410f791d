"""How much a template may ask for: tags, steps, characters; and what a document has left of it.

A template comes from others. Whatever it does, it stops within seconds and in little memory: what makes a value grow,
compares or walks it is counted first, in every part of a document together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateRuntimeError, TemplateSyntaxError

TAGS = 2_000
"""Tags of a template, in all its parts; ours have 222 at most."""
LONGEST = 2_000
"""Characters of a tag."""
NESTED = 15
"""Loops and conditions, one in the other; Python itself takes 20 at most."""
LEVELS = 30
"""Operators, brackets, filters or fields, one in the other, in a tag."""
MOST = 6_000_000
"""Characters written in the document, the template's own XML included, made on the way, or walked. Ours need 1,400,000
for 60 requests."""
STEP = 8
"""Characters in the time of a step: a tag in a round of a loop, a value compared, sorted or held in a list."""
SHARE = 4
"""A text that is only walked counts for its length divided by this."""
PRINTED = 250
"""Characters that a tag is supposed to print at each round of a loop."""
LONG = 500
"""A text longer than this counts for itself each time it is printed."""
WRITTEN = 20
"""Characters of a value that is no text, once it is written."""
NUMBER = 10**15
"""Beyond, no number of a contract."""

TOO_LONG = f"une balise dépasse {LONGEST} signes."
SHORTEN = "La découper, ou la simplifier."
TOO_DEEP = f"l'expression compte plus de {LEVELS} niveaux l'un dans l'autre."
SHARE_OUT = "Répéter par une boucle ce qui se ressemble."
CUT = "La découper avec {% set … %}."
TOO_NESTED = f"plus de {NESTED} boucles et conditions sont l'une dans l'autre."
FLATTEN = "Les mettre à la suite, ou réunir leurs conditions par « and »."
SIZED = (str, list, tuple, dict, range)
LESS = "Retirer la boucle, ou le texte qui grandit à chaque balise."


def figure(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


TOO_MANY = f"le modèle contient plus de {figure(TAGS)} balises."
TOO_MUCH = (
    f"le modèle demande trop de travail : plus de {figure(MOST)} signes à écrire ou à parcourir "
    "(boucles, textes réunis, listes, filtres, comparaisons)."
)
TOO_LARGE = f"un nombre dépasse {figure(NUMBER)}."


class Exceeded(TemplateRuntimeError):
    """A limit that a template goes beyond as it runs, in French."""

    hint = LESS


class TooMuch(TemplateSyntaxError):
    """A limit that a template goes beyond as it is read: what is wrong, what to do."""

    def __init__(self, told: str, hint: str, line: int = 1) -> None:
        super().__init__(told, line)
        self.hint = hint


@dataclass(slots=True)
class Budget:
    """What is left for a document."""

    tags: int = TAGS
    left: int = MOST

    def read(self, tags: int) -> None:
        """TooMuch once there are too many tags."""
        self.tags -= tags
        if self.tags < 0:
            raise TooMuch(TOO_MANY, SHARE_OUT)

    def spend(self, characters: int) -> None:
        """Exceeded once there is nothing left."""
        self.left -= characters
        if self.left < 0:
            raise Exceeded(TOO_MUCH)

    def walk(self, value: Any) -> None:
        """Counts a value as it is compared or sorted: with all that it holds."""
        kind = type(value)
        if kind is str:
            self.spend(len(value) // SHARE)
        elif kind is list and set(map(type, value)) == {str}:
            self.spend(STEP * len(value) + sum(map(len, value)) // SHARE)
        elif kind is not int:
            self.spend(_measured(value, self.left, STEP, SHARE))

    def text(self, value: Any) -> None:
        """Counts a value as it is made a text."""
        self.spend(len(value) if isinstance(value, str) else _measured(value, self.left, WRITTEN, 1))

    def grown(self, value: Any) -> None:
        """Counts a value that was made: a text by its characters, a list by its items."""
        if isinstance(value, str):
            self.spend(len(value))
        elif isinstance(value, SIZED):
            self.spend(STEP * len(value))


_SPENT: ContextVar[Budget] = ContextVar("budget")


@contextmanager
def spending() -> Iterator[Budget]:
    """The budget of one document, for all that is read or run meanwhile."""
    budget = Budget()
    token = _SPENT.set(budget)
    try:
        yield budget
    finally:
        _SPENT.reset(token)


def spent() -> Budget:
    """The budget of the document that is being made; one of its own for what is made outside of any."""
    return _SPENT.get(None) or Budget()


def _measured(value: Any, most: int, each: int, share: int) -> int:
    """`each` for a value and for all that it holds, and a share of its texts; the count stops beyond `most`."""
    found, waiting = 0, [value]
    while waiting and found <= most:
        one = waiting.pop()
        found += each
        if type(one) is str or isinstance(one, str):
            found += len(one) // share
        elif isinstance(one, SIZED):
            found += each * len(one)
            if found <= most:
                waiting += (*one.keys(), *one.values()) if isinstance(one, dict) else one
    return found


def number(value: Any) -> Any:
    """The number, if a contract may hold it."""
    if isinstance(value, int) and abs(value) > NUMBER:
        raise Exceeded(TOO_LARGE)
    return value
