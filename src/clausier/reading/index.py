"""Where each word and value of a contract stands: an inverted index of its sentences.

All sentences are laid on one line of places, too far from each other for an expression to reach from one to the next.
Before a sentence's own words stand those of its context: heading, lead-in, what precedes it in its block; in a row of a
table, each cell stands after the header of its column.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from clausier.french.stems import stem
from clausier.model.contract_text import BlockKind
from clausier.model.expression import MAX_GAP
from clausier.quantity import Kind
from clausier.quantity.find import Found
from clausier.reading.parties import CLIENT, PROVIDER
from clausier.reading.structure import Sentence
from clausier.reading.words import PlaceNames, Words, words_of

ROLES = {CLIENT: "client", PROVIDER: "prestataire"}
"""The word under which a party is found, whatever the contract calls it."""
MAX_CONTEXT = 25
"""Words of each part of the context, the last ones."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value on the line of places: its first and last place, and whether it is the sentence's own."""

    found: Found
    first: int
    last: int
    own: bool


@dataclass(slots=True)
class Laid:
    """A sentence on the line: places from `first` to `last` (excluded).

    `spans` gives for each place where its word stands in the block's text, None for a word of another block.
    """

    sentence: Sentence
    first: int
    last: int
    spans: list[tuple[int, int] | None]
    values: list[Value]

    def span(self, place: int) -> tuple[int, int] | None:
        return self.spans[place - self.first]


class Index:
    """The sentences of a contract, searchable. `names` are those of countries.

    `apart` says where a text does nothing but make a reserve: the places of those words are `hidden`; `roles` tells a
    text with the names of the parties as signs (see `Parties.told`): both are found by « client » and « prestataire ».
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        names: PlaceNames,
        apart: Callable[[str], Iterable[tuple[int, int]]],
        roles: Callable[[str], str] = str,
    ) -> None:
        self.names = names
        self.apart = apart
        self.roles = roles
        self.hidden: set[int] = set()
        self.laid: list[Laid] = []
        self.starts: list[int] = []
        self.words: dict[str, list[int]] = defaultdict(list)
        self.values: dict[Kind, list[tuple[int, int]]] = defaultdict(list)
        self.own = bytearray()
        self._texts: dict[str, Words] = {}
        for sentence in sentences:
            self._lay(sentence)
        self.count_own = [0, *_sums(self.own)]
        self.stems: dict[str, list[int]] = defaultdict(list)
        for word, places in self.words.items():
            self.stems[stem(word)] += places
        for places in self.stems.values():
            places.sort()
        self.vocabulary = sorted(self.words)

    def at(self, place: int) -> int:
        """The rank of the sentence that stands at this place."""
        return bisect_right(self.starts, place) - 1

    def touches_own(self, first: int, last: int) -> bool:
        """Is one of the words from `first` to `last` (included) a sentence's own?"""
        return self.count_own[last + 1] > self.count_own[first]

    def beginning(self, prefix: str) -> Iterator[str]:
        """The words of the contract that begin so."""
        for word in self.vocabulary[bisect_left(self.vocabulary, prefix) :]:
            if not word.startswith(prefix):
                return
            yield word

    def words_of(self, text: str) -> Words:
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = words_of(text, self.names)
        return found

    def _lay(self, sentence: Sentence) -> None:
        first = len(self.own)
        laid = Laid(sentence, first, first, [], [])
        for text, offset, own in _parts(sentence):
            self._add(laid, self.words_of(text), offset, own)
        laid.last = len(self.own)
        self.starts.append(first)
        self.laid.append(laid)
        self.own += bytes(MAX_GAP + 1)

    def _add(self, laid: Laid, words: Words, offset: int | None, own: bool) -> None:
        """Words after those that are laid, the last ones of a context; `offset` is where they begin in the block."""
        skipped = 0 if own else max(0, len(words.words) - MAX_CONTEXT)
        first = len(self.own)
        shown, places = words.words[skipped:], words.places[skipped:]
        told = self.roles(words.text)
        for place, (word, (begin, _)) in enumerate(zip(shown, places, strict=True), first):
            self.words[word].append(place)
            if (role := ROLES.get(told[begin])) and role != word:
                self.words[role].append(place)
        if offset is None:
            laid.spans.extend([None] * len(shown))
        else:
            laid.spans.extend([(offset + begin, offset + end) for begin, end in places])
        for begin, end in self.apart(words.text):
            self.hidden.update(first + rank for rank, (start, _) in enumerate(places) if begin <= start < end)
        self.own += (b"\x01" if own else b"\x00") * len(shown)
        for found, one, last in words.values:
            if one >= skipped:
                laid.values.append(Value(found, first + one - skipped, first + last - skipped, own))
                self.values[found.kind].append((first + one - skipped, first + last - skipped))


def _parts(sentence: Sentence) -> Iterator[tuple[str, int | None, bool]]:
    """Texts in the order in which they are laid, with where each begins in the block, and whether it is its own."""
    yield sentence.section.title, None, False
    for lead_in in sentence.introduced[-2:]:
        yield lead_in, None, False
    block = sentence.block
    if block.kind is BlockKind.ROW:
        offset = 0
        for header, cell in zip_longest(block.header, block.cells, fillvalue=""):
            if header and cell and header != cell:
                yield header, None, False
            if cell:
                yield cell, offset, True
            offset += len(cell) + 3
        return
    if sentence.before is not None and not sentence.opening:
        yield sentence.before.text, sentence.before.start, False
    yield sentence.text, sentence.start, True


def _sums(flags: bytearray) -> Iterator[int]:
    total = 0
    for flag in flags:
        total += flag
        yield total
