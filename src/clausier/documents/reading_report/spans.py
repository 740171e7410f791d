"""Passages of a reading → marks on the text of a file: where each begins and ends, and what it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from clausier.model.contract_text import SourceText
from clausier.model.reading import Passage, PointReading, Reading, Status
from clausier.model.requirement import Requirement

Span = tuple[int, int]
"""Offsets in the text of a file."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is printed in one go: a block, or a cell of a table; never empty."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage on the text, with the number of its comment; `rank` 0 is the one on which the proposal rests.

    `words` are those that were found in it.
    """

    number: int
    point: Requirement
    reading: PointReading
    rank: int
    passage: Passage
    start: int
    end: int
    words: tuple[Span, ...] = ()

    @property
    def is_first(self) -> bool:
        return self.rank == 0

    @property
    def edges(self) -> Iterable[int]:
        """Where the look of the text changes."""
        return (self.start, self.end, *(edge for word in self.words for edge in word))


def marks_of(
    text: SourceText, reading: Reading, points: Mapping[str, Requirement], pieces: Sequence[Piece], first: int
) -> list[Mark]:
    """Those of a file in the order of its text, numbered from `first`.

    Nothing marks what was not found, nor a passage that is only near the question: its place is told beside the first.
    """
    whole = text.text.replace("\n", " ")
    found = [
        _mark(points[id_], point, rank, passage, _within(_span(passage, text, whole), pieces), whole)
        for id_, point in reading.points.items()
        if point.status is not Status.NOT_FOUND and pieces
        for rank, passage in enumerate(point.passages)
        if passage.file == text.name and (rank == 0 or passage.found)
    ]
    found.sort(key=lambda mark: (mark.start, mark.point.order, mark.rank))
    return [replace(mark, number=number) for number, mark in enumerate(found, start=first)]


def covered(marks: Iterable[Mark], pieces: Sequence[Piece]) -> dict[int, list[Mark]]:
    """Start of each piece → the marks that touch it, in their order."""
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        first = bisect_right(pieces, mark.start, key=_START) - 1
        for piece in pieces[first : bisect_left(pieces, mark.end, key=_START)]:
            found.setdefault(piece.start, []).append(mark)
    return found


def _mark(point: Requirement, reading: PointReading, rank: int, passage: Passage, span: Span, whole: str) -> Mark:
    words = _words(passage.found, span, whole) if rank == 0 else ()
    return Mark(0, point, reading, rank, passage, *span, words)


def _span(passage: Passage, text: SourceText, whole: str) -> Span:
    """Where a quotation stands; the block at its place if the text has no such words."""
    quote = passage.quote.replace("\n", " ")
    start = passage.start if whole.startswith(quote, passage.start) else whole.find(quote)
    if start >= 0:
        return start, start + len(quote)
    block = max((one for one in text.blocks if one.start <= passage.start), key=lambda one: one.start)
    return block.start, block.start + len(block.text)


def _within(span: Span, pieces: Sequence[Piece]) -> Span:
    """The same without what is printed nowhere: line ends, and what parts the cells of a row."""
    first = bisect_right(pieces, span[0], key=_END)
    last = max(0, bisect_left(pieces, span[1], key=_START) - 1)
    if first > last:
        piece = pieces[min(first, len(pieces) - 1)]
        return piece.start, piece.end
    return max(span[0], pieces[first].start), min(span[1], pieces[last].end)


def _words(found: Sequence[str], span: Span, whole: str) -> tuple[Span, ...]:
    """Where the words that matched stand in a passage, whatever their case."""
    any_of = "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True) if word)
    if not any_of:
        return ()
    pattern = re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)
    return tuple(match.span() for match in pattern.finditer(whole, *span))
