"""What repeats at the top and at the bottom of pages: taken out, and told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

EDGE = 6
"""Lines of the top and of the bottom among which what repeats is looked for."""
LEAST, SHARE = 3, 0.3
"""Pages on which a line must stand to be one of a header or footer, and their share of all."""
FIGURES = re.compile(r"\d+")
NUMBERING = re.compile(r"(?:page\s*)?\d{1,4}\s*(?:/|sur|de|of)\s*\d{1,4}|page\s+\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]", re.I)
SHOWN, LONGEST = 4, 70


def inside_margins(pages: Sequence[Sequence[str]]) -> tuple[list[slice], str]:
    """Which lines of each page are neither header nor footer, and a French sentence that tells those, or nothing.

    Figures count as the same. Only what stands at the edge, or behind what was taken out, is.
    """
    seen: Counter[str] = Counter()
    for lines in pages:
        written = [line for line in lines if line.strip()]
        seen.update({_alike(line) for line in (*written[:EDGE], *written[-EDGE:])})
    most = max(LEAST, SHARE * len(pages))
    repeated = {line for line, times in seen.items() if times >= most}
    taken: dict[str, str] = {}
    kept = [_inner(lines, repeated, taken) for lines in pages]
    shown = [f"« {text[:LONGEST]}{'…' * (len(text) > LONGEST)} »" for text in [*taken.values()][:SHOWN]]
    more = " ; …" if len(taken) > SHOWN else ""
    return kept, f"En-têtes et pieds de page laissés de côté : {' ; '.join(shown)}{more}." if taken else ""


def _inner(lines: Sequence[str], repeated: set[str], taken: dict[str, str]) -> slice:
    top = _edge(iter(lines), repeated, taken)
    if top == len(lines):
        return slice(0, 0)
    return slice(top, len(lines) - _edge(reversed(lines), repeated, taken))


def _edge(lines: Iterator[str], repeated: set[str], taken: dict[str, str]) -> int:
    """How many lines from the edge are of a header or footer, with the white ones between them."""
    count = left = 0
    for rank, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            continue
        if left == EDGE or not (_alike(text) in repeated or NUMBERING.fullmatch(text)):
            break
        taken.setdefault(_alike(text), text)
        count, left = rank, left + 1
    return count


def _alike(line: str) -> str:
    return FIGURES.sub("#", " ".join(line.split()))
