"""Where words stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable


def places_of(words: Iterable[str], text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """(start, end) of each of these words in this stretch of a text, whole and whatever their case, the longest first.

    In linear time: the words are those of one passage.
    """
    known = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word.strip()]
    if not known:
        return ()
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)", re.IGNORECASE)
    return tuple(found.span() for found in whole.finditer(text, start, len(text) if end is None else end))
