"""Which reserves bear on a match: those of its sentence, of what introduces it or takes it up, of its headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from clausier.model.reading import Reserve
from clausier.quantity.find import folded_for_search
from clausier.reading import reserves
from clausier.reading.parties import Parties
from clausier.reading.reserves import Hit
from clausier.reading.signs import APART
from clausier.reading.structure import Sentence
from clausier.reading.tables import of_row

_TAKES_UP = re.compile(r"\W*(?:ce|cet|cette|ces|celui-ci|celle-ci|ceux-ci|celles-ci|il|elle|ils|elles|cela|le tout)\b")
TITLES, MAX_BESIDE = 2, 500
"""How many headings above a sentence tell on it: its own and the one above; signs of what follows it that are read."""


@dataclass(frozen=True, slots=True)
class Reach:
    """`all` are the reserves within reach: nothing under them is certain. `bearing` are those that lower the status."""

    all: frozenset[Reserve] = frozenset()
    bearing: frozenset[Reserve] = frozenset()


NO_RESERVE = Reach()


@dataclass
class Reserves:
    """The reserves of the sentences of a contract, each text gone through once."""

    parties: Parties
    _hits: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    _headings: dict[tuple[str, ...], frozenset[Reserve]] = field(default_factory=dict)

    def on(self, sentence: Sentence, places: Collection[tuple[int, int]], following: Sentence | None) -> Reach:
        """The reserves on what matched at these places (start, end) of the sentence's block; `following` comes next."""
        found, bearing = set[Reserve](), set[Reserve]()
        for one, spans in self._sentences(sentence, places):
            for hit in self.hits(one.text):
                found.add(hit.reserve)
                if _bears(hit, spans):
                    bearing.add(hit.reserve)
        found |= self._beside(sentence)
        above = self._above(sentence)
        if sentence.block.header:
            above |= set(of_row(sentence.block, self.parties))
        if following is not None and _takes_up(sentence, following):
            above |= {hit.reserve for hit in self.hits(following.text)}
        bearing |= above
        if Reserve.EXCEPTION in found and self._excepted(sentence, places):
            bearing.add(Reserve.EXCLUSION)
        return Reach(frozenset(found | above), frozenset(bearing & reserves.LOWERING))

    def hits(self, text: str) -> tuple[Hit, ...]:
        known = self._hits.get(text)
        if known is None:
            known = self._hits[text] = tuple(reserves.hits(self.parties.told(text)))
        return known

    def apart(self, text: str) -> Iterable[tuple[int, int]]:
        """Where a text says nothing but a reserve: « sur devis »."""
        return [(hit.start, hit.end) for hit in reserves.hits(self.parties.told(text), APART)]

    def _sentences(
        self, sentence: Sentence, places: Collection[tuple[int, int]]
    ) -> Iterator[tuple[Sentence, list[tuple[int, int]]]]:
        """The sentence, and the one before it if the match begins there, with the places in each."""
        for one in (sentence, sentence.before):
            spans = (
                [(start - one.start, end - one.start) for start, end in places if one.start <= start < one.end]
                if one
                else []
            )
            if one is not None and (one is sentence or spans):
                yield one, spans

    def _beside(self, sentence: Sentence) -> set[Reserve]:
        """What other parts of a sentence with semicolons say: it lowers nothing, and nothing beside it is certain."""
        following = sentence.block.text[sentence.end : min(sentence.ends, sentence.end + MAX_BESIDE)]
        texts = [following] if following else []
        if sentence.before is not None and sentence.before.text.endswith(";"):
            texts.append(sentence.before.text)
        return {hit.reserve for text in texts for hit in self.hits(text)}

    def _excepted(self, sentence: Sentence, places: Collection[tuple[int, int]]) -> bool:
        """Is one of the words that matched among what is excepted?"""
        tails = [hit.scope for hit in self.hits(sentence.text) if hit.reserve is Reserve.EXCEPTION]
        return any(
            begin + sentence.start <= start < end + sentence.start for begin, end in tails for start, _ in places
        )

    def _above(self, sentence: Sentence) -> set[Reserve]:
        key = (*sentence.introduced, "", *sentence.section.titles[-TITLES:])
        known = self._headings.get(key)
        if known is None:
            titles = {
                one
                for title in sentence.section.titles[-TITLES:]
                for one in reserves.of_heading(self.parties.told(title))
            }
            introduced = {hit.reserve for text in sentence.introduced for hit in self.hits(text)}
            known = self._headings[key] = frozenset(titles | introduced - {Reserve.DEFINITION})
        return set(known)


def _bears(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    """An exception bears on what is promised before it; the rest on what stands in its clause."""
    if hit.reserve is Reserve.EXCEPTION or not spans:
        return True
    begin, finish = hit.scope
    return any(start < finish and begin < end for start, end in spans)


def _takes_up(sentence: Sentence, following: Sentence) -> bool:
    """« Cette prestation est en option. » says it of the sentence before."""
    return following.block is sentence.block and bool(_TAKES_UP.match(folded_for_search(following.text[:40])))
