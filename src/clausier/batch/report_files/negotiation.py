"""The sheet « Négociation »: where each provider stands; in suivi.xlsx, and by itself at any time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from clausier.batch.report_files.formats import Formats
from clausier.batch.report_files.tables import A4, HEAD_ROW, Value, finish, line, opened
from clausier.errors import InvalidInput
from clausier.french import long_date
from clausier.model.batch import BatchRow
from clausier.model.library import Library
from clausier.model.progress import Progress
from clausier.office.excel.looks import Column
from clausier.office.excel.read import opened as opened_workbook
from clausier.office.excel.writing import Book, long_workbook

NAME, TITLE = "Négociation", "Suivi de la négociation (interne)"
SIZE = 9
LATE = 5
"""The column of the day by which an answer is due."""


def of_rows(rows: Iterable[BatchRow]) -> Iterator[Progress | BatchRow]:
    """Where the providers of a batch stand; a faulty dossier is itself."""
    for row in rows:
        started = row.progress or Progress(case=row.id, provider=row.provider, practice=row.practice)
        yield row if row.failed else started


def negotiation(book: Any, formats: Formats, library: Library, day: date, found: Iterable[Progress | BatchRow]) -> None:
    """A line for each provider, as it stands on a day."""
    columns = (
        Column("Dossier", 26, "strong"),
        Column("Prestataire", 26),
        Column(library.client.defined().noun, 26),
        Column("Tour", 6, "count"),
        Column("Envoyé le", 11, "date"),
        Column("Réponse avant", 11, "date"),
        Column("Répondu le", 11, "date"),
        Column("Accords", 9, "count"),
        Column("Refus", 7, "count"),
        Column("Ouverts", 9, "count"),
        Column("Ensuite", 12, "strong"),
    )
    note = f"{formats.banner}. Au {long_date(day)}. En rouge : la réponse n'est pas venue à temps."
    sheet = opened(book, formats, NAME, "Où en est chaque négociation", note, columns)
    last = HEAD_ROW
    for last, one in enumerate(found, start=HEAD_ROW + 1):
        line(sheet, formats, last, columns, _values(one))
        if isinstance(one, Progress) and one.late and one.reply_by:
            sheet.write_datetime(last, LATE, one.reply_by, formats.late)
    finish(sheet, formats, last, len(columns), A4)


def negotiation_workbook(library: Library, day: date, found: Iterable[Progress]) -> bytes:
    """The sheet in a workbook of its own."""

    def draw(book: Book) -> None:
        negotiation(book, Formats(book), library, day, found)

    created = datetime(day.year, day.month, day.day)
    return long_workbook(draw, SIZE, {"title": TITLE, "author": "clausier", "created": created})


def is_negotiation(path: Path) -> bool:
    """Is this a workbook that holds that sheet alone?"""
    try:
        with opened_workbook(path) as sheets:
            return [sheet.name for sheet in sheets] == [NAME]
    except InvalidInput:
        return False


def _values(one: Progress | BatchRow) -> list[Value]:
    if isinstance(one, BatchRow):
        return [one.id or one.place, one.provider, one.practice, *[None] * 7, one.status.value]
    who: list[Value] = [one.case, one.provider, one.practice]
    if one.sent is None:
        return [*who, *[None] * 7, one.next.value]
    return [*who, one.round, one.sent, one.reply_by, one.replied, one.agreed, one.refused, one.open, one.next.value]
