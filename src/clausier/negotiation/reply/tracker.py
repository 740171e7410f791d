"""Reads tableau.xlsx: rows by their hidden id or their number, columns by their hidden key or their heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.model.negotiation import FormKind, Mark
from clausier.negotiation.reply import fields
from clausier.negotiation.reply.answers import Answers, Entry
from clausier.negotiation.reply.around import Around, shown
from clausier.negotiation.reply.columns import NUMBER_KEY, POINT_KEY, Header, header_of, question_header_of
from clausier.negotiation.reply.form import CORRECTED, GONE
from clausier.negotiation.reply.lines import Line, address, written
from clausier.negotiation.reply.neutral import neutral_lines, same_text
from clausier.negotiation.reply.questions import read_questions
from clausier.office.excel.read import Row, Sheet, marked
from clausier.office.word.places import excerpt

NUMBERED = re.compile(r"\S{1,12}")
"""What may be meant for the number of a request, in its column; a sentence is not."""
SIGNED = {f"{fields.RESPONDENT}:{field.key}": field for field in fields.WHO}


def is_tracker(sheets: Sequence[Sheet]) -> bool:
    """Does a workbook have a table of requests, or of points to confirm?"""
    return any(header_of(sheet.rows()) or question_header_of(sheet.rows()) for sheet in sheets)


def read_tracker(path: Path, answers: Answers, mark: Mark | None) -> bool:
    """Adds what the workbook says, and a fault for each thing that cannot be understood; False if it is another."""
    with marked(path) as sheets:
        if not is_tracker(sheets):
            return False
        for sheet in sheets:
            _refuse_merged(sheet, answers)
            header, asking = header_of(sheet.rows()), question_header_of(sheet.rows())
            around = Around(sheet, answers, mark)
            if asking:
                read_questions(sheet, asking, answers, around)
            elif header:
                _requests(sheet, header, answers, around)
            else:
                _others(sheet, answers, around)
            around.tell_the_rest()
    return True


def _requests(sheet: Sheet, header: Header, answers: Answers, around: Around) -> None:
    reader = _Requests(header, answers, around)
    for row in sheet.rows():
        if row[0] > header.row:
            reader.take(Line(sheet.name, *row, header.columns))
        else:
            around.above(row, header)
    reader.close()


@dataclass
class _Requests:
    """Reads the rows of a table of requests; `due` are the days that they show, and of which request."""

    header: Header
    answers: Answers
    around: Around
    due: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, line: Line) -> None:
        answered = line.answered
        owner = _owner(line, answered, self.answers)
        if owner is None:
            self.around.row((line.number, line.cells))
            return
        for key in answered if owner else ():
            text = written(line.cell(key), line.place(key), key, self.answers)
            self.answers.entries.append(Entry(owner, key, line.place(key), text))
        if owner:
            self.around.owners[line.number] = owner
            self._asked(line, owner)
            self._ours(line, owner)
            self._foreign(line, owner)

    def close(self) -> None:
        """A day that is not that of the other rows was changed."""
        days = [day for day, _ in self.due.values()]
        usual = max(days, key=days.count, default="")
        for owner, (day, place) in self.due.items():
            if day != usual and days.count(usual) > 1:
                self.answers.beside(owner, place, f"échéance changée : {day}.", f"échéance : {day}")

    def _asked(self, line: Line, owner: str) -> None:
        """The wording asked, corrected where it stands, is a wording proposed."""
        rank = self.header.titles.get(fields.ASKED)
        if rank is None:
            return
        sent, place = self.answers.sent[owner], address(line.sheet, rank, line.number)
        told = shown(line.at(rank)).partition(fields.CUT)[0]
        whole = f"{sent.title}\n{sent.text}"
        if not told:
            self.answers.beside(owner, place, GONE, GONE)
        elif not same_text(told, whole[: len(told)] if told != shown(line.at(rank)) else whole):
            first, _, rest = told.partition("\n")
            text = rest if neutral_lines(first) == neutral_lines(sent.title) else told
            self.answers.notice(place, CORRECTED)
            self.answers.entries.append(Entry(owner, fields.WORDING.key, place, text))

    def _ours(self, line: Line, owner: str) -> None:
        """Columns of ours that a person may nevertheless write in."""
        choice = fields.neutral(shown(line.cell(fields.CHOICE.key)))
        legal = "oui" if self.answers.sent[owner].legal else "non"
        for title, expected in ((fields.STATUS, (fields.STATUSES[0], choice)), (fields.LEGAL, (legal,))):
            rank = self.header.titles.get(title)
            text = shown(line.at(rank))
            if rank is not None and text and fields.neutral(text) not in map(fields.neutral, expected):
                place = address(line.sheet, rank, line.number)
                self.answers.beside(owner, place, f"« {title} » changé : « {excerpt(text, 300)} ».", text)
        rank = self.header.titles.get(fields.DUE)
        if rank is not None and line.at(rank):
            self.due[owner] = shown(line.at(rank)), address(line.sheet, rank, line.number)

    def _foreign(self, line: Line, owner: str) -> None:
        """What stands in a column of somebody's own."""
        for rank, cell in enumerate(line.cells):
            if cell and self.header.is_foreign(rank):
                place = address(line.sheet, rank, line.number)
                told = f"écrit hors des cases de réponse : « {excerpt(shown(cell), 300)} »."
                self.answers.beside(owner, place, told, shown(cell))


