"""The follow-up as XlsxWriter draws it. Texts are written as texts: none can become a formula or a link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from clausier.documents.tracker.content import (
    CHOICES,
    DENSE,
    HEAD_ROW,
    KEY_ROW,
    NORMAL,
    PROOFS,
    QUESTIONS,
    REQUESTS,
    Head,
)
from clausier.negotiation.reply import fields
from clausier.office import palette
from clausier.office.excel.frame import Table, Value
from clausier.office.excel.looks import Column
from clausier.office.excel.writing import Book, workbook
from clausier.office.palette import hashed

INK, TINT, RULE = map(hashed, (palette.INK, palette.TINT, palette.RULE))
Formats = dict[str, Any]


def drawn(head: Head, tables: Sequence[Table]) -> bytes:
    """The workbook as XlsxWriter alone makes it."""
    requests, questions, proofs = tables

    def draw(book: Book) -> None:
        formats = _formats(book)
        _sheet(book, formats, head, ("Demandes", head.requests), REQUESTS, requests)
        _sheet(book, formats, head, ("Points à confirmer", head.questions), QUESTIONS, questions)
        _sheet(book, formats, head, ("Preuves à remettre", head.proofs), PROOFS, proofs)
        if requests.lines or questions.lines:
            _respondent(book, formats, head)

    told = {"title": head.title, "author": head.author, "created": head.created, "keywords": head.keywords}
    return workbook(draw, NORMAL.points, told)


def _formats(book: Book) -> Formats:
    base = {"font_size": NORMAL.points, "valign": "top", "text_wrap": True, "border": 1, "border_color": RULE}
    return {
        "title": book.add_format({"font_size": 14, "bold": True, "font_color": INK}),
        "subtitle": book.add_format({"font_size": 9, "font_color": hashed(palette.GREY)}),
        "heading": book.add_format({**base, "bold": True, "bg_color": TINT, "font_color": INK, "valign": "vcenter"}),
        "text": book.add_format({**base, "indent": 1}),
        "strong": book.add_format({**base, "bold": True}),
        "dense": book.add_format({**base, "font_size": DENSE.points, "indent": 1}),
        "centre": book.add_format({**base, "align": "center"}),
        "date": book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "center", "locked": False}),
        "day": book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "left", "locked": False}),
        "entry": book.add_format({**base, "num_format": "@", "locked": False}),
        "key": book.add_format({"font_size": 8, "font_color": hashed(palette.FAINT)}),
    }


def _sheet(
    book: Book, formats: Formats, head: Head, titles: tuple[str, str], columns: tuple[Column, ...], table: Table
) -> None:
    """A sheet of its name, with its title and its table."""
    name, title = titles
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    _headings(sheet, formats, (title, head.parties), columns)
    for row, line in enumerate(table.lines, start=HEAD_ROW + 1):
        for rank, (value, format_) in enumerate(zip(line.cells, line.formats, strict=True)):
            _write(sheet, row, rank, value, formats[format_])
        sheet.set_row(row, line.height)
    for rank, column in enumerate(columns):
        if words := CHOICES.get(column.key or column.title):
            sheet.data_validation(HEAD_ROW + 1, rank, table.last, rank, _choice(column.title, words))
    sheet.autofilter(HEAD_ROW, 0, table.last, len(columns) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    _print_set_up(sheet, head, table.last, len(columns) - 1)


def _headings(sheet: Any, formats: Formats, told: tuple[str, str], columns: tuple[Column, ...]) -> None:
    for row, (text, style) in enumerate(zip(told, ("title", "subtitle"), strict=True)):
        sheet.write_string(row, 0, text, formats[style])
    for rank, column in enumerate(columns):
        sheet.set_column(rank, rank, column.width, None, {"hidden": not column.width})
        sheet.write_string(HEAD_ROW, rank, column.title, formats["heading"])
        if column.key:
            sheet.write_string(KEY_ROW, rank, column.key, formats["key"])
    sheet.set_row(0, 22)
    sheet.set_row(1, 20)
    sheet.set_row(KEY_ROW, 12, None, {"hidden": True})
    sheet.set_row(HEAD_ROW, 26)


def _write(sheet: Any, row: int, rank: int, value: Value, format_: Any) -> None:
    if not isinstance(value, str):
        sheet.write_datetime(row, rank, datetime(value.year, value.month, value.day), format_)
    elif value:
        sheet.write_string(row, rank, value, format_)
    else:
        sheet.write_blank(row, rank, None, format_)


def _choice(title: str, words: Sequence[str]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(words),
        "ignore_blank": True,
        "error_title": title,
        "error_message": "Choisir dans la liste, ou laisser vide.",
    }


def _respondent(book: Book, formats: Formats, head: Head) -> None:
    """A sheet of its own: sorting the requests does not touch it."""
    sheet = book.add_worksheet("Répondant")
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Qui répond", formats["title"])
    sheet.write_string(1, 0, head.respondent, formats["subtitle"])
    sheet.write_string(2, 0, head.sign, formats["subtitle"])
    for rank, width in enumerate((14, 60)):
        sheet.set_column(rank, rank, width)
    sheet.set_column(2, 2, 0, None, {"hidden": True})
    for line, field in enumerate(fields.WHO, start=4):
        sheet.write_string(line, 0, field.label, formats["heading"])
        sheet.write_blank(line, 1, None, formats["day" if field is fields.DAY else "entry"])
        sheet.write_string(line, 2, f"{fields.RESPONDENT}:{field.key}", formats["key"])
        sheet.set_row(line, 20)
    _print_set_up(sheet, head, 6, 1)


def _print_set_up(sheet: Any, head: Head, last_row: int, last_column: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
    sheet.set_footer(f"&L&8{head.footer}&R&8Page &P sur &N")
