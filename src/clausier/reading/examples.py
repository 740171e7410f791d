"""Sentences that landmarks are tried on: each is read as a contract of its own."""

from __future__ import annotations

from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.model.landmark import ReadingExample
from clausier.model.library import Library
from clausier.model.reading import PointReading
from clausier.model.requirement import Requirement
from clausier.reading import read

NAME = "essai"


def proposed(example: ReadingExample, point: Requirement, library: Library) -> PointReading:
    """What the reading proposes on the point of a contract that holds this example alone, under its heading."""
    blocks: list[TextBlock] = []
    if example.heading:
        blocks.append(TextBlock(example.heading, 0, BlockKind.HEADING, 1))
    start = sum(len(block.text) + 1 for block in blocks)
    for line in filter(None, map(str.strip, example.text.splitlines())):
        blocks.append(_block(line, start))
        start += len(blocks[-1].text) + 1
    text = SourceText(NAME, "0" * 64, tuple(blocks))
    alone = library.model_copy(update={"requirements": (point,), "fact_landmarks": {}})
    return read([text], alone).points[point.id]


def _block(line: str, start: int) -> TextBlock:
    """A line is a paragraph; after a dash, an item; with « | » between its cells, a row."""
    if " | " in line:
        return TextBlock(line, start, BlockKind.ROW)
    if line.startswith("- "):
        return TextBlock(line[2:].strip(), start, BlockKind.ITEM, 1)
    return TextBlock(line, start)
