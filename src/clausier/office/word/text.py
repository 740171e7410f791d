"""Library texts as paragraphs of Word and back: list items, bold, italics, one canonical spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from clausier.model.markup import DASH, Form, blocks, stretches

BLANK = re.compile("[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")


class Kind(StrEnum):
    """What a text may hold."""

    WORD = "mot"
    """One plain paragraph."""
    SENTENCE = "phrase"
    """One paragraph with bold and italics."""
    LINES = "lignes"
    """Plain paragraphs, each a line (alternatives of a condition)."""
    TEXT = "texte"
    """Paragraphs and list items with bold and italics."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one weight; none is both bold and in italics."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    form: Form = Form.PARAGRAPH

    @property
    def is_item(self) -> bool:
        return self.form.is_item

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


def paragraphs(text: str, kind: Kind) -> tuple[Paragraph, ...]:
    """The paragraphs that show a library text."""
    if kind is Kind.TEXT:
        found = ((form, squeezed(words)) for form, words in blocks(text))
        return tuple(Paragraph(tuple(_weighed_runs(words)), form) for form, words in found if words)
    lines = text.splitlines() if kind is Kind.LINES else [text]
    cut = _weighed_runs if kind is Kind.SENTENCE else _plain_runs
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


def _plain_runs(text: str) -> Iterator[Run]:
    yield Run(text)


def _weighed_runs(text: str) -> Iterator[Run]:
    yield from (Run(one.text, one.strong, one.soft) for one in stretches(text))


def _joined(found: Sequence[Paragraph]) -> Iterator[str]:
    """A blank line before each paragraph and before each list; items of a numbered one have their rank."""
    for form, group in groupby(found, key=lambda block: block.form):
        for rank, block in enumerate(group, start=1):
            if block is not found[0]:
                yield "\n" if form.is_item and rank > 1 else "\n\n"
            head = {Form.ITEM: DASH, Form.RANKED: f"{rank}. "}.get(form, "")
            yield f"{head}{_marked(block.runs)}"


def _marked(runs: Iterable[Run]) -> str:
    """Markup of runs: neighbours of the same weight together, spaces outside the marks."""
    return squeezed("".join(_weighted(run) for run in _merged(runs)))


def _weighted(run: Run) -> str:
    core, mark = run.text.strip(), "**" if run.bold else "*" if run.italic else ""
    if not mark or not core:
        return run.text
    before, _, after = run.text.partition(core)
    return f"{before}{mark}{core}{mark}{after}"


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Blank runs take the weight of what precedes them, so that words of one weight stay together."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and ((run.bold, run.italic) == (last.bold, last.italic) or not run.text.strip()):
            merged[-1] = Run(last.text + run.text, last.bold, last.italic)
        elif run.text:
            merged.append(run)
    return merged
