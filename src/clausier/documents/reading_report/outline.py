"""Which blocks of a file are printed as headings, and at which level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from clausier.model.contract_text import BlockKind, SourceText
from clausier.reading.contents import contents
from clausier.reading.headings import LINE, heading

FEW = 2
"""Headings that a file marks without marking them all: its title, and the like."""


def levels_of(text: SourceText) -> Mapping[int, int]:
    """Start of each heading → its level from 1, none left out on the way down.

    They are those that the file marks; where it marks few, those whose number shows them too.
    """
    found = {block.start: block.level for block in text.blocks if block.kind is BlockKind.HEADING}
    if len(found) <= FEW:
        found = {**dict(_typed(text)), **found}
    above: list[int] = []
    levels: dict[int, int] = {}
    for start in sorted(found):
        above = [*(level for level in above if level < found[start]), found[start]]
        levels[start] = len(above)
    return levels


def _typed(text: SourceText) -> Iterator[tuple[int, int]]:
    """Lines that are no more than « Article 4 – Durée » or « 4.2 Reconduction », outside tables of contents."""
    skipped = contents(text.blocks)
    for rank, (block, after) in enumerate(zip_longest(text.blocks, text.blocks[1:])):
        found = heading(block, after) if rank not in skipped else None
        if found is not None and found.number and found.level < LINE and found.body == len(block.text):
            yield block.start, found.level
