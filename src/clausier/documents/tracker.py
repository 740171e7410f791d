"""tableau.xlsx: the follow-up of every request, fit to send. The only importer of XlsxWriter.

Built from ProviderView alone. Texts are written as texts: none can become a formula or a link. The file is
read back by `reply.tracker`: a hidden row holds the keys of the columns, a hidden column those of the points.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

import xlsxwriter

from clausier.model.proposal import ProviderView, Request, Run
from clausier.negotiation.reply import fields
from clausier.office.mark import keywords
from clausier.office.package import normalised

STATUSES = ("À traiter", "En discussion", "Accepté", "Accepté avec réserve", "Refusé", "Sans suite")
CHOICES = {"Statut": STATUSES, fields.CHOICE.label: fields.CHOICES}
SIGN = "Sans nom, qualité et date, « Accepté » ne vaut pas accord, même de principe."
LONGEST_TEXT = 32_767
TALLEST_ROW = 409  # points; Excel makes no taller row
CUT = " […] La suite figure dans demandes.docx."
ACCENT, TINT, RULE = "#1F3A5F", "#E9EEF4", "#A6B1C0"
KEY_ROW, HEAD_ROW = 2, 3

Value = str | date
Formats = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Column:
    """A heading, its width in characters, the name of its format, the key by which it is read back."""

    title: str
    width: float
    format: str = "text"
    key: str = ""


@dataclass(frozen=True, slots=True)
class _TypeSize:
    """A type size in points, with the characters in a unit of column width and the points of a line."""

    points: int
    characters: float
    line: float


NORMAL = _TypeSize(10, 1.09, 12.8)
DENSE = _TypeSize(7, 1.5, 9.4)

# Widths add up to what an A4 page in landscape holds at a legible scale.
WIDTHS = (11, 20, 9, 10, 8, 8, 13)
"""Of the answers, in the order of `fields.FIELDS`."""
REQUESTS = (
    _Column("Réf.", 5, "strong", "numero"),
    _Column("Point", 13, "strong"),
    _Column("Demande et source", 18),
    _Column("Rédaction demandée", 50),
    _Column("Article visé", 8),
    _Column("Légal", 6, "centre"),
    _Column("Statut", 10, "entry"),
    _Column("Échéance", 10, "date"),
    *(_Column(field.label, width, "entry", field.key) for field, width in zip(fields.FIELDS, WIDTHS, strict=True)),
    _Column("Point (identifiant)", 0, "text", "point"),
)
QUESTIONS = (
    _Column("Nature", 12, "strong"),
    _Column("Réf.", 5.5, "strong"),
    _Column("Point", 36),
    _Column("Question ou justificatif attendu", 60),
    _Column("Statut", 14, "entry"),
    _Column("Échéance", 10.5, "date"),
    _Column("Réponse du prestataire", 42, "entry"),
)


def tracker(view: ProviderView) -> bytes:
    """The workbook of a proposal, the same bytes for the same view."""
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }
    with xlsxwriter.Workbook(target, options) as book:
        _describe(book, view)
        formats = _formats(book)
        _sheet(
            book,
            formats,
            view,
            "Demandes",
            REQUESTS,
            [_request_row(request, view) for request in view.requests],
        )
        _sheet(book, formats, view, "Questions et preuves", QUESTIONS, _question_rows(view))
        if view.requests:
            _respondent(book, formats, view)
    return normalised(target.getvalue())


def _describe(book: Any, view: ProviderView) -> None:
    created = datetime(view.iso_day.year, view.iso_day.month, view.iso_day.day)
    title = f"Suivi des demandes – {view.provider.name}"
    told = {"title": title[:255], "author": view.practice.name[:255], "created": created}
    book.set_properties({**told, "keywords": keywords(view.mark)})
    book.set_size(2400, 1400)


def _formats(book: Any) -> Formats:
    base = {
        "font_name": "Arial",
        "font_size": NORMAL.points,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": RULE,
    }
    return {
        "title": book.add_format({"font_name": "Arial", "font_size": 14, "bold": True, "font_color": ACCENT}),
        "subtitle": book.add_format({"font_name": "Arial", "font_size": 9, "font_color": "#595959"}),
        "heading": book.add_format({**base, "bold": True, "bg_color": TINT, "font_color": ACCENT, "valign": "vcenter"}),
        "text": book.add_format({**base, "indent": 1}),
        "strong": book.add_format({**base, "bold": True}),
        "dense": book.add_format({**base, "font_size": DENSE.points, "indent": 1}),
        "centre": book.add_format({**base, "align": "center"}),
        "date": book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "center", "locked": False}),
        "day": book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "left", "locked": False}),
        "entry": book.add_format({**base, "num_format": "@", "locked": False}),
        "key": book.add_format({"font_name": "Arial", "font_size": 8, "font_color": "#808080"}),
    }


def _request_row(request: Request, view: ProviderView) -> list[Value]:
    sources = [f"{source.short} ({source.force})" for source in request.sources]
    return [
        request.number,
        request.requirement,
        "\n".join([_plain(request.argument), *sources]),
        f"{request.title}\n{request.text}",
        request.article,
        "oui" if request.legal else "non",
        STATUSES[0],
        view.reply_by_iso,
        *("" for _ in fields.FIELDS),
        request.id,
    ]


def _question_rows(view: ProviderView) -> list[list[Value]]:
    asked = [["À confirmer", item.number, item.title, item.question] for item in view.questions]
    proofs = [["Justificatif", item.number, item.title, item.expected] for item in view.proofs]
    return [[*cells, STATUSES[0], view.reply_by_iso, ""] for cells in (*asked, *proofs)]


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _sheet(
    book: Any,
    formats: Formats,
    view: ProviderView,
    name: str,
    columns: tuple[_Column, ...],
    rows: list[list[Value]],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    _headings(sheet, formats, view, name, columns)
    for line, cells in enumerate(rows, start=HEAD_ROW + 1):
        heights = []
        for rank, (column, value) in enumerate(zip(columns, cells, strict=True)):
            height, dense = _fitted(value, column) if isinstance(value, str) and column.width else (0.0, False)
            _write(sheet, line, rank, value, formats["dense" if dense else column.format])
            heights.append(height)
        sheet.set_row(line, min(TALLEST_ROW, max(heights)))
    last = HEAD_ROW + max(len(rows), 1)
    for rank, column in enumerate(columns):
        if column.title in CHOICES:
            sheet.data_validation(HEAD_ROW + 1, rank, last, rank, _choice(column.title))
    sheet.autofilter(HEAD_ROW, 0, last, len(columns) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    _print_set_up(sheet, view, last, len(columns) - 1)


def _headings(sheet: Any, formats: Formats, view: ProviderView, name: str, columns: tuple[_Column, ...]) -> None:
    sheet.write_string(0, 0, f"{name} – contrat « {view.contract.title} »", formats["title"])
    sheet.write_string(1, 0, f"{view.practice.name} / {view.provider.name} – {view.day}", formats["subtitle"])
    for rank, column in enumerate(columns):
        sheet.set_column(rank, rank, column.width, None, {"hidden": not column.width})
        sheet.write_string(HEAD_ROW, rank, column.title, formats["heading"])
        if column.key:
            sheet.write_string(KEY_ROW, rank, column.key, formats["key"])
    sheet.set_row(0, 22)
    sheet.set_row(1, 20)
    sheet.set_row(KEY_ROW, 12, None, {"hidden": True})
    sheet.set_row(HEAD_ROW, 26)


def _write(sheet: Any, line: int, rank: int, value: Value, format: Any) -> None:
    if isinstance(value, str):
        text = value.replace("\r\n", "\n")
        kept = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT
        sheet.write_string(line, rank, kept, format) if kept else sheet.write_blank(line, rank, None, format)
    else:
        sheet.write_datetime(line, rank, datetime(value.year, value.month, value.day), format)


def _fitted(text: str, column: _Column) -> tuple[float, bool]:
    """Points for a cell, and whether in the dense type: other programs than Excel do not fit rows by themselves."""
    height = _height(text, column, NORMAL)
    return (height, False) if height <= TALLEST_ROW else (_height(text, column, DENSE), True)


def _height(text: str, column: _Column, type_size: _TypeSize) -> float:
    """Points that a wrapped text takes in a column, a little generous."""
    width = column.width * type_size.characters
    lines = sum([ceil(len(part) / width) or 1 for part in text.split("\n")])
    return type_size.line * lines + 4


def _choice(title: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(CHOICES[title]),
        "ignore_blank": True,
        "error_title": title,
        "error_message": "Choisir dans la liste, ou laisser vide.",
    }


def _respondent(book: Any, formats: Formats, view: ProviderView) -> None:
    """A sheet of its own: sorting the requests does not touch it."""
    sheet = book.add_worksheet("Répondant")
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Qui répond", formats["title"])
    sheet.write_string(1, 0, f"Réponse donnée pour {view.provider.name}", formats["subtitle"])
    sheet.write_string(2, 0, SIGN, formats["subtitle"])
    for rank, width in enumerate((14, 60)):
        sheet.set_column(rank, rank, width)
    sheet.set_column(2, 2, 0, None, {"hidden": True})
    for line, field in enumerate(fields.WHO, start=4):
        sheet.write_string(line, 0, field.label, formats["heading"])
        sheet.write_blank(line, 1, None, formats["day" if field is fields.DAY else "entry"])
        sheet.write_string(line, 2, f"{fields.RESPONDENT}:{field.key}", formats["key"])
        sheet.set_row(line, 20)
    _print_set_up(sheet, view, 6, 1)


def _print_set_up(sheet: Any, view: ProviderView, last_row: int, last_column: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
    sheet.set_footer(f"&L&8{_footer_text(view.reference)}&R&8Page &P sur &N")


def _footer_text(text: str) -> str:
    """An ampersand is a command in Excel's footers: it is doubled."""
    return text.replace("&", "&&")[:120]
