"""Two texts word by word: what stays, what goes, what comes. Bounded: beyond `WORK` they are told as too unlike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

TOKEN = re.compile(r"\{\{\s*\w+\s*\}\}|\*\*|\d+(?:[.,]\d+)*|\w+(?:-\w+)*['’]?|\s+|[^\w\s]")
CONTEXT = 8
UNLIKE = 0.55
"""Below this share of common words, two texts are shown whole, one after the other."""
WORK = 1_500_000
"""The most comparisons of words between two texts, a few tenths of a second: difflib may take the cube of a length."""

Opcode = tuple[str, int, int, int, int]
"""« equal » or what else, then the ranges of words: of the old text, of the new one."""


class Fate(StrEnum):
    KEPT = "garde"
    REMOVED = "retire"
    ADDED = "ajoute"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text and what becomes of it."""

    text: str
    fate: Fate = Fate.KEPT


@lru_cache(maxsize=256)  # a page compares the same texts each time that it is shown
def word_diff(old: str, new: str) -> tuple[Words, ...]:
    """Stretches in reading order; without the added ones they spell `old`, without the removed ones `new`."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    found: list[Words] = []
    done = 0
    for start, end, new_start, new_end in _changes(before, after):
        found.append(Words("".join(before[done:start])))
        found.append(Words("".join(before[start:end]), Fate.REMOVED))
        found.append(Words("".join(after[new_start:new_end]), Fate.ADDED))
        done = end
    found.append(Words("".join(before[done:])))
    return tuple(words for words in found if words.text)


def excerpted(words: Sequence[Words]) -> tuple[Words, ...]:
    """The same with long unchanged stretches cut to a few words beside the changes."""
    last = len(words) - 1
    return tuple(
        _cut(one, is_first=rank == 0, is_last=rank == last) if one.fate is Fate.KEPT and last else one
        for rank, one in enumerate(words)
    )


def _changes(before: list[str], after: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Ranges replaced, old then new; two changes with a blank or a lone mark between them are one."""
    found = None if _at_most_alike(before, after) < UNLIKE else opcodes(before, after)
    if found is None or (before and after and _likeness(before, after, found) < UNLIKE):
        yield 0, len(before), 0, len(after)
        return
    current: tuple[int, int, int, int] | None = None
    for tag, start, end, new_start, new_end in found:
        if tag == "equal":
            if current and any(token[:1].isalnum() or "{" in token for token in before[start:end]):
                yield current
                current = None
        elif current:
            current = (current[0], end, current[2], new_end)
        else:
            current = (start, end, new_start, new_end)
    if current:
        yield current


def _likeness(before: list[str], after: list[str], found: Sequence[Opcode]) -> float:
    """Share of words in common, blanks and punctuation aside; very short texts always count as alike."""
    if min(len(before), len(after)) < CONTEXT:
        return 1.0
    common = sum(len(_words(before[start:end])) for tag, start, end, *_ in found if tag == "equal")
    return common / max(1, min(len(_words(before)), len(_words(after))))


def _at_most_alike(before: list[str], after: list[str]) -> float:
    """What `_likeness` cannot exceed, whatever the order of the words."""
    if min(len(before), len(after)) < CONTEXT:
        return 1.0
    ours, theirs = _words(before), _words(after)
    return (Counter(ours) & Counter(theirs)).total() / max(1, min(len(ours), len(theirs)))


def _words(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token[:1].isalnum()]


def opcodes(before: Sequence[str], after: Sequence[str]) -> list[Opcode] | None:
    """What is equal and what is not, in order, as difflib finds it; None beyond `WORK`."""
    matcher = _Counting(before, after)
    try:
        return [(tag, old, old_end, new, new_end) for tag, old, old_end, new, new_end in matcher.get_opcodes()]
    except _TooMuch:
        return None


def ratio(before: Sequence[str], after: Sequence[str]) -> float:
    """Share of common words, from 0 to 1; beyond `WORK`, what it cannot exceed."""
    matcher = _Counting(before, after)
    try:
        return matcher.ratio()
    except _TooMuch:
        return at_most(before, after)


def at_most(before: Sequence[str], after: Sequence[str]) -> float:
    """What `ratio` cannot exceed, whatever the order of the words; found at once."""
    return 2 * (Counter(before) & Counter(after)).total() / max(1, len(before) + len(after))


class _TooMuch(Exception):
    """`WORK` is spent."""


class _Counting(SequenceMatcher[str]):
    """Counts before each step what it will take: each word of a stretch is held against all of its like."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__(None, before, after, autojunk=False)
        places = Counter(after)
        self._costs = [0, *accumulate(1 + places[word] for word in before)]
        self._left = WORK

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        self._left -= self._costs[-1 if ahi is None else ahi] - self._costs[alo]
        if self._left < 0:
            raise _TooMuch
        return super().find_longest_match(alo, ahi, blo, bhi)


def _cut(words: Words, *, is_first: bool, is_last: bool) -> Words:
    tokens = re.findall(r"\S+|\s+", words.text)
    head, tail = (0 if is_first else 2 * CONTEXT), (0 if is_last else 2 * CONTEXT)
    if len(tokens) <= head + tail + 2 * CONTEXT:
        return words
    start, end = "".join(tokens[:head]).rstrip(), "".join(tokens[len(tokens) - tail :]).lstrip() if tail else ""
    return Words(f"{start}{' ' if start else ''}[…]{' ' if end else ''}{end}")
