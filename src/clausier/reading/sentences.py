"""Where sentences end, whatever their case: a text in capitals is split as the same in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[»”\")]*(?=\s)|[;](?=\s)|\s[•▪●■◦►➢✓✔](?=\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s('’«“\"])(?:art|al|cf|ex|etc|env|réf|ref|tél|tel|n|no|nos|m|mm|mme|mlle|dr|me|pr|p|pp|st|ste|sté|ste|bd|av|"
    r"chap|sect|par|tit|ann|min|max|h\.t|t\.t\.c|c\.-à-d|c\.à\.d|i\.e|e\.g|s\.a|s\.a\.s|s\.a\.r\.l|r\.c\.s|[a-z])\.$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|\s)[0-9]{1,2}(?:\.[0-9]{1,2})*\.$")
SHORTEST, LONGEST = 3, 1500
"""Signs of a sentence; a longer one is cut after a word, so that what is done to each stays within bounds."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, and of each part of one between semicolons, without the spaces around.

    « etc. » ends one only if nothing follows; neither do « art. », « n° », initials and numbers of paragraphs.
    """
    start = 0
    for end in (*_ends(text), len(text)):
        while end - start > LONGEST:
            cut = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
            yield from _trimmed(text, start, cut)
            start = cut
        yield from _trimmed(text, start, end)
        start = end


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        upto = text[: match.start() + 1] if match.start() < 24 else text[match.start() - 23 : match.start() + 1]
        if match[0] == "." and (_ABBREVIATION.search(upto) or _NUMBERED.search(upto)):
            continue
        yield match.end()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
