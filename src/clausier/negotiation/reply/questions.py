"""Reads the points to confirm of tableau.xlsx: a sheet of its own, whose answers are declarations."""

from __future__ import annotations

from clausier.negotiation.reply import fields
from clausier.negotiation.reply.answers import Answers, Entry
from clausier.negotiation.reply.around import Around, shown
from clausier.negotiation.reply.columns import NUMBER_KEY, Header
from clausier.negotiation.reply.lines import Line, written
from clausier.office.excel.read import Sheet


def read_questions(sheet: Sheet, header: Header, answers: Answers, around: Around) -> None:
    """Adds what the sheet says of each question, and tells what is written beside."""
    for row in sheet.rows():
        line = Line(sheet.name, *row, header.columns)
        if row[0] <= header.row:
            around.above(row, header)
        elif line.text(fields.QUESTION_KEY) or line.answered:
            _take(line, header, answers, around)
        else:
            around.row(row)


def _take(line: Line, header: Header, answers: Answers, around: Around) -> None:
    owner = _owner(line, answers)
    for key in line.answered:
        text = written(line.cell(key), line.place(key), key, answers)
        if owner:
            answers.entries.append(Entry(owner, key, line.place(key), text))
        else:
            answers.unasked(line.place(key), text, key)
    asked = header.titles.get(fields.QUESTION)
    if owner and asked is not None:
        answers.reworded(owner, shown(line.at(asked)))
    for rank, cell in enumerate(line.cells):
        untouched = rank == header.titles.get(fields.STATUS) and shown(cell) in ("", fields.STATUSES[0])
        if header.is_foreign(rank) or (rank == header.titles.get(fields.STATUS) and not untouched):
            around.cell(line.number, rank, cell)


def _owner(line: Line, answers: Answers) -> str:
    """The question of a row, by its hidden id or its number; empty for one that was not asked, or is refused."""
    id_, number = line.text(fields.QUESTION_KEY), line.text(NUMBER_KEY)
    by_number = answers.question_of(number)
    if id_ in answers.questions and number and by_number != id_:
        answers.fault(
            f"{line.sheet}, ligne {line.number}",
            f"le n° « {number} » n'est pas celui de la question de cette ligne ({answers.shown(id_)}).",
            "Des cellules ont été déplacées ou triées sans le reste de leur ligne : repartir du fichier reçu.",
        )
        return ""
    return id_ if id_ in answers.questions else by_number if not id_ else ""
