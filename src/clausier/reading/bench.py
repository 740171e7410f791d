"""Sentences apart from any contract, on which landmarks are tried."""

from __future__ import annotations

from collections.abc import Iterable

from clausier.model.contract_text import TextBlock
from clausier.model.library import Library
from clausier.reading.contract import place_names
from clausier.reading.index import Index
from clausier.reading.matching import Matcher
from clausier.reading.parties import parties_of
from clausier.reading.reach import Reserves
from clausier.reading.structure import Section, Sentence


class Bench:
    """Each sentence stands alone; the library names the parties and the sets of countries."""

    def __init__(self, sentences: Iterable[str], library: Library) -> None:
        laid = [Sentence(Section(""), TextBlock(text, 0), 0, len(text)) for text in sentences]
        index = Index(laid, place_names(library), Reserves(parties_of((), library)).apart)
        self._everywhere, self._plain = Matcher(index), Matcher(index, index.hidden)

    def met(self, source: str, *, neutral: bool) -> frozenset[int]:
        """Ranks of the sentences that meet a landmark; where it is not `neutral`, by other words than a reserve's."""
        return frozenset((self._everywhere if neutral else self._plain).met(source))
