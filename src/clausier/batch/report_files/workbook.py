"""suivi.xlsx: a row per provider, the matrix of verdicts, the most frequent gaps.

Written row by row: ten thousand providers take no more memory than ten. No text can become a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from clausier.batch.report_files import matrix, sheets
from clausier.batch.report_files.figures import Figures
from clausier.batch.report_files.formats import Formats
from clausier.model.batch import BatchHead, BatchRow

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 9},
}


def write_workbook(path: Path, head: BatchHead, found: Figures, rows: Iterable[BatchRow]) -> None:
    """The workbook of a batch; `rows` is read twice. OSError if it cannot be written."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        _describe(book, head)
        formats = Formats(book)
        sheets.providers(book, formats, head, found, rows)
        matrix.matrix(book, formats, found, rows)
        sheets.frequent(book, formats, found)
    path.write_bytes(target.getvalue())


def _describe(book: Any, head: BatchHead) -> None:
    created = datetime(head.day.year, head.day.month, head.day.day)
    book.set_properties({"title": "Suivi du lot (interne)", "author": "clausier", "created": created})
    book.set_size(2400, 1400)
