"""What the places of printed lines say: how far text goes, what white parts, which letters are those of headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from clausier.office.contract.flow import USUAL_WIDTH, Line
from clausier.office.contract.printed import Printed

AROUND, INDENTED = 15, 60
"""Lines before and after that go as far as a line might, and points by which they may begin elsewhere."""
EVEN, FEW, MADE_EVEN = 2.0, 4, 0.3
"""Points by which the ends of lines that are made even differ; how many tell that they are, and their share."""
FIRST = re.compile(r"\W*\w+\S*")
"""A word, with the quotation mark that stands before it."""
USUAL_PITCH = 1.2
PITCHES = 0.5, 3.0
APART = 1.2
"""Times the usual white from line to line, beyond which a paragraph begins."""
OTHER, LARGER = 1.15, 1.2
"""Times the height of letters, beyond which it is another, or that of a heading."""
LONGEST = 200
"""Signs of a line of a heading."""
LEVELS = 6


@dataclass(frozen=True, slots=True)
class Usual:
    """The height of a line of text, the pitch of lines in such heights, the right end of the longest lines.

    `headings`: the heights of headings, largest first.
    """

    height: float
    pitch: float
    right: float = 0
    headings: tuple[float, ...] = ()

    def level(self, line: Printed) -> int:
        """That of a heading from 1, 0 for text."""
        if line.height < LARGER * self.height or len(line.text) > LONGEST or not any(map(str.isalpha, line.text)):
            return 0
        near = min(range(len(self.headings)), key=lambda rank: abs(self.headings[rank] - line.height))
        return min(near + 1, LEVELS)


def usual(lines: Iterable[Printed]) -> Usual:
    """What is usual in a file."""
    known = [line for line in lines if line.height]
    signs: Counter[float] = Counter()
    for line in known:
        signs[round(2 * line.height) / 2] += len(line.text)
    if not signs:
        return Usual(0, USUAL_PITCH)
    height = max(signs, key=lambda one: signs[one])
    pitches = [(above.low - line.low) / height for above, line in pairwise(known)]
    pitches = [pitch for pitch in pitches if PITCHES[0] < pitch < PITCHES[1]]
    larger = sorted({one for one in signs if one >= LARGER * height}, reverse=True)
    right = max(line.right for line in known)
    return Usual(height, median(pitches) if pitches else USUAL_PITCH, right, tuple(larger))


def measured(lines: Sequence[Printed], page: int, usual: Usual) -> Iterator[Line]:
    """Lines of a page as lines that flow: the first of a page says nothing of the white before it."""
    for rank, line in enumerate(lines):
        if not line.height:
            yield Line(line.text, page, len(line.text), USUAL_WIDTH)
            continue
        near = [
            one
            for one in lines[max(rank - AROUND, 0) : rank + AROUND + 1]
            if one.height and abs(one.left - line.left) < INDENTED
        ]
        left = min(one.left for one in near)
        right = max(usual.right if len(near) < FEW else 0, *(one.right for one in near))
        word = FIRST.match(line.text)
        first = word.end() + 1 if word else 0
        justified = sum(right - one.right < EVEN for one in near) > max(FEW, MADE_EVEN * len(near))
        yield Line(
            line.text,
            page,
            line.right - left,
            right - left,
            first * (line.right - line.left) / max(len(line.text), 1),
            EVEN if justified else right - left,
            rank > 0 and _is_apart(lines[rank - 1], line, usual),
            usual.level(line),
        )


def _is_apart(above: Printed, line: Printed, usual: Usual) -> bool:
    if not above.height:
        return False
    ratio = line.height / above.height
    return not 1 / OTHER < ratio < OTHER or above.low - line.low > APART * usual.pitch * usual.height
