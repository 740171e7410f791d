"""The blocks of a PDF: its pages' lines, told by a process of its own, put together as paragraphs and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from clausier.model.contract_text import TextBlock
from clausier.office.contract import sizes
from clausier.office.contract.apart import pages_of
from clausier.office.contract.blocks import Read, rows
from clausier.office.contract.flow import Line, flowed, joined, vocabulary
from clausier.office.contract.margins import inside_margins
from clausier.office.contract.printed import Printed, Table, arranged


def read_pdf(content: bytes, name: str) -> Read:
    """The blocks of a PDF; InvalidInput says why another is not read, TooMuch or Damaged what is wrong with it."""
    pages = pages_of(content, name)
    texts = [page.texts for page in pages]
    inner, told = inside_margins(texts)
    kept = [[*arranged(page.lines[within])] for page, within in zip(pages, inner, strict=True)]
    words = vocabulary(text for page in texts for text in page)
    unread = [rank for rank, page in enumerate(pages, 1) if page.scanned]
    return Read(_blocks(kept, words), len(pages), [told], unread)


def _blocks(pages: Sequence[Sequence[Printed | Table]], words: Counter[str]) -> Iterator[TextBlock]:
    """Text runs on from page to page; so does a table, under the first row that it had."""
    usual = sizes.usual(one for page in pages for one in page if isinstance(one, Printed))
    run: list[Line] = []
    header: tuple[str, ...] = ()
    for number, page in enumerate(pages, 1):
        for rank, (lines, tables) in enumerate(_parted(page)):
            run += sizes.measured(lines, number, usual)
            for place, table in enumerate(tables):
                yield from flowed(run, words)
                run = []
                goes_on = rank == place == 0 and len(header) == len(table.rows[0])
                cells = ([joined(cell, words) for cell in row] for row in table.rows)
                header = yield from rows(cells, number, header if goes_on else ())
            header = header if tables else ()
    yield from flowed(run, words)


def _parted(page: Sequence[Printed | Table]) -> Iterator[tuple[list[Printed], list[Table]]]:
    """What a page holds, line after line or table after table."""
    for _, found in groupby(page, key=lambda one: isinstance(one, Table)):
        run = [*found]
        yield [one for one in run if isinstance(one, Printed)], [one for one in run if isinstance(one, Table)]
