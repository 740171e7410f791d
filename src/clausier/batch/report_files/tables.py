"""What the sheets with a row for each thing share: heads, rows, printing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from clausier.batch.report_files.formats import Formats
from clausier.office.excel.looks import TALLEST, Column, TypeSize

HEAD_ROW = 3
LONGEST_TEXT = 32_000
TYPE = TypeSize(9, 1.15, 11.8, 4)
A3, A4 = 8, 9

Value = str | int | date | None


def opened(book: Any, formats: Formats, name: str, title: str, note: str, columns: Sequence[Column]) -> Any:
    """A sheet with its title, a note and the heads of its columns."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    for rank, column in enumerate(columns):
        sheet.set_column(rank, rank, column.width)
    sheet.set_row(0, 22)
    sheet.write_string(0, 0, title, formats.title)
    sheet.write_string(1, 0, note, formats.note)
    sheet.set_row(HEAD_ROW, 190 if any(column.width < 5 and "." in column.title for column in columns) else 38)
    for rank, column in enumerate(columns):
        upright = column.width < 5 and "." in column.title
        sheet.write_string(HEAD_ROW, rank, column.title, formats.upright if upright else formats.head)
    return sheet


def line(sheet: Any, formats: Formats, rank: int, columns: Sequence[Column], values: Sequence[Value]) -> None:
    """Writes a row, as tall as its texts need."""
    sheet.set_row(rank, _height(columns, values))
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        format = getattr(formats, column.format)
        if isinstance(value, int):
            sheet.write_number(rank, place, value, format)
        elif isinstance(value, date):
            sheet.write_datetime(rank, place, value, format)
        elif value:
            sheet.write_string(rank, place, value[:LONGEST_TEXT], format)
        else:
            sheet.write_blank(rank, place, None, format)


def _height(columns: Sequence[Column], values: Sequence[Value]) -> float:
    cells = zip(columns, values, strict=True)
    return min(TALLEST, TYPE.tallest((value, column.width) for column, value in cells if isinstance(value, str)))


def finish(sheet: Any, formats: Formats, last: int, width: int, paper: int) -> None:
    """Sets a sheet up, for the screen and for paper, once its last row is known."""
    sheet.autofilter(HEAD_ROW, 0, max(last, HEAD_ROW + 1), width - 1)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&8{formats.banner}&R&8Page &P sur &N")
