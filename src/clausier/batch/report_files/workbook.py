"""suivi.xlsx: a row per provider, the matrix of verdicts, the most frequent gaps, the negotiations.

Written row by row: ten thousand providers take no more memory than ten. No text can become a formula.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import BinaryIO

from clausier.batch.report_files import matrix, sheets
from clausier.batch.report_files.figures import Figures
from clausier.batch.report_files.formats import INTERNAL, NAMELESS, Formats
from clausier.batch.report_files.negotiation import negotiation, of_rows
from clausier.model.batch import BatchHead, BatchRow
from clausier.office.excel.writing import Book, long_workbook

SIZE = 9


def write_workbook(file: BinaryIO, head: BatchHead, found: Figures, rows: Iterable[BatchRow], today: date) -> None:
    """The workbook of a batch; `rows` is read three times. OSError if it cannot be written."""

    def draw(book: Book) -> None:
        formats = Formats(book, NAMELESS if found.nameless else INTERNAL)
        sheets.providers(book, formats, head, found, rows)
        matrix.matrix(book, formats, found, rows)
        sheets.frequent(book, formats, found)
        sheets.statistics(book, formats, found)
        if found.mistakes.count:
            sheets.to_correct(book, formats, found)
        negotiation(book, formats, found.library, today, of_rows(rows))

    created = datetime(head.day.year, head.day.month, head.day.day)
    title = "Suivi du lot (sans noms)" if found.nameless else "Suivi du lot (interne)"
    told = {"title": title, "author": "clausier", "created": created}
    file.write(long_workbook(draw, SIZE, told))
