"""How our own worksheets look."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

LINE = 12.5
"""Points of a line of text."""


def height(texts: Sequence[tuple[str, float]]) -> float:
    """Points for the tallest of wrapped texts, a little generous."""
    lines = [sum(max(1, ceil(len(part) / (width * 1.25))) for part in text.split("\n")) for text, width in texts]
    return LINE * max(lines) + 3
