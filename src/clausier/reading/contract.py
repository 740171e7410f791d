"""A contract made ready: its sentences indexed, its parties known, its reserves at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from clausier.french import country_spellings
from clausier.model.contract_text import SourceText
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.reading.index import Index, Laid
from clausier.reading.matching import Matcher
from clausier.reading.parties import Parties, parties_of
from clausier.reading.reach import Reserves
from clausier.reading.structure import Sentence, structure
from clausier.reading.words import PlaceNames, bare_words

_NOT_PLACES = frozenset({"reunion", "dominique", "maurice", "aruba", "jersey", "guinee", "man"})
"""Names of countries that are words, first names or brands far more often."""


@dataclass(frozen=True)
class Contract:
    """What was read of the files, searchable. `everywhere` sees all words, `plain` not those of bare reserves."""

    texts: Sequence[SourceText]
    sentences: tuple[Sentence, ...]
    index: Index
    parties: Parties
    reserves: Reserves
    everywhere: Matcher = field(init=False)
    plain: Matcher = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "everywhere", Matcher(self.index))
        object.__setattr__(self, "plain", Matcher(self.index, self.index.hidden))

    @property
    def laid(self) -> Sequence[Laid]:
        return self.index.laid

    def matcher(self, point: Requirement) -> Matcher:
        """Which words count for a point: those of a bare reserve do where a reserve is what it looks for."""
        return self.everywhere if point.landmarks.neutral else self.plain

    def following(self, rank: int) -> Sentence | None:
        """The sentence that comes next in the same block."""
        after = self.laid[rank + 1].sentence if rank + 1 < len(self.laid) else None
        return after if after is not None and after.block is self.laid[rank].sentence.block else None


def contract_of(texts: Sequence[SourceText], library: Library, with_countries: bool = True) -> Contract:
    """The files of a contract, made ready; countries are looked for only where somebody asks for them."""
    sentences = tuple(sentence for text in texts for sentence in structure(text))
    parties = parties_of((sentence.text for sentence in sentences), library)
    reserves = Reserves(parties)
    names = place_names(library) if with_countries else {}
    return Contract(texts, sentences, Index(sentences, names, reserves.apart, reserves.told), parties, reserves)


def place_names(library: Library) -> PlaceNames:
    """The names of countries, and of sets of them as the library spells them."""
    names = {**_countries(), **{_words(name): name for one in library.country_sets.values() for name in one.names}}
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, name in sorted(names.items(), key=lambda pair: -len(pair[0])):
        found[words[0]].append((words, name))
    return found


@cache
def _countries() -> dict[tuple[str, ...], str]:
    return {tuple(key.split()): name for key, name in country_spellings().items() if key not in _NOT_PLACES}


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in bare_words(name))
