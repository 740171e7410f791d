"""The blocks of a PDF: its pages' lines, told by a process of its own, put together as paragraphs and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from clausier.model.contract_text import TextBlock
from clausier.office.contract import sizes
from clausier.office.contract.blocks import Read, rows
from clausier.office.contract.flow import Line, flowed, joined, lines_of, vocabulary
from clausier.office.contract.margins import inside_margins
from clausier.office.contract.pages import pages_of
from clausier.office.contract.printed import Printed, Table, arranged
from clausier.office.contract.scan import read_scans

UNREAD = (
    "Sans texte, numérisation ou image : {}. Ce qui s'y trouve n'est pas lu ; avec tesseract et le français installés, "
    "--ocr le lit."
)
READ = "Numérisation lue par reconnaissance de caractères, à comparer avec l'original : {}."
SHOWN = 20


Content = Sequence[Printed | Table] | str
"""What a page holds: lines and tables, or the text that was read from its picture."""


def read_pdf(content: bytes, name: str, *, ocr: bool = False) -> Read:
    """The blocks of a PDF; InvalidInput says why another is not read, TooMuch or Damaged what is wrong with it.

    `ocr`: are pages without text read from their pictures?
    """
    pages = pages_of(content, name)
    texts = [page.texts for page in pages]
    inner, told = inside_margins(texts)
    scans = [rank for rank, page in enumerate(pages, 1) if page.scanned]
    found = read_scans(content, name, scans) if ocr else {}
    kept: list[Content] = [
        found[rank] if rank in found else [*arranged(page.lines[within])]
        for rank, (page, within) in enumerate(zip(pages, inner, strict=True), 1)
    ]
    words = vocabulary((*(text for page in texts for text in page), *found.values()))
    unread = [rank for rank in scans if not found.get(rank, "").strip()]
    remarks = (told, _told([rank for rank in scans if rank not in unread], READ), _told(unread, UNREAD))
    return Read(_blocks(kept, words), len(pages), remarks, unread)


def _blocks(pages: Sequence[Content], words: Counter[str]) -> Iterator[TextBlock]:
    """Text runs on from page to page; so does a table, under the first row that it had."""
    printed = (one for page in pages if not isinstance(page, str) for one in page)
    usual = sizes.usual(one for one in printed if isinstance(one, Printed))
    run: list[Line] = []
    header: tuple[str, ...] = ()
    for number, page in enumerate(pages, 1):
        if isinstance(page, str):
            run += (replace(line, ocr=True) for line in lines_of([(number, page.replace("\f", "").split("\n"))]))
            continue
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


def _told(pages: Sequence[int], told: str) -> str:
    return told.format(_named(pages)) if pages else ""


def _named(pages: Sequence[int]) -> str:
    """« la page 3 », « les pages 1 à 4, 7 »."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = [f"{run[0]} à {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return (
        f"la page {pages[0]}"
        if len(pages) == 1
        else f"les pages {', '.join(shown[:SHOWN])}{', …' * (len(shown) > SHOWN)}"
    )


def _parted(page: Sequence[Printed | Table]) -> Iterator[tuple[list[Printed], list[Table]]]:
    """What a page holds, line after line or table after table."""
    for _, found in groupby(page, key=lambda one: isinstance(one, Table)):
        run = [*found]
        yield [one for one in run if isinstance(one, Printed)], [one for one in run if isinstance(one, Table)]
