"""The markup of library texts, for whoever reads them: paragraphs, lists, **bold** and *italics*.

A line that begins with « - » or « 1. » is an item; others are joined to what precedes them, up to a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

DASH = "- "
RANK = re.compile(r"\d{1,3}\. ")
STRESSED = re.compile(r"\*\*(?P<strong>.+?)\*\*|(?<![\w*])\*(?!\s)(?P<soft>[^*]+)(?<!\s)\*(?![\w*])", re.DOTALL)


class Form(StrEnum):
    """What a block of a text is."""

    PARAGRAPH = "paragraphe"
    ITEM = "puce"
    RANKED = "numéro"
    """An item of a numbered list: its rank is its place there, whatever number is written."""

    @property
    def is_item(self) -> bool:
        return self is not Form.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one weight."""

    text: str
    strong: bool = False
    soft: bool = False


def blocks(text: str) -> Iterator[tuple[Form, str]]:
    """The blocks of a text, each with its words on one line: a paragraph, a list, or a paragraph with its list."""
    for chunk in re.split(r"\n\s*\n", text.strip()):
        form, current = Form.PARAGRAPH, list[str]()
        for line in (raw.strip() for raw in chunk.splitlines()):
            found, rest = begun(line)
            if found.is_item:
                yield from [(form, " ".join(current))] if current else []
                form, current = found, [rest]
            else:
                current.append(line)
        yield from [(form, " ".join(current))] if current else []


def begun(line: str) -> tuple[Form, str]:
    """What a line without edges begins, and its words."""
    if line.startswith(DASH):
        return Form.ITEM, line[len(DASH) :]
    rank = RANK.match(line)
    return (Form.RANKED, line[rank.end() :]) if rank else (Form.PARAGRAPH, line)


def stretches(text: str) -> Iterator[Stretch]:
    """Words with their weight, marks taken off."""
    position = 0
    for match in STRESSED.finditer(text):
        if match.start() > position:
            yield Stretch(text[position : match.start()])
        strong = match["strong"] is not None
        yield Stretch(match["strong"] if strong else match["soft"], strong, not strong)
        position = match.end()
    if position < len(text):
        yield Stretch(text[position:])
