"""Which reserves bear on a match: those of its sentence, of what introduces it or takes it up, of its headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from clausier.model.reading import Reserve
from clausier.quantity.find import folded_for_search
from clausier.reading import reserves
from clausier.reading.parties import PROVIDER, Parties
from clausier.reading.reserves import Hit
from clausier.reading.signs import APART, DEFINES
from clausier.reading.structure import Sentence
from clausier.reading.tables import of_row

_TAKES_UP = re.compile(
    r"\W*(?:(?:ce|cet|cette|ces|celui-ci|celle-ci|ceux-ci|celles-ci|le tout)\b"
    r"|(?:ils?|elles?|cela) (?:n'|ne )?(?:est|sont|reste\w*|demeure\w*|sera|seront|fait|font)\b"
    r"|(?:ils?|elles?|cela) n(?:e |')(?:\w+ )?\w+ pas\b"
    r"|il (?:lui |vous )?(?:appartient|incombe|revient) .{0,60}\b(?:de |d')(?:l'|la |le |les |y |en )?\w+r\b)"
)
_PROVIDER = re.compile(rf"^\W*(?:[0-9][0-9.]*[.)]? )?(?:le |la |l'|les )?{PROVIDER}{{3,}}")
"""What the provider does under « Obligations du Client » is no duty of the client's."""
_PROVIDES = re.compile(
    r"[\w' ]{0,14}?(?:exception|exclusion) (?:de la |de l'|du )"
    r"(?:mise a disposition|fourniture|remise|restitution|export\w*|assistance|livraison|transmission)\b"
)
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
    _told: dict[str, str] = field(default_factory=dict)
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
        if _PROVIDER.match(self.told(sentence.text)):
            above -= {Reserve.CLIENT}
        if sentence.block.header:
            above |= set(of_row(sentence.block, self.told))
        if following is not None and _takes_up(sentence, following):
            above |= {hit.reserve for hit in self.hits(following.text)}
        bearing |= above
        if Reserve.EXCEPTION in found:
            self._except(bearing, sentence, places)
        return Reach(frozenset(found | above), frozenset(bearing & reserves.LOWERING))

    def told(self, text: str) -> str:
        known = self._told.get(text)
        if known is None:
            known = self._told[text] = self.parties.told(text)
        return known

    def hits(self, text: str) -> tuple[Hit, ...]:
        known = self._hits.get(text)
        if known is None:
            known = self._hits[text] = tuple(reserves.hits(self.told(text)))
        return known

    def apart(self, text: str) -> Iterable[tuple[int, int]]:
        """Where a text says nothing but a reserve: « sur devis »."""
        return [(hit.start, hit.end) for hit in reserves.hits(self.told(text), APART)]

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

    def _except(self, bearing: set[Reserve], sentence: Sentence, places: Collection[tuple[int, int]]) -> None:
        """What is excepted from a promise is excluded; an act of providing excepted from an exclusion is promised.

        « Rien n'est dû, à l'exception de la remise des fichiers » promises it; « à l'exception des fichiers » does not.
        """
        tails = [hit.scope for hit in self.hits(sentence.text) if hit.reserve is Reserve.EXCEPTION]
        within = [
            any(begin <= start - sentence.start < end for begin, end in tails)
            for start, _ in places
            if sentence.start <= start < sentence.end
        ]
        if Reserve.EXCLUSION in bearing:
            provided = any(_PROVIDES.match(self.told(sentence.text), begin) for begin, _ in tails)
            if provided and within and all(within):
                bearing -= {Reserve.EXCLUSION, Reserve.EXCEPTION}
        elif any(within):
            bearing.add(Reserve.EXCLUSION)

    def _above(self, sentence: Sentence) -> set[Reserve]:
        key = (*sentence.introduced, "", *sentence.section.titles[-TITLES:])
        known = self._headings.get(key)
        if known is None:
            titles = {
                one for title in sentence.section.titles[-TITLES:] for one in reserves.of_heading(self.told(title))
            }
            introduced = {hit.reserve for text in sentence.introduced for hit in self.hits(text)} - {Reserve.DEFINITION}
            if any(DEFINES.search(self.told(text)) for text in sentence.introduced):
                introduced.add(Reserve.DEFINITION)
            known = self._headings[key] = frozenset(titles | introduced)
        return set(known)


def _bears(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    """An exception bears on what is promised before it; the rest on what stands in its clause."""
    if hit.reserve is Reserve.EXCEPTION or not spans:
        return True
    begin, finish = hit.scope
    return any(start < finish and begin < end for start, end in spans)


def _takes_up(sentence: Sentence, following: Sentence) -> bool:
    """« Cette prestation est en option. » says it of the sentence before."""
    return following.block is sentence.block and bool(_TAKES_UP.match(folded_for_search(following.text[:100])))
