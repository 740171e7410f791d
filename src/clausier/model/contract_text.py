"""The text of a contract as its files give it: blocks, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in its file; a text without styles has paragraphs alone, whatever they look like."""

    HEADING = "titre"
    PARAGRAPH = "paragraphe"
    ITEM = "element"
    ROW = "ligne"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, an item, a heading, or a row of a table.

    `text` is verbatim on one line: NFC, line-end hyphens joined, white space as single spaces; the cells of a row stand
    between « | », an empty one as nothing. `level` is that of a heading that its file marks (from 1; in a PDF, by its
    size), else 0, or the depth of an item; `label` the number that the file computes and does not hold (« 7.2 »,
    « a) »), or « - » for any bullet; `page` counts from 1, 0 where the file has no pages; `start` is the offset of the
    first character in the text of the file, its blocks joined by a line end; `header` the first row of the table, for
    the rows below it; `ocr`: was it read from a picture?
    """

    text: str
    start: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str = ""
    page: int = 0
    header: tuple[str, ...] = ()
    ocr: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(self.text.split(" | ")) if self.kind is BlockKind.ROW else ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file of a contract.

    `digest` is the SHA-256 of its bytes, in hexadecimal; `pages` how many it has, 0 where it has none; `remarks` are
    French sentences for who reads the result (tracked changes, comments left out); `unread` the pages without text: a
    scan.
    """

    name: str
    digest: str
    blocks: tuple[TextBlock, ...]
    pages: int = 0
    remarks: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """All of it: each block's text is at its `start`."""
        return "\n".join([block.text for block in self.blocks])


Texts = Mapping[str, SourceText]
"""Name of a file → its text, in the order in which they were given."""
