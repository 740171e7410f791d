"""Which value of a sentence belongs to what matched: the nearest, in its clause, after it rather than before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from clausier.french import join
from clausier.model.contract_text import BlockKind
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.quantity import Kind, QuantityError
from clausier.quantity.find import folded_for_search
from clausier.reading.index import Laid, Value
from clausier.reading.matching import Met

FARTHEST = 25
"""Words between a value and what it is of, at most; each break between them counts for several."""
_BEFORE, _CLAUSE = 4, 6
_BREAK = re.compile(r"[;:]| et (?:le|la|les|un|une|des|l')\b|, (?:le|la|les|l'|un|une|et)\b|\|", re.IGNORECASE)
_AWAY = re.compile(r"(?:\bhors|en dehors|exterieur|pays tiers)\W+(?:\w+\W+){0,3}$")


def kinds_of(point: Requirement) -> frozenset[Kind]:
    """The kinds of values that answer the point."""
    return frozenset(point.landmarks.values) or frozenset(measure.kind for measure in point.criterion.measures)


def value_of(laid: Laid, met: Collection[Met], kinds: frozenset[Kind], point: Requirement, library: Library) -> str:
    """The value that the sentence gives for what matched, as an answer may write it; empty if there is none.

    Countries are told together; all other values are told alone.
    """
    ranked = sorted(_tied(laid, met, kinds), key=lambda pair: (pair[0], pair[1].first))
    near = [value for cost, value in ranked if cost <= FARTHEST]
    if not near:
        return ""
    first = next((value for value in near if _is_read(value.found.text, point, library)), None)
    if first is None:
        return near[0].found.text if near[0].found.kind is not Kind.COUNT else ""
    if first.found.kind is not Kind.COUNTRIES:
        return first.found.text
    named = dict.fromkeys(
        value.found.text for value in sorted(near, key=lambda one: one.first) if value.found.kind is Kind.COUNTRIES
    )
    wide = next((name for name in named if any(name in one.names for one in library.country_sets.values())), "")
    return wide or join(named)


def _tied(laid: Laid, met: Collection[Met], kinds: frozenset[Kind]) -> Iterator[tuple[int, Value]]:
    for value in laid.values:
        if (
            value.found.kind in kinds
            and laid.span(value.first)
            and not (value.found.kind is Kind.COUNTRIES and _is_away(laid, value))
        ):
            yield min(_cost(laid, one, value) for one in met), value


def _cost(laid: Laid, one: Met, value: Value) -> int:
    """Words between the value and the nearest word that matched, breaks and a wrong order made dear."""
    parts = [part for part in one.parts if not (part[0] <= value.last and value.first <= part[1])]
    if len(parts) < len(one.parts):
        return -FARTHEST + one.width
    return min((_distance(laid, part, value) for part in parts), default=0)


def _distance(laid: Laid, part: tuple[int, int], value: Value) -> int:
    if value.first > part[1]:
        return value.first - part[1] - 1 + _CLAUSE * _breaks(laid, part[1], value.first)
    return part[0] - value.last - 1 + _BEFORE + _CLAUSE * _breaks(laid, value.last, part[0])


def _breaks(laid: Laid, one: int, other: int) -> int:
    first, last = laid.span(one), laid.span(other)
    if first is None or last is None or laid.sentence.block.kind is BlockKind.ROW:
        return 0
    return len(_BREAK.findall(laid.sentence.block.text[first[1] : last[0]]))


def _is_away(laid: Laid, value: Value) -> bool:
    """« hors de l'Union européenne » is where it is not."""
    span = laid.span(value.first)
    assert span is not None
    return bool(_AWAY.search(folded_for_search(laid.sentence.block.text[max(0, span[0] - 60) : span[0]])))


def _is_read(text: str, point: Requirement, library: Library) -> bool:
    """Can the point's measure read it? True where nothing is measured."""
    if not point.criterion.measures:
        return True
    try:
        library.read_value(point.criterion, (text,))
    except QuantityError:
        return False
    return True
