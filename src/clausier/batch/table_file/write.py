"""The table of dossiers to fill in: a row each, with drop-downs and a sheet of explanations.

Row 1 is hidden and holds the columns' keys, row 2 their headings; the dossiers begin at row 3. Cells are
texts, so that the spreadsheet turns nothing typed into a number or a date.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clausier.office import palette
from clausier.office.excel.looks import USUAL
from clausier.office.excel.writing import Book, workbook
from clausier.office.palette import hashed

SHEET, GUIDE = "Dossiers", "Explications"
KEYS, HEADINGS, FIRST = 0, 1, 2
LAST_ROW = 1_048_575
RULED_ROWS = 20
LONGEST_PROMPT, LONGEST_PROMPT_TITLE, LONGEST_LIST = 255, 32, 255
HEADING_HEIGHT = 64
INK, RULE, GREY = map(hashed, (palette.INK, palette.RULE, palette.GREY))
BANDS = (hashed(palette.TINT), hashed(palette.TINT_AGAIN))
"""Neighbouring groups of columns have different tints."""
GUIDE_WIDTHS = (44, 40, 62, 48)
GUIDE_HEADINGS = ("Colonne", "Identifiant (ligne 1, masquée)", "Ce que l'on y écrit", "Valeurs admises")

Formats = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A column to fill in; `group` is the rank of its section, `detail` columns are folded.

    Words other than the `choices` are refused by the spreadsheet if `strict`.
    """

    key: str
    title: str
    group: int
    width: float = 20
    prompt: str = ""
    choices: tuple[str, ...] = ()
    strict: bool = False
    date: bool = False
    detail: bool = False


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A line of the explanations: heading, key, what to write, allowed values."""

    title: str
    key: str
    text: str
    values: str = ""


def batch_table(entries: Sequence[Entry], introduction: Sequence[str], guide: Sequence[GuideRow]) -> bytes:
    """The workbook, the same bytes for the same columns."""

    def draw(book: Book) -> None:
        formats = _formats(book)
        _table(book.add_worksheet(SHEET), formats, entries)
        _guide(book.add_worksheet(GUIDE), formats, introduction, guide)

    return workbook(draw, USUAL.points, {"title": "Table de dossiers"})


def _formats(book: Book) -> Formats:
    base = {"font_size": 9, "valign": "top", "text_wrap": True}
    ruled = {**base, "border": 1, "border_color": RULE}
    text, day = {"num_format": "@"}, {"num_format": "yyyy-mm-dd", "align": "left"}
    heading = {**ruled, "bold": True, "font_color": INK, "valign": "vcenter"}
    bands = {f"band{rank}": book.add_format({**heading, "bg_color": tint}) for rank, tint in enumerate(BANDS)}
    light = {**heading, "bold": False, "font_color": GREY}
    details = {f"detail{rank}": book.add_format({**light, "bg_color": tint}) for rank, tint in enumerate(BANDS)}
    return {
        **bands,
        **details,
        "text": book.add_format({**base, **text}),
        "date": book.add_format({**base, **day}),
        "ruled_text": book.add_format({**ruled, **text}),
        "ruled_date": book.add_format({**ruled, **day}),
        "cell": book.add_format(ruled),
        "key": book.add_format({**ruled, "font_color": GREY}),
        "title": book.add_format({"font_size": 14, "bold": True, "font_color": INK}),
        "paragraph": book.add_format(base),
    }


def _table(sheet: Any, formats: Formats, entries: Sequence[Entry]) -> None:
    sheet.outline_settings(True, True, False, False)
    for rank, entry in enumerate(entries):
        kind = "date" if entry.date else "text"
        folded = {"level": 1, "hidden": True} if entry.detail else {"collapsed": _opens_details(entries, rank)}
        sheet.set_column(rank, rank, entry.width, formats[kind], folded)
        sheet.write_string(KEYS, rank, entry.key, formats["text"])
        look = f"{'detail' if entry.detail else 'band'}{entry.group % len(BANDS)}"
        sheet.write_string(HEADINGS, rank, entry.title, formats[look])
        for row in range(FIRST, FIRST + RULED_ROWS):
            sheet.write_blank(row, rank, None, formats[f"ruled_{kind}"])
        _validate(sheet, rank, entry)
    sheet.set_row(KEYS, None, None, {"hidden": True})
    sheet.set_row(HEADINGS, HEADING_HEIGHT)
    sheet.freeze_panes(FIRST, 1)
    sheet.autofilter(HEADINGS, 0, FIRST + RULED_ROWS - 1, len(entries) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(HEADINGS)


def _opens_details(entries: Sequence[Entry], rank: int) -> bool:
    return rank + 1 < len(entries) and entries[rank + 1].detail


def _validate(sheet: Any, rank: int, entry: Entry) -> None:
    """The drop-down, and the message shown when the cell is chosen."""
    listed = bool(entry.choices) and len(",".join(entry.choices)) <= LONGEST_LIST
    rule: dict[str, Any] = {"validate": "list", "source": list(entry.choices)} if listed else {"validate": "any"}
    if entry.prompt:
        rule["input_title"] = _cut(entry.title, LONGEST_PROMPT_TITLE)
        rule["input_message"] = _cut(entry.prompt, LONGEST_PROMPT)
    if listed:
        rule["show_error"] = entry.strict
        rule["error_title"] = "Valeur non admise"
        rule["error_message"] = "Choisir une valeur de la liste."
    if listed or entry.prompt:
        sheet.data_validation(FIRST, rank, LAST_ROW, rank, rule)


def _cut(text: str, limit: int) -> str:
    return textwrap.shorten(text, limit, placeholder=" …")


def _guide(sheet: Any, formats: Formats, introduction: Sequence[str], guide: Sequence[GuideRow]) -> None:
    sheet.hide_gridlines(2)
    for rank, width in enumerate(GUIDE_WIDTHS):
        sheet.set_column(rank, rank, width)
    sheet.write_string(0, 0, "Remplir la table des dossiers", formats["title"])
    sheet.set_row(0, 24)
    for line, text in enumerate(introduction, start=1):
        sheet.merge_range(line, 0, line, len(GUIDE_WIDTHS) - 1, "", formats["paragraph"])
        sheet.write_string(line, 0, text, formats["paragraph"])
        sheet.set_row(line, USUAL.height(text, sum(GUIDE_WIDTHS)))
    head = len(introduction) + 2
    for rank, heading in enumerate(GUIDE_HEADINGS):
        sheet.write_string(head, rank, heading, formats["band0"])
    for line, row in enumerate(guide, start=head + 1):
        cells = (row.title, row.key, row.text, row.values)
        for rank, text in enumerate(cells):
            sheet.write_string(line, rank, text, formats["key" if rank == 1 else "cell"])
        sheet.set_row(line, USUAL.tallest(zip(cells, GUIDE_WIDTHS, strict=True)))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer("&R&8Page &P sur &N")
