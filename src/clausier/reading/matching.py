"""Expressions evaluated on an index: where each is met, in time that grows with the places of its rarest words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from clausier.french.stems import stem
from clausier.model.contract_text import BlockKind
from clausier.model.expression import Expression, Joint, Match, Option, Step, Term, Value, Word, expression
from clausier.reading.index import Index

MOST_NEIGHBOURS, MANY, MOST_IN_A_SENTENCE = 6, 2000, 24
"""How many places of a term are tried on either side of another: the nearest. Where there are many in all, how many of
a sentence go on to the next step: the narrowest."""


class Met(NamedTuple):
    """Where an expression is met: from the first to the last of its words, and the words themselves."""

    first: int
    last: int
    parts: tuple[tuple[int, int], ...]

    @property
    def width(self) -> int:
        return self.last - self.first


Spans = Sequence[tuple[int, int]]


class Matcher:
    """Evaluates expressions on one index, remembering words, terms and expressions.

    Places in `hidden` are passed over: the words of a reserve (« sur devis ») are no sign of what it is about.
    """

    def __init__(self, index: Index, hidden: Container[int] = frozenset()) -> None:
        self.index = index
        self.hidden = hidden
        self._words: dict[Word, list[int]] = {}
        self._options: dict[Option, Spans] = {}
        self._expressions: dict[str, Mapping[int, Met]] = {}
        self._alone: dict[str, frozenset[int]] = {}

    def met(self, source: str) -> Mapping[int, Met]:
        """Rank of a sentence → the narrowest place where the expression is met in it, its own words touched."""
        found = self._expressions.get(source)
        if found is None:
            found = self._expressions[source] = self._met(expression(source))
        return found

    def places(self, wanted: Expression) -> frozenset[int]:
        """Every place from the first to the last of the words by which an expression is met, wherever it is."""
        parts = (part for one in self._spans_of(wanted) for part in one.parts)
        return frozenset(place for first, last in parts for place in range(first, last + 1))

    def alone(self, source: str) -> frozenset[int]:
        """The sentences that meet the expression in their block, without heading or lead-in."""
        found = self._alone.get(source)
        if found is None:
            spans = ((self.index.at(one.first), one) for one in self._spans_of(expression(source)))
            found = self._alone[source] = frozenset(rank for rank, one in spans if self._is_alone(rank, one))
        return found

    def _is_alone(self, rank: int, one: Met) -> bool:
        """Headers tell what stands in a row."""
        laid = self.index.laid[rank]
        return laid.sentence.block.kind is BlockKind.ROW or all(laid.span(first) for first, _ in one.parts)

    def _spans_of(self, wanted: Expression) -> list[Met]:
        spans = [Met(first, last, ((first, last),)) for first, last in self._term(wanted.first)]
        for step in wanted.steps:
            if not spans:
                break
            spans = self._joined(spans, step)
        return spans

    def _met(self, wanted: Expression) -> Mapping[int, Met]:
        best: dict[int, Met] = {}
        for one in self._spans_of(wanted):
            if self.index.touches_own(one.first, one.last):
                rank = self.index.at(one.first)
                if rank not in best or one.width < best[rank].width:
                    best[rank] = one
        return best

    def _joined(self, spans: list[Met], step: Step) -> list[Met]:
        others = self._term(step.term)
        if step.joint is Joint.NEAR:
            near = _near(spans, others, step.gap)
            return near if len(near) <= MANY else self._narrowest(near)
        at = self.index.at
        if step.joint is Joint.WITHOUT:
            there = {at(first) for first, _ in others}
            return [one for one in spans if at(one.first) not in there]
        by_sentence: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for span in others:
            by_sentence[at(span[0])].append(span)
        return [
            _widened(one, other)
            for one in spans
            for other in sorted(by_sentence.get(at(one.first), ()), key=lambda span: abs(span[0] - one.first))[:2]
        ]

    def _narrowest(self, spans: list[Met]) -> list[Met]:
        by_sentence: dict[int, list[Met]] = defaultdict(list)
        for one in spans:
            by_sentence[self.index.at(one.first)].append(one)
        return [
            one
            for several in by_sentence.values()
            for one in sorted(several, key=lambda met: (met.width, met.first))[:MOST_IN_A_SENTENCE]
        ]

    def _term(self, term: Term) -> Spans:
        if len(term.options) == 1:
            return self._option(term.options[0])
        return sorted(span for option in term.options for span in self._option(option))

    def _option(self, option: Option) -> Spans:
        found = self._options.get(option)
        if found is None:
            found = self._options[option] = self._spans(option)
        return found

    def _spans(self, option: Option) -> Spans:
        if isinstance(option, Value):
            return [span for span in self.index.values.get(option.kind, ()) if span[0] not in self.hidden]
        words = [self._word(word) for word in option]
        if len(words) == 1:
            return [(place, place) for place in words[0]]
        rank = min(range(len(words)), key=lambda one: len(words[one]))
        others = [(gap - rank, set(places)) for gap, places in enumerate(words) if gap != rank]
        last = len(words) - 1 - rank
        return [
            (place - rank, place + last)
            for place in words[rank]
            if all(place + gap in places for gap, places in others)
        ]

    def _word(self, word: Word) -> list[int]:
        found = self._words.get(word)
        if found is None:
            found = self._words[word] = [place for place in self._places(word) if place not in self.hidden]
        return found

    def _places(self, word: Word) -> Sequence[int]:
        match word.match:
            case Match.EXACT:
                return self.index.words.get(word.text, [])
            case Match.FORMS:
                return self.index.stems.get(stem(word.text), [])
            case Match.PREFIX:
                return sorted(place for one in self.index.beginning(word.text) for place in self.index.words[one])


def _near(spans: list[Met], others: Spans, gap: int) -> list[Met]:
    """Each with each that stands at most `gap` words away; one word is not both."""
    starts = [first for first, _ in others]
    joined: dict[tuple[int, int], Met] = {}
    for one in spans:
        after = bisect_left(starts, one.last + 1)
        for other in others[after : after + MOST_NEIGHBOURS]:
            if other[0] - one.last - 1 > gap:
                break
            joined.setdefault((one.first, other[1]), _widened(one, other))
        for other in reversed(others[max(0, after - 2 * MOST_NEIGHBOURS) : after]):
            if one.first - other[1] - 1 > gap:
                break
            if other not in one.parts:
                wide = _widened(one, other)
                joined.setdefault((wide.first, wide.last), wide)
    return list(joined.values())


def _widened(one: Met, other: tuple[int, int]) -> Met:
    return Met(min(one.first, other[0]), max(one.last, other[1]), (*one.parts, other))