def _owner(line: Line, answered: Sequence[str], answers: Answers) -> str | None:
    """The point of a row; empty for a heading or one that is refused, None for one that is no request."""
    id_, number = line.text(POINT_KEY), line.text(NUMBER_KEY)
    place = f"{line.sheet}, ligne {line.number}"
    by_number = answers.owner_of(number) if number else None
    if fields.HEADINGS.get(number) == NUMBER_KEY:
        return ""
    if id_ in answers.sent:
        if number and by_number != id_:
            answers.fault(
                place,
                f"le n° « {number} » n'est pas celui de la demande de cette ligne ({answers.sent[id_].number}).",
                "Des cellules ont été déplacées ou triées sans le reste de leur ligne : repartir du fichier reçu.",
            )
            return ""
        return id_
    if by_number and not id_:
        return by_number
    if id_ or NUMBERED.fullmatch(number) or (number and answered):
        answers.stranger(place, number or id_)
        return ""
    if answered:
        answers.fault(
            line.place(answered[0]),
            "cette ligne n'est rattachée à aucune demande.",
            "Écrire dans la colonne « Réf. » le numéro de la demande.",
        )
        return ""
    return None


def _others(sheet: Sheet, answers: Answers, around: Around) -> None:
    """The respondent, wherever its rows are; and answers to questions, which are shown for a person to use."""
    asked: Mapping[str, int] | None = None
    for number, cells in sheet.rows():
        texts = [cell if isinstance(cell, str) else "" for cell in cells]
        key = next((text for text in texts if text in SIGNED), "")
        if key:
            _who(sheet, (number, cells), SIGNED[key], answers)
        elif fields.ANSWERED in texts:
            asked = {text: rank for rank, text in enumerate(texts) if text}
            around.row((number, cells), ours=fields.QUESTION_COLUMNS)
        elif asked is not None and texts[:1] and texts[0] in fields.NATURES:
            _question(sheet, (number, cells), asked, answers, around)
        else:
            around.row((number, cells))


def _question(sheet: Sheet, row: Row, asked: Mapping[str, int], answers: Answers, around: Around) -> None:
    """An answer to a question; the columns that ask it are ours, but for the status, and whatever is in none."""
    number, cells = row
    for rank, cell in enumerate(cells):
        title = next((title for title, at in asked.items() if at == rank), "")
        if cell and title == fields.ANSWERED:
            message = f"réponse sur un justificatif, à reporter dans le dossier : « {excerpt(shown(cell), 300)} »."
            answers.notice(address(sheet.name, rank, number), message)
        elif title == fields.STATUS and shown(cell) in ("", fields.STATUSES[0]):
            continue
        elif cell and (title == fields.STATUS or title not in fields.QUESTION_COLUMNS):
            around.cell(number, rank, cell)


def _who(sheet: Sheet, row: Row, field: fields.Field, answers: Answers) -> None:
    number, cells = row
    skipped = {f"{fields.RESPONDENT}:{field.key}", field.label}
    for rank, cell in enumerate(cells):
        if cell and cell not in skipped:
            place = address(sheet.name, rank, number)
            text = fields.without_hints(written(cell, place, field.key, answers), field)
            answers.entries.append(Entry(fields.RESPONDENT, field.key, place, text))


def _refuse_merged(sheet: Sheet, answers: Answers) -> None:
    for merged in sheet.traps().merged:
        answers.fault(
            f"{sheet.name}, {merged}",
            "ces cellules sont fusionnées : on ne sait pas à quelle demande elles répondent.",
            "Annuler la fusion et écrire la réponse dans chaque ligne.",
        )


def not_a_tracker(name: str) -> InvalidInput:
    """The refusal of a workbook that asks nothing."""
    message = f"ce classeur n'est pas « {FormKind.TRACKER} » : aucune feuille n'a les colonnes « Réf. » et « Réponse »."
    return InvalidInput([Problem(name, "", message, "Envoyer le fichier reçu, complété.")])
