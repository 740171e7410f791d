"""Blocks to sentences, each with what stands above it: article, headings, lead-in, header of its table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.reading.contents import contents
from clausier.reading.headings import ARTICLE, LINE, Heading, heading
from clausier.reading.sentences import SHORTEST, sentences

MAX_LEAD_IN, MAX_LISTS = 300, 4
"""Signs of a lead-in that are kept, the last ones; lists inside one another, likewise."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where a sentence stands: the headings above it, from the part to the nearest."""

    file: str
    headings: tuple[Heading, ...] = ()
    restarts: bool = False

    @property
    def title(self) -> str:
        """The nearest heading that has words."""
        return next((one.title for one in reversed(self.headings) if one.title), "")

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(one.title for one in self.headings if one.title)

    @property
    def article(self) -> str:
        """« 7.2 », « 3 de l'annexe 2 », « annexe 2 », « chapitre II »; empty where nothing is numbered."""
        numbered = [one for one in self.headings if one.number]
        if not numbered:
            return ""
        last = numbered[-1]
        if last.word not in ("", "article"):
            return f"{last.word} {last.number}"
        part = next((one for one in numbered if one.word in ("annexe", "appendice")), None)
        if part is not None:
            return f"{last.number} de l'{part.word} {part.number}"
        above = next((one.title or f"{one.word} {one.number}" for one in self.headings if one.level < last.level), "")
        return f"{last.number} ({above})" if self.restarts and above else last.number


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence, or a row of a table; `start` and `end` are offsets in its block's text.

    `lead_ins` are the beginnings of the lists in which it stands, the widest first; `opening` what introduces it in its
    own block, up to a colon; `before` the sentence that stands before it in the same block. What stands between
    semicolons is a sentence here: `ends` is where the whole one does, 0 if that is at `end`.
    """

    section: Section
    block: TextBlock
    start: int
    end: int
    lead_ins: tuple[str, ...] = ()
    opening: str = ""
    before: Sentence | None = None
    ends: int = 0

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]

    @property
    def introduced(self) -> tuple[str, ...]:
        return (*self.lead_ins, self.opening) if self.opening else self.lead_ins


_BULLET = re.compile(
    r"\s*(?:[-*•▪●◦‣·–—✓✔►➢\uf0b7](?=\s)|o(?=\s)|[a-z]\)|\(?[ivx]{1,4}\)|[0-9]{1,2}\))\s*(?=\S)", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s*(?P<rank>[0-9]{1,2})[.)]\s+(?=\S)")


def structure(source: SourceText) -> Iterator[Sentence]:
    """The sentences of a file, in order; headings and tables of contents are none."""
    walk = _Walk(source.name)
    skipped = contents(source.blocks)
    blocks = [block for rank, block in enumerate(source.blocks) if rank not in skipped]
    for block, following in zip_longest(blocks, blocks[1:]):
        yield from walk.step(block, following)


class _Walk:
    """What is above the block that is being read: section, lists that are open, numbers of articles and of items."""

    def __init__(self, file: str) -> None:
        self.section = Section(file)
        self.lists: list[tuple[int, str]] = []
        self.open = self.goes_on = self.was_item = False
        self.seen: set[str] = set()
        self.article = self.item = 0

    def step(self, block: TextBlock, following: TextBlock | None) -> Iterator[Sentence]:
        start = 0
        found = heading(block, following)
        if found is not None and self._is_heading(found, block):
            self._enter(found)
            start = found.body
            if start >= len(block.text):
                return
        bullet = _BULLET.match(block.text, start) or (_NUMBERED.match(block.text, start) if self.lists else None)
        start = bullet.end() if bullet else start
        item = block.kind is BlockKind.ITEM or bullet is not None
        self._leave(block, start, item)
        if bullet and bullet.lastgroup:
            self.item = int(bullet[bullet.lastgroup])
        lead_ins = tuple(text for _, text in self.lists)
        yield from _pieces(self.section, block, start, lead_ins)
        self._open(block, start, item, following)
        self.goes_on = bool(self.lists) and block.text.endswith((";", ","))
        self.was_item = item

    def _is_heading(self, found: Heading, block: TextBlock) -> bool:
        """In a list, « 2. » is its second item if the first came before, else the second article.

        A line without a number, or with a letter, is a heading there only after an item that ends the list.
        """
        if not self.lists or block.kind is BlockKind.HEADING or found.word or ARTICLE < found.level < LINE:
            return True
        if found.number.isdigit():
            return int(found.number) == self.article + 1 and int(found.number) != self.item + 1
        return self.was_item and not self.open and not self.goes_on

    def _enter(self, found: Heading) -> None:
        above = tuple(one for one in self.section.headings if one.level < found.level)
        restarts = bool(found.number) and found.word in ("", "article") and found.number in self.seen
        self.seen.add(found.number)
        self.article = int(found.number) if found.number.isdigit() else self.article
        self.item = 0
        self.section = Section(self.section.file, (*above, found), restarts or (self.section.restarts and bool(above)))
        self.lists = []

    def _leave(self, block: TextBlock, start: int, item: bool) -> None:
        """What follows a list and is none of its items is not introduced by its lead-in."""
        if not self.lists or block.kind in (BlockKind.ROW, BlockKind.NOTE):
            return
        if item:
            self.lists = [one for one in self.lists if one[0] < _depth(block)]
            self.open = False
            return
        if not (self.open or self.goes_on or block.text.endswith(";")):
            self.lists = []
        self.open = False

    def _open(self, block: TextBlock, start: int, item: bool, following: TextBlock | None) -> None:
        text = block.text[start:].rstrip()
        colon = text.endswith(":")
        into_list = (
            following is not None and following.kind is BlockKind.ITEM and not text.endswith((".", ";", "!", "?"))
        )
        if block.kind is BlockKind.ROW or not (colon or (into_list and not item)):
            return
        pieces = [*sentences(block.text)]
        lead_in = block.text[pieces[-1][0] : pieces[-1][1]] if pieces else text
        self.lists = [*self.lists, (_depth(block) if item else -1, lead_in[-MAX_LEAD_IN:])][-MAX_LISTS:]
        self.item = self.item if item else 0
        self.open = True


def _depth(block: TextBlock) -> int:
    return block.level if block.kind is BlockKind.ITEM else 0


def _pieces(section: Section, block: TextBlock, start: int, lead_ins: tuple[str, ...]) -> Iterator[Sentence]:
    """A row is one; a paragraph has its sentences, and what a colon introduces before semicolons is a list of it."""
    if block.kind is BlockKind.ROW:
        yield Sentence(section, block, 0, len(block.text), lead_ins)
        return
    before, opening = None, ""
    spans = [(start + first, start + last) for first, last in sentences(block.text[start:]) if last - first >= SHORTEST]
    ends = _whole_ends(block.text, spans)
    for (first, last), end in zip(spans, ends, strict=True):
        piece = Sentence(section, block, first, last, lead_ins, opening, before, end if end > last else 0)
        yield piece
        before = replace(piece, before=None)
        text = piece.text
        if text.endswith(";"):
            colon = text.find(" :")
            opening = opening or (text[: colon + 2] if colon > 0 else "")
        else:
            opening = ""


def _whole_ends(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Where the sentence ends of which each part between semicolons is one."""
    ends: list[int] = []
    end = 0
    for _, last in reversed(spans):
        end = end if end and text[last - 1] == ";" else last
        ends.append(end)
    return ends[::-1]
