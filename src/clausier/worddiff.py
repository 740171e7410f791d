"""Two texts word by word: what stays, what goes, what comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

TOKEN = re.compile(r"\{\{\s*\w+\s*\}\}|\*\*|\d+(?:[.,]\d+)*|\w+(?:-\w+)*['’]?|\s+|[^\w\s]")
CONTEXT = 8
UNLIKE = 0.55
"""Below this share of common words, two texts are shown whole, one after the other."""


class Fate(StrEnum):
    KEPT = "garde"
    REMOVED = "retire"
    ADDED = "ajoute"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text and what becomes of it."""

    text: str
    fate: Fate = Fate.KEPT


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
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if before and after and _likeness(before, after, matcher) < UNLIKE:
        yield 0, len(before), 0, len(after)
        return
    current: tuple[int, int, int, int] | None = None
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
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


def _likeness(before: list[str], after: list[str], matcher: SequenceMatcher[str]) -> float:
    """Share of words in common, blanks and punctuation aside; very short texts always count as alike."""
    if min(len(before), len(after)) < CONTEXT:
        return 1.0
    common = sum(token[:1].isalnum() for one in matcher.get_matching_blocks() for token in before[one.a :][: one.size])
    words = (sum(token[:1].isalnum() for token in tokens) for tokens in (before, after))
    return common / max(1, min(words))


def _cut(words: Words, *, is_first: bool, is_last: bool) -> Words:
    tokens = re.findall(r"\S+|\s+", words.text)
    head, tail = (0 if is_first else 2 * CONTEXT), (0 if is_last else 2 * CONTEXT)
    if len(tokens) <= head + tail + 2 * CONTEXT:
        return words
    start, end = "".join(tokens[:head]).rstrip(), "".join(tokens[len(tokens) - tail :]).lstrip() if tail else ""
    return Words(f"{start}{' ' if start else ''}[…]{' ' if end else ''}{end}")
