"""Blocks as their readers find them, put one after the other: clean, counted, each at its offset."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from clausier.model.contract_text import BlockKind, TextBlock
from clausier.office import limits
from clausier.office.contract.signs import clean, row
from clausier.office.damage import TooMuch

DASHES, SIGNS = "\\-–—−", "•●○◦▪▫■□►▶➢➤✓✔✗❖◆◇‣⁃·\uf000-\uf0ff"
"""Bullets; the last are those of the fonts of symbols, which have no letters."""
BULLET = re.compile(rf"(?:[{SIGNS}]|[{DASHES}](?=\s|[^\W\d_]|$)|[*o](?=\s|$))\s*")
ITEM_LABEL = "-"


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader found: `blocks` without their places, and the rest of a `SourceText`."""

    blocks: Iterable[TextBlock]
    pages: int = 0
    remarks: Sequence[str] = ()
    unread: Sequence[int] = ()


def placed(found: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """These blocks with clean texts and their offsets, empty ones left out; TooMuch beyond the limits."""
    start = count = 0
    for one in found:
        text = one.text if one.kind is BlockKind.ROW else clean(one.text)
        if not text:
            continue
        count += 1
        if count > limits.BLOCKS or start + len(text) > limits.CHARACTERS:
            raise TooMuch("text")
        yield replace(one, text=text, label=clean(one.label), start=start)
        start += len(text) + 1


def rows(
    table: Iterable[list[str]], page: int = 0, header: tuple[str, ...] = ()
) -> Generator[TextBlock, None, tuple[str, ...]]:
    """The rows of a table, each under the first, or that of the page before, which is returned; white ones left out."""
    for cells in table:
        text = row(cells)
        texts = tuple(text.split(" | "))
        if text.strip(" |") and texts != header:
            yield TextBlock(text, 0, BlockKind.ROW, page=page, header=header)
            header = header or texts
    return header


def unbulleted(line: str) -> tuple[str, str]:
    """(label, text) of a line: « - » for one that begins with a bullet, which is taken out; else nothing."""
    found = BULLET.match(line)
    return (ITEM_LABEL, line[found.end() :]) if found else ("", line)


Cells = list[list[TextBlock]]
"""A row: the blocks of each of its cells; one that goes on from the row above holds the same list."""
LONG_CELL, TALL_CELL = 1200, 12
"""Signs and blocks of a cell beyond which a table only lays out a page."""


def tabled(table: list[Cells]) -> Iterator[TextBlock]:
    """The rows of a table; the blocks of its cells one after the other, where it only lays out a page."""
    once = {id(cell): cell for cells in table for cell in cells}.values()
    if _lays_out(table):
        yield from (block for cell in once for block in cell)
        return
    yield from rows([_joined(cell) for cell in cells] for cells in table)
    yield from (block for cell in once for block in cell if block.kind is BlockKind.NOTE)


def _lays_out(table: list[Cells]) -> bool:
    """Is a table one column, or cells with whole passages?"""
    if max((len(cells) for cells in table), default=0) < 2:
        return True
    passages = (cell for cells in table for cell in cells)
    return any(len(cell) > TALL_CELL or sum(len(block.text) for block in cell) > LONG_CELL for cell in passages)


def _joined(cell: list[TextBlock]) -> str:
    shown = (block for block in cell if block.kind is not BlockKind.NOTE)
    return " ".join([f"{block.label} {block.text}" if block.label else block.text for block in shown])


NUMBERED = re.compile(r"\d{1,3}[.)]?")
"""A number of one figure, such as those of clauses, or of items."""
MARKED = 3
"""Headings of a file that marks them: fewer are its titles."""


def as_items(blocks: list[TextBlock]) -> list[TextBlock]:
    """The blocks of a file; where it marks its headings, what else it numbers « 1. » are items."""
    if sum(block.kind is BlockKind.HEADING for block in blocks) < MARKED:
        return blocks
    return [
        replace(block, kind=BlockKind.ITEM, level=max(block.level, 1))
        if block.kind is BlockKind.PARAGRAPH and NUMBERED.fullmatch(block.label)
        else block
        for block in blocks
    ]


def bulleted(block: TextBlock) -> TextBlock:
    """A paragraph that begins with a bullet typed by hand, as the item that it is."""
    label, text = unbulleted(block.text.lstrip())
    if not label or block.kind is not BlockKind.PARAGRAPH:
        return block
    return replace(block, text=text, kind=BlockKind.ITEM, level=1, label=label)
