"""Contracts as text or Markdown: headings, lists, tables and pages are told by signs; the rest by lines.

One reader for both, since a text often has such signs whatever its name says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clausier.model.contract_text import BlockKind, TextBlock
from clausier.office import limits
from clausier.office.contract.blocks import Read, rows
from clausier.office.contract.flow import Line, flowed, lines_of, vocabulary
from clausier.office.contract.inline import unmarked
from clausier.office.contract.margins import inside_margins
from clausier.office.damage import TooMuch

PAGE = re.compile(
    r"(?:#{1,6} ?|\[ ?|\( ?|-{2,3} ?)page (\d{1,4})(?: ?(?:/|sur|de|of) ?\d{1,4})? ?(?:\]|\)|-{2,3})?", re.I
)
ENDS = re.compile("\r\n|[\r\v\x1c-\x1e\x85\u2028\u2029]")
LONGEST_MARK = 40
HEADING = re.compile(r"#{1,6}(?=\s|$)")
ALONE = re.compile(r"\*\*[^*]+\*\*\s?:?|__[^_]+__\s?:?")
BAR = re.compile(r"(?<!\\)\|")
RULES = ("*", "-", "_", "=", "~")
FENCE = "```"

Page = tuple[int, list[str]]


def read_plain(text: str, told: str = "") -> Read:
    """The blocks of a text; `told` is what its signs were read with, if that is worth a remark."""
    pages = _pages(text)
    margins = ""
    if len(pages) > 1:
        kept, margins = inside_margins([lines for _, lines in pages])
        pages = [(number, lines[inner]) for (number, lines), inner in zip(pages, kept, strict=True)]
    count = max(number for number, _ in pages)
    return Read(_blocks(pages, vocabulary(line for _, lines in pages for line in lines)), count, (told, margins))


def _pages(text: str) -> list[Page]:
    """The lines of each page and its number; 0 where nothing parts them."""
    text = ENDS.sub("\n", text)
    if text.count("\n") > limits.TEXT_LINES:
        raise TooMuch("lines")
    pages: list[Page] = [(1 if "\f" in text else 0, [])]
    for rank, sheet in enumerate(text.split("\f")):
        if rank:
            pages.append((pages[-1][0] + 1, []))
        for line in sheet.split("\n"):
            mark = PAGE.fullmatch(line.strip()) if len(line) < LONGEST_MARK else None
            if mark:
                pages.append((int(mark[1]), []))
            else:
                pages[-1][1].append(line)
    kept = [(number, lines) for number, lines in pages if any(map(str.strip, lines))]
    return [(number or 1, lines) for number, lines in kept] if len(kept) > 1 else kept or pages[:1]


def _blocks(pages: Sequence[Page], words: Counter[str]) -> Iterator[TextBlock]:
    """Runs of lines are told apart by what stands between them: a heading, a table, a rule."""
    run: list[Line] = []
    table: list[list[str]] = []
    level = 0
    for line in lines_of(pages):
        text = line.text.lstrip("> ") if line.text.startswith(">") else line.text
        if table and not _is_row(text):
            yield from rows(table, line.page)
            table = []
        if _is_row(text):
            yield from flowed(run, words)
            run = []
            table += _cells(text)
        elif heading := HEADING.match(text):
            yield from flowed(run, words)
            run, level = [], len(heading[0])
            if title := _unclosed(text[level:].strip()):
                yield TextBlock(unmarked(title), 0, BlockKind.HEADING, level, page=line.page)
                level = 0
        elif text and (level or ALONE.fullmatch(text)):
            yield from flowed(run, words)
            run = []
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            yield TextBlock(unmarked(text), 0, kind, level, page=line.page)
            level = 0
        elif _is_rule(text):
            above = run.pop() if text.startswith(("=", "-")) and _is_title(run) else None
            yield from flowed(run, words)
            if above:
                yield TextBlock(above.text, 0, BlockKind.HEADING, 1 if text[0] == "=" else 2, page=above.page)
            run = []
        elif not text.startswith(FENCE):
            run.append(replace(line, text=unmarked(text)))
    yield from flowed(run, words)
    yield from rows(table, pages[-1][0])


def _is_row(text: str) -> bool:
    return len(text) > 2 and text[0] == text[-1] == "|"


def _cells(text: str) -> Iterator[list[str]]:
    """The cells of a row; nothing for the line between a header and its rows."""
    if not set(text) <= set("|:- \t"):
        yield [unmarked(cell) for cell in BAR.split(text[1:-1])]


def _unclosed(title: str) -> str:
    """A heading without the signs that may close it."""
    bare = title.rstrip("#")
    return bare.strip() if bare != title and (not bare or bare[-1].isspace()) else title


def _is_rule(text: str) -> bool:
    signs = "".join(text.split())
    return len(signs) > 2 and signs[0] in RULES and signs == signs[0] * len(signs)


def _is_title(run: Sequence[Line]) -> bool:
    """Is the last of these lines alone, so that a rule below makes it a heading?"""
    return bool(run) and bool(run[-1].text) and (len(run) == 1 or not run[-2].text)
