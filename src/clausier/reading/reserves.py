"""The reserves of a told sentence, each with what it bears on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausier.model.reading import Reserve
from clausier.reading.signs import BREAK, HEADING_SIGNS, SIGNS, TAIL_END, Sign

LOWERING = frozenset(
    {
        Reserve.EXCLUSION,
        Reserve.EXCEPTION,
        Reserve.CLIENT,
        Reserve.OPTION,
        Reserve.VAGUE,
        Reserve.DEFINITION,
    }
)
"""Those that take from what a sentence promises; the others take from its certainty alone."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A reserve found in a told sentence, at these places; `scope` is what it bears on."""

    reserve: Reserve
    start: int
    end: int
    scope: tuple[int, int]


def hits(told: str, signs: Iterable[Sign] = SIGNS) -> Iterator[Hit]:
    """Every reserve of a told sentence."""
    bounds: list[int] | None = None
    for sign in signs:
        if not any(word in told for word in sign.words):
            continue
        harmless = [match.span() for match in sign.admitted.finditer(told)] if sign.admitted else []
        for match in sign.pattern.finditer(told):
            start, end = match.span()
            if any(begin < end and start < finish for begin, finish in harmless):
                continue
            if bounds is None:
                bounds = [0, *(one.start() for one in BREAK.finditer(told)), len(told)]
            yield Hit(sign.reserve, start, end, _scope(sign, told, start, end, bounds))


def _scope(sign: Sign, told: str, start: int, end: int, bounds: list[int]) -> tuple[int, int]:
    if sign.after:
        tail = TAIL_END.search(told, end)
        return start, tail.start() if tail else len(told)
    return bounds[bisect_right(bounds, start) - 1], bounds[bisect_left(bounds, end)]


def of_heading(told: str) -> frozenset[Reserve]:
    """What a heading says of all that stands under it."""
    return frozenset(reserve for reserve, pattern in HEADING_SIGNS if pattern.search(told))
