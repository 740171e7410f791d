"""The small language in which landmarks are written: what a passage must hold to speak of a point.

    sauvegarde ~5 quotidienne / chaque nuit
    test* ~4 restauration - test de charge
    délai ~6 intervention ~10 {duree}

Words side by side follow one another. A word of four letters or more stands for its forms (« sauvegardes »); `mot*`
for all words that begin so; `=mot` for that very word. `a / b` is one or the other; `{duree}` a value of that kind
(duree, frequence, nombre, montant, pays). From left to right, `~n` joins with what stands at most n words away, on
either side, `+` with what stands anywhere in the passage; `-` sets the passage aside if it holds what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import lru_cache

from clausier.french import fold
from clausier.quantity import Kind

MAX_LENGTH = 600
MAX_GAP = 60
_OPERATOR = re.compile(r"(?:^|\s)(\+|[-–—]|~[0-9]*)(?=\s|$)")
"""Word makes dashes of hyphens that stand alone."""
_WORD = re.compile(r"=?[a-z0-9]+\*?")
_VALUE = re.compile(r"\{ ?([a-z]+) ?\}")


class ExpressionError(ValueError):
    """An expression that cannot be read; the message, in French, says what is allowed."""


class Match(StrEnum):
    """How a word of an expression is compared with one of the text."""

    FORMS = "formes"
    PREFIX = "début"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, without accents; `*` and `=` are told by `match`."""

    text: str
    match: Match


@dataclass(frozen=True, slots=True)
class Value:
    """A value of this kind stands in the text."""

    kind: Kind


Option = tuple[Word, ...] | Value
"""Words that follow one another, or a value."""


@dataclass(frozen=True, slots=True)
class Term:
    """One of these."""

    options: tuple[Option, ...]


class Joint(Enum):
    """How a term is joined with what stands before it."""

    NEAR = "~"
    WITH = "+"
    WITHOUT = "-"


@dataclass(frozen=True, slots=True)
class Step:
    """A term joined; `gap` is in words, for `NEAR` alone."""

    joint: Joint
    term: Term
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Expression:
    """What a passage must hold; `source` is as it was written."""

    source: str
    first: Term
    steps: tuple[Step, ...]


@lru_cache(maxsize=8192)
def expression(source: str) -> Expression:
    """The expression that is written so; ExpressionError if it is none."""
    if not source.strip() or len(source) > MAX_LENGTH:
        raise ExpressionError(f"un repère a de 1 à {MAX_LENGTH} caractères.")
    pieces = _OPERATOR.split(fold(source).replace("œ", "oe").replace("æ", "ae"))
    steps = [_step(source, operator, text) for operator, text in zip(pieces[1::2], pieces[2::2], strict=True)]
    return Expression(source, _term(source, pieces[0]), tuple(steps))


def _step(source: str, operator: str, text: str) -> Step:
    term = _term(source, text)
    if operator == "+":
        return Step(Joint.WITH, term)
    if operator in "-–—":
        return Step(Joint.WITHOUT, term)
    if not operator[1:] or not 0 <= int(operator[1:]) <= MAX_GAP:
        raise ExpressionError(f"« {source} » : « ~ » est suivi d'un nombre de mots, de 0 à {MAX_GAP} : « ~5 ».")
    return Step(Joint.NEAR, term, int(operator[1:]))


def _term(source: str, text: str) -> Term:
    options = tuple(_option(source, option.strip()) for option in text.split("/"))
    return Term(tuple(dict.fromkeys(options)))


def _option(source: str, text: str) -> Option:
    if not text:
        raise ExpressionError(f"« {source} » : il manque un mot de part et d'autre de « ~ », « + », « - » ou « / ».")
    if value := _VALUE.fullmatch(text):
        if value[1] not in [*Kind]:
            raise ExpressionError(
                f"« {source} » : « {{{value[1]}}} » n'est pas une sorte de valeur : {', '.join(Kind)}."
            )
        return Value(Kind(value[1]))
    words = _WORD.findall(text)
    if not words or "".join(_WORD.sub("", text).split()).strip("'’.,-"):
        raise ExpressionError(
            f"« {source} » : « {text} » n'est pas fait de mots. Signes admis : « * » à la fin d'un mot, « = » devant, "
            "« / », « ~n », « + », « - » entre des espaces, et une valeur seule entre ces signes : {duree}."
        )
    return tuple(_word(source, word) for word in words)


def _word(source: str, word: str) -> Word:
    text = word.strip("=*")
    if word.endswith("*"):
        if word.startswith("=") or len(text) < 3:
            raise ExpressionError(f"« {source} » : devant « * », trois lettres au moins et pas de « = ».")
        return Word(text, Match.PREFIX)
    return Word(text, Match.EXACT if word.startswith("=") or len(text) < 4 else Match.FORMS)
