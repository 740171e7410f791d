"""Clause texts: paragraphs, lists, **bold**, *italics* and placeholders, parsed before any value is put in.

A value can therefore never become bold, a list or another placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType

from clausier.french import typeset
from clausier.model.markup import Form, blocks, stretches
from clausier.model.proposal import Block, BlockKind, Run, RunStyle

PLACEHOLDER = re.compile(r"\{\{\s*([a-z_][a-z0-9_]*)\s*\}\}")
STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|[{}]")
NO_LISTS: Mapping[str, tuple[Block, ...]] = MappingProxyType({})

ANNOUNCES = "\u00a0:"

Value = str | tuple[Run, ...]
Values = Mapping[str, Value]
"""What placeholders stand for: text (already typeset) or runs with their own style."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Static text, or the name of a placeholder."""

    text: str
    style: RunStyle = ""
    is_name: bool = False
    italic: bool = False


@dataclass(frozen=True, eq=False)
class ParsedBlock:
    """A block before its values; equal to itself alone, which makes it a cheap key."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    numbered: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of its placeholders, in order, once each."""
        return tuple(dict.fromkeys(piece.text for piece in self.pieces if piece.is_name))

    @cached_property
    def lone_name(self) -> str:
        """The placeholder that stands alone in this block, or nothing."""
        only = len(self.pieces) == 1 and self.pieces[0].is_name
        return self.pieces[0].text if only else ""


@lru_cache(maxsize=4096)
def names(text: str) -> tuple[str, ...]:
    """Names of the placeholders of a text, in order, once each."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))


def stray_tags(text: str) -> tuple[str, ...]:
    """Braces that belong to no well-formed placeholder."""
    return tuple(STRAY.findall(PLACEHOLDER.sub("", text)))


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[ParsedBlock, ...]:
    """Blocks of a clause text; lines of a paragraph are joined by a space."""
    return tuple(_block(form, words) for form, words in blocks(text))


def fill_inline(text: str, values: Values) -> tuple[Run, ...]:
    """Runs of a single paragraph (an argument, an introduction, a part); KeyError for a name without a value."""
    return _fill_inline(text, tuple([values[name] for name in names(text)]))


def fill_blocks(text: str, values: Values, lists: Mapping[str, tuple[Block, ...]] = NO_LISTS) -> tuple[Block, ...]:
    """Blocks of a text with values in place; a placeholder alone that names a list becomes its items."""
    if lists.keys().isdisjoint(names(text)):
        return _fill_blocks(text, tuple([values[name] for name in names(text)]))
    filled: list[Block] = []
    for block in parse(text):
        items = lists.get(block.lone_name)
        if items is None:
            filled.append(_fill_block(block, tuple([values[name] for name in block.names])))
        elif len(items) == 1 and filled and filled[-1].text.endswith(ANNOUNCES):
            filled[-1] = _joined(filled[-1], items[0])
        else:
            filled.extend(items)
    return tuple(filled)


def fill_item(text: str, values: Values) -> Block:
    """An item of a list, a single paragraph."""
    return _fill_item(text, tuple([values[name] for name in names(text)]))


def _joined(announcing: Block, item: Block) -> Block:
    """A list of one reads as the end of the sentence that announces it."""
    *before, last = announcing.runs
    opened = Run(text=last.text.removesuffix(ANNOUNCES) + " ", style=last.style, italic=last.italic)
    return Block(kind=announcing.kind, runs=merged((*before, opened, *item.runs)))


# Most texts take the same values for every provider: these caches prepare them once.
@lru_cache(maxsize=4096)
def run(text: str, style: RunStyle = "") -> Run:
    """A stretch of text that comes again and again."""
    return Run(text=text, style=style)


@lru_cache(maxsize=1024)
def _fill_inline(text: str, values: tuple[Value, ...]) -> tuple[Run, ...]:
    pieces = tuple(_pieces(" ".join(text.split("\n"))))
    return _runs(pieces, dict(zip(names(text), values, strict=True)))


@lru_cache(maxsize=4096)
def _fill_item(text: str, values: tuple[Value, ...]) -> Block:
    return Block(kind="liste", runs=_fill_inline(text, values))


@lru_cache(maxsize=4096)
def _fill_blocks(text: str, values: tuple[Value, ...]) -> tuple[Block, ...]:
    named = dict(zip(names(text), values, strict=True))
    return tuple(_fill_block(block, tuple([named[name] for name in block.names])) for block in parse(text))


@lru_cache(maxsize=4096)
def _fill_block(block: ParsedBlock, values: tuple[Value, ...]) -> Block:
    runs = _runs(block.pieces, dict(zip(block.names, values, strict=True)))
    return Block(kind=block.kind, runs=runs, numbered=block.numbered)


def plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _block(form: Form, words: str) -> ParsedBlock:
    return ParsedBlock("liste" if form.is_item else "paragraphe", tuple(_pieces(words)), form is Form.RANKED)


def _pieces(text: str) -> Iterator[Piece]:
    for one in stretches(text):
        yield from _named(one.text, "fort" if one.strong else "", italic=one.soft)


def _named(text: str, style: RunStyle, *, italic: bool) -> Iterator[Piece]:
    position = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > position:
            yield Piece(typeset(text[position : match.start()]), style, italic=italic)
        yield Piece(match[1], style, is_name=True, italic=italic)
        position = match.end()
    if position < len(text):
        yield Piece(typeset(text[position:]), style, italic=italic)


def _runs(pieces: tuple[Piece, ...], values: Values) -> tuple[Run, ...]:
    told: list[Run] = []
    for piece in pieces:
        value = values[piece.text] if piece.is_name else piece.text
        told += [Run(text=value, style=piece.style, italic=piece.italic)] if isinstance(value, str) else value
    return merged(told)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same text with one run for neighbours of one style, and none empty."""
    groups = groupby((run for run in runs if run.text), key=attrgetter("style", "italic"))
    told = ((style, italic, "".join(run.text for run in group)) for (style, italic), group in groups)
    return tuple(Run(text=text, style=style, italic=italic) for style, italic, text in told)
