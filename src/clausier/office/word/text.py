"""Library texts as paragraphs of Word and back: list items, bold, one canonical spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
BLANK = re.compile("[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
ITEM = "- "


class Kind(StrEnum):
    """What a text may hold."""

    WORD = "mot"
    """One plain paragraph."""
    SENTENCE = "phrase"
    """One paragraph with bold."""
    LINES = "lignes"
    """Plain paragraphs, each a line (alternatives of a condition)."""
    TEXT = "texte"
    """Paragraphs and list items with bold."""


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    is_item: bool = False

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


def paragraphs(text: str, kind: Kind) -> tuple[Paragraph, ...]:
    """The paragraphs that show a library text."""
    if kind is Kind.TEXT:
        return tuple(block for chunk in re.split(r"\n\s*\n", text.strip()) for block in _chunk(chunk))
    lines = text.splitlines() if kind is Kind.LINES else [text]
    cut = _bold_runs if kind is Kind.SENTENCE else _plain_runs
    return tuple(Paragraph(tuple(cut(squeezed(line)))) for line in lines if line.strip())


def text_of(found: Iterable[Paragraph], kind: Kind) -> str:
    """The canonical library text of paragraphs; inverse of `paragraphs`."""
    blocks = [block for block in found if block.plain.strip()]
    if kind is Kind.TEXT:
        return "".join(_joined(paragraphs("".join(_joined(blocks)), kind)))
    written = (_marked(block.runs) if kind is Kind.SENTENCE else squeezed(block.plain) for block in blocks)
    return ("\n" if kind is Kind.LINES else " ").join(written)


def canonical(text: str, kind: Kind) -> str:
    """One spelling for all texts that print the same: single spaces, one line a paragraph, bold without edges."""
    return text_of(paragraphs(text, kind), kind)


def squeezed(text: str) -> str:
    """Single spaces between words; no-break spaces stay."""
    return BLANK.sub(" ", text).strip()


def _chunk(chunk: str) -> Iterator[Paragraph]:
    """A paragraph, a list, or a paragraph followed by its list, as `markup.parse` reads them."""
    current: list[str] = []
    is_item = False
    for line in (raw.strip() for raw in chunk.splitlines()):
        if line.startswith(ITEM):
            yield from _finished(current, is_item)
            current, is_item = [line[len(ITEM) :]], True
        else:
            current.append(line)
    yield from _finished(current, is_item)


def _finished(lines: list[str], is_item: bool) -> Iterator[Paragraph]:
    text = squeezed(" ".join(lines))
    if text:
        yield Paragraph(tuple(_bold_runs(text)), is_item)


def _plain_runs(text: str) -> Iterator[Run]:
    yield Run(text)


def _bold_runs(text: str) -> Iterator[Run]:
    position = 0
    for match in BOLD.finditer(text):
        if match.start() > position:
            yield Run(text[position : match.start()])
        yield Run(match[1], bold=True)
        position = match.end()
    if position < len(text):
        yield Run(text[position:])


def _joined(blocks: Sequence[Paragraph]) -> Iterator[str]:
    """A blank line before each paragraph and before each list."""
    for rank, block in enumerate(blocks):
        if rank:
            yield "\n" if block.is_item and blocks[rank - 1].is_item else "\n\n"
        yield f"{ITEM if block.is_item else ''}{_marked(block.runs)}"


def _marked(runs: Iterable[Run]) -> str:
    """Markup of runs: neighbours of the same weight together, spaces outside the marks."""
    return squeezed("".join(_weighted(run) for run in _merged(runs)))


def _weighted(run: Run) -> str:
    core = run.text.strip()
    if not run.bold or not core:
        return run.text
    before, _, after = run.text.partition(core)
    return f"{before}**{core}**{after}"


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Blank runs take the weight of what precedes them, so that bold words stay together."""
    merged: list[Run] = []
    for run in runs:
        if merged and (run.bold is merged[-1].bold or not run.text.strip()):
            merged[-1] = Run(merged[-1].text + run.text, merged[-1].bold)
        elif run.text:
            merged.append(run)
    return merged
