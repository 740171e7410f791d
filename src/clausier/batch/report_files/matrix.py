"""The sheet « Matrice »: providers × points, a colour and a letter for each verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clausier.batch.report_files.criteria import tally
from clausier.batch.report_files.figures import Figures
from clausier.batch.report_files.formats import Formats
from clausier.model.batch import BatchRow
from clausier.model.library import Library
from clausier.model.verdict import Verdict

CATEGORIES, TITLES, NUMBERS = 4, 5, 6
"""Rows of the heading; providers follow."""
NAMES = (("Prestataire", 26), ("", 26), ("Contrat", 22))
SCORE, FIRST = 3, 4
"""The column of the score, and of the first point; before them, who and what."""
TO_CORRECT = "!"
LONGEST_TITLE = 44
CHARACTERS = 4.2
"""Characters of a note that fit above a point."""
SIDE_BY_SIDE = 7


def matrix(book: Any, formats: Formats, found: Figures, rows: Iterable[BatchRow]) -> None:
    """A line for each provider, in the order of the sheet « Prestataires »."""
    library = found.library
    sheet = book.add_worksheet("Matrice")
    sheet.hide_gridlines(2)
    for rank, (_, width) in enumerate(NAMES):
        sheet.set_column(rank, rank, width)
    sheet.set_column(SCORE, SCORE, 7)
    sheet.set_column(FIRST, FIRST + len(library.requirements) - 1, 3.6)
    sheet.set_row(0, 22)
    sheet.write_string(0, 0, "Prestataires et points du guide", formats.title)
    note = f"{formats.banner}. « L » après une lettre : écart fondé sur une obligation légale."
    sheet.write_string(1, 0, note, formats.note)
    _legend(sheet, formats, library)
    _headings(sheet, formats, library)
    last = NUMBERS
    for last, row in enumerate(rows, start=NUMBERS + 1):
        _line(sheet, formats, library, row, last)
    sheet.freeze_panes(NUMBERS + 1, FIRST)
    _print_set_up(sheet, formats)


def _legend(sheet: Any, formats: Formats, library: Library) -> None:
    """Every letter beside its word, above the matrix."""
    for rank, verdict in enumerate(Verdict):
        column = FIRST + rank * SIDE_BY_SIDE
        sheet.write_string(2, column, verdict.letter, formats.verdicts[verdict])
        sheet.write_string(2, column + 1, library.formulas.verdicts[verdict], formats.note)
    column = FIRST + len(Verdict) * SIDE_BY_SIDE
    sheet.write_string(2, column, TO_CORRECT, formats.alarm)
    sheet.write_string(2, column + 1, "à corriger", formats.note)


def _headings(sheet: Any, formats: Formats, library: Library) -> None:
    rank = FIRST
    for category in library.categories:
        width = sum(point.category == category.number for point in library.requirements)
        room = int(width * CHARACTERS)
        sheet.write_string(CATEGORIES, rank, _short(f"{category.number}. {category.title}", room), formats.note)
        rank += width
    sheet.set_row(TITLES, 200)
    for rank, (title, _) in enumerate(NAMES):
        sheet.write_string(TITLES, rank, title or library.client.defined().noun, formats.head)
    sheet.write_string(TITLES, SCORE, "Score", formats.head)
    for rank, point in enumerate(library.requirements, start=FIRST):
        sheet.write_string(TITLES, rank, _short(point.title, LONGEST_TITLE), formats.upright)
    for rank in range(FIRST):
        sheet.write_blank(NUMBERS, rank, None, formats.head)
    for rank, point in enumerate(library.requirements, start=FIRST):
        sheet.write_string(NUMBERS, rank, point.number, formats.number_head)


def _line(sheet: Any, formats: Formats, library: Library, row: BatchRow, line: int) -> None:
    sheet.write_string(line, 0, row.provider or row.id or row.place, formats.strong)
    sheet.write_string(line, 1, row.practice, formats.text)
    sheet.write_string(line, 2, row.contract, formats.text)
    if row.failed:
        sheet.write_string(line, SCORE, row.status.value, formats.alarm)
        return
    score = tally(library, row).score
    if score is None:
        sheet.write_string(line, SCORE, "–", formats.count)
    else:
        sheet.write_number(line, SCORE, score, formats.share)
    unread = row.to_correct
    for rank, point in enumerate(library.requirements, start=FIRST):
        verdict = row.verdicts.get(point.id)
        if point.id in unread:
            sheet.write_string(line, rank, TO_CORRECT, formats.alarm)
        elif verdict is not None:
            law = "L" if point.id in row.legal else ""
            sheet.write_string(line, rank, verdict.letter + law, formats.verdicts[verdict])


def _short(title: str, length: int) -> str:
    return title if len(title) <= length else f"{title[: length - 1].rstrip()}…"


def _print_set_up(sheet: Any, formats: Formats) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TITLES, NUMBERS)
    sheet.repeat_columns(0, SCORE)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&8{formats.banner}&R&8Page &P sur &N")
