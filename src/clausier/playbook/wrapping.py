"""Long lines of canonical texts broken: whoever reads such a text joins them again."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from clausier.model.markup import begun

WIDTH = 136
HANGING = "  "
NAMED = re.compile(r"\{\{[^{}]*\}\}")
BEGINS = re.compile(r" (?=(?:-|\d{1,3}\.) )")
GLUE = "\ue000"
"""Stands for a space where no line may be broken."""


def wrapped(tree: Any) -> Any:
    """The tree, its texts of paragraphs (those that end with a newline) wrapped."""
    if isinstance(tree, dict):
        return {key: wrapped(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [wrapped(value) for value in tree]
    is_block = isinstance(tree, str) and tree.endswith("\n")
    return "".join(f"{line}\n" for line in _lines(tree)) if is_block else tree


def _lines(text: str) -> Iterator[str]:
    """Paragraphs wrapped, continuation lines of an item aligned under it."""
    for line in text.rstrip("\n").split("\n"):
        hanging = HANGING if begun(line)[0].is_item else ""
        yield from (f"{hanging if rank else ''}{piece}" for rank, piece in enumerate(_pieces(line, len(hanging))))


def _pieces(line: str, used: int) -> list[str]:
    """The line in pieces; none begins as an item does, nor cuts a name in braces."""
    glued = BEGINS.sub(GLUE, NAMED.sub(lambda match: match[0].replace(" ", GLUE), line))
    pieces = textwrap.wrap(glued, width=WIDTH - used, break_long_words=False, break_on_hyphens=False) or [""]
    return [piece.replace(GLUE, " ") for piece in pieces]
