"""Landmarks tried on texts made for them: what each would be met by, and which others are met by the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from clausier.french.stems import stem
from clausier.model.contract_text import TextBlock
from clausier.model.expression import MAX_GAP, Expression, Joint, Match, Option, Term, Value, Word, expression
from clausier.model.library import Library
from clausier.quantity import Kind
from clausier.reading.contract import place_names
from clausier.reading.index import Index
from clausier.reading.matching import Matcher
from clausier.reading.parties import parties_of
from clausier.reading.reach import Reserves
from clausier.reading.structure import Section, Sentence

FILLER = "zz"
"""A word that no landmark looks for."""
SAMPLES: Mapping[Kind, str] = {
    Kind.DURATION: "36 heures",
    Kind.FREQUENCY: "3 fois par an",
    Kind.COUNT: "14 unites",
    Kind.AMOUNT: "900 euros",
    Kind.COUNTRIES: "France",
}


class Bench:
    """Sentences apart from any contract, on which landmarks are tried."""

    def __init__(self, index: Index) -> None:
        self._everywhere, self._plain = Matcher(index), Matcher(index, index.hidden)

    def met(self, source: str, neutral: bool = False) -> frozenset[int]:
        """Ranks of the sentences that meet a landmark; the words of a bare reserve count where it is `neutral`."""
        return frozenset((self._everywhere if neutral else self._plain).met(source))


class Benches:
    """Makes benches for the landmarks of a library, which names parties and sets of countries."""

    def __init__(self, library: Library) -> None:
        self._names, self._apart = place_names(library), Reserves(parties_of((), library)).apart

    def of(self, sentences: Iterable[str]) -> Bench:
        laid = [Sentence(Section(""), TextBlock(text, 0), 0, len(text)) for text in sentences]
        return Bench(Index(laid, self._names, self._apart))


@cache
def witnesses(source: str) -> tuple[str, ...]:
    """Texts that a landmark should be met by, and that hold nothing more than it asks for.

    Each of its words, of its alternatives and of its values has its turn, in another of its forms too; what it joins
    stands as far apart as it admits, in both orders.
    """
    wanted = expression(source)
    return tuple(dict.fromkeys(text for chosen in _choices(wanted) for text in _laid(wanted, chosen)))


def is_bare(source: str) -> bool:
    """May a value alone, of anything, be all that a landmark asks for?"""
    return all(any(isinstance(one, Value) for one in term.options) for term, _ in _terms(expression(source)))


def omits(source: str) -> frozenset[Option]:
    """What sets a passage aside."""
    steps = expression(source).steps
    return frozenset(option for step in steps if step.joint is Joint.WITHOUT for option in step.term.options)


def _terms(wanted: Expression) -> list[tuple[Term, int]]:
    """What must be there, each with the words that may stand between it and what comes before."""
    steps = [step for step in wanted.steps if step.joint is not Joint.WITHOUT]
    gaps = [step.gap if step.joint is Joint.NEAR else MAX_GAP + 1 for step in steps]
    return [(wanted.first, 0), *zip([step.term for step in steps], gaps, strict=True)]


def _choices(wanted: Expression) -> Iterator[tuple[str, ...]]:
    """The first alternative of each term, then each of the others in its place."""
    spelled = [[text for option in term.options for text in _spelled(option)] for term, _ in _terms(wanted)]
    first = tuple(texts[0] for texts in spelled)
    yield first
    for rank, texts in enumerate(spelled):
        yield from ((*first[:rank], text, *first[rank + 1 :]) for text in texts[1:])


def _laid(wanted: Expression, chosen: tuple[str, ...]) -> Iterator[str]:
    after = before = ""
    for text, (_, gap) in zip(chosen, _terms(wanted), strict=True):
        between = [FILLER] * gap
        after = " ".join((after, *between, text)) if after else text
        before = " ".join((text, *between, before)) if before else text
    yield after
    yield before


def _spelled(option: Option) -> Iterator[str]:
    if isinstance(option, Value):
        yield SAMPLES[option.kind]
        return
    yield " ".join(_forms(word)[0] for word in option)
    yield " ".join(_forms(word)[-1] for word in option)


def _forms(word: Word) -> tuple[str, ...]:
    """A word as it is written, and in a form that only its own kind of match would know."""
    if word.match is Match.PREFIX:
        return word.text, f"{word.text}{FILLER}"
    other = f"{word.text}s"
    return (word.text, other) if word.match is Match.FORMS and stem(other) == stem(word.text) else (word.text,)
