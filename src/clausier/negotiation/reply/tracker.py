"""Reads tableau.xlsx: rows by their hidden id or their number, columns by their hidden key or their heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.model.negotiation import FormKind
from clausier.negotiation.reply import fields
from clausier.negotiation.reply.answers import Answers, Entry
from clausier.office.excel.cells import Cell, Held, Odd, reference
from clausier.office.excel.read import Row, Sheet, opened
from clausier.office.word.places import excerpt

NUMBER_KEY, POINT_KEY = "numero", "point"
HEADINGS = {"Réf.": NUMBER_KEY, **{field.label: field.key for field in fields.FIELDS}}
ANSWER_KEYS = frozenset(field.key for field in fields.FIELDS)
NOT_TEXT = "L'écrire comme un texte, avec son unité (par exemple « 15 jours calendaires »)."
Columns = Mapping[str, int]
"""Key of a column → its rank from 0."""


def is_tracker(sheets: Sequence[Sheet]) -> bool:
    """Does a workbook have a table of requests?"""
    return any(_columns(sheet.rows()) for sheet in sheets)


def read_tracker(path: Path, answers: Answers) -> bool:
    """Adds what the workbook says, and a fault for each thing that cannot be understood; False if it is another."""
    with opened(path) as sheets:
        if not is_tracker(sheets):
            return False
        for sheet in sheets:
            _refuse_merged(sheet, answers)
            found = _columns(sheet.rows())
            if found:
                _requests(sheet, found, answers)
            else:
                _others(sheet, answers)
    return True


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the columns stand, and the last row that says so."""

    columns: Columns
    row: int


def _columns(rows: Iterator[Row]) -> _Header | None:
    """By the row of keys, else by the headings; a column moved keeps both."""
    by_title: _Header | None = None
    for number, cells in rows:
        texts = {text: rank for rank, text in enumerate(cells) if isinstance(text, str) and text}
        if fields.CHOICE.key in texts and POINT_KEY in texts:
            return _Header(texts, number)
        titled = {HEADINGS[text]: rank for text, rank in texts.items() if text in HEADINGS}
        if fields.CHOICE.key in titled and NUMBER_KEY in titled:
            by_title = by_title or _Header(titled, number)
    return by_title


def _requests(sheet: Sheet, header: _Header, answers: Answers) -> None:
    for number, cells in sheet.rows():
        if number > header.row:
            _request(_Line(sheet.name, number, cells, header.columns), answers)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table of requests."""

    sheet: str
    number: int
    cells: Sequence[Cell]
    columns: Columns

    def cell(self, key: str) -> Cell:
        rank = self.columns.get(key, len(self.cells))
        return self.cells[rank] if rank < len(self.cells) else ""

    def text(self, key: str) -> str:
        """A cell that only tells which row it is; a number that the spreadsheet typed as such is read as written."""
        found = self.cell(key)
        return found.text.replace(".0", "") if isinstance(found, Odd) else found

    def place(self, key: str) -> str:
        return address(self.sheet, self.columns[key], self.number)

    @property
    def answered(self) -> Iterator[str]:
        """Keys of the answers that hold something."""
        return (key for key in self.columns if key in ANSWER_KEYS and self.cell(key))


def _request(line: _Line, answers: Answers) -> None:
    answered = [*line.answered]
    owner = _owner(line, answered, answers)
    for key in answered if owner else ():
        text = _written(line.cell(key), line.place(key), answers)
        answers.entries.append(Entry(owner, key, line.place(key), text))


def _owner(line: _Line, answered: Sequence[str], answers: Answers) -> str:
    """The point of a row; empty for a heading or a blank row, and for one that is refused."""
    id_, shown = line.text(POINT_KEY), line.text(NUMBER_KEY)
    place = f"{line.sheet}, ligne {line.number}"
    by_number = answers.owner_of(shown) if shown else None
    if HEADINGS.get(shown) == NUMBER_KEY:
        return ""
    if id_ in answers.sent:
        if shown and by_number != id_:
            answers.fault(
                place,
                f"le n° « {shown} » n'est pas celui de la demande de cette ligne ({answers.sent[id_].number}).",
                "Des cellules ont été déplacées ou triées sans le reste de leur ligne : repartir du fichier reçu.",
            )
            return ""
        return id_
    if by_number and not id_:
        return by_number
    if id_ or shown:
        answers.stranger(place, shown or id_)
    elif answered:
        answers.fault(
            line.place(answered[0]),
            "cette ligne n'est rattachée à aucune demande.",
            "Écrire dans la colonne « Réf. » le numéro de la demande.",
        )
    return ""


def _written(cell: Cell, place: str, answers: Answers) -> str:
    """What a person wrote in an answer, as a text; empty with a fault where its writing is not sure."""
    if isinstance(cell, str):
        return cell
    if cell.held in (Held.INTEGER, Held.NUMBER):
        return cell.text.replace(".", ",")
    if cell.held is Held.DATE:
        year, month, day = cell.text.split("-")
        return f"{day}/{month}/{year}"
    told = "une formule n'est pas admise ici" if cell.held is Held.FORMULA else f"« {cell.text} » ({cell.held.value})"
    answers.fault(place, f"{told} : rien n'est calculé ni deviné.", NOT_TEXT)
    return ""


def _others(sheet: Sheet, answers: Answers) -> None:
    """The respondent, wherever its rows are; and answers to questions, which are shown for a person to use."""
    who = {f"{fields.RESPONDENT}:{field.key}": field for field in fields.WHO}
    answer_column: int | None = None
    for number, cells in sheet.rows():
        texts = [cell if isinstance(cell, str) else "" for cell in cells]
        key = next((text for text in texts if text in who), "")
        if key:
            _who(sheet, number, cells, who[key], answers)
        elif "Réponse du prestataire" in texts:
            answer_column = texts.index("Réponse du prestataire")
        elif answer_column is not None and answer_column < len(cells) and cells[answer_column]:
            said = cells[answer_column]
            shown = said.text if isinstance(said, Odd) else said
            message = f"réponse à une question, à reporter dans le dossier : « {excerpt(shown, 300)} »."
            answers.notice(address(sheet.name, answer_column, number), message)


def _who(sheet: Sheet, number: int, cells: Sequence[Cell], field: fields.Field, answers: Answers) -> None:
    skipped = {f"{fields.RESPONDENT}:{field.key}", field.label}
    for rank, cell in enumerate(cells):
        if cell and cell not in skipped:
            place = address(sheet.name, rank, number)
            text = fields.without_hints(_written(cell, place, answers), field)
            answers.entries.append(Entry(fields.RESPONDENT, field.key, place, text))


def _refuse_merged(sheet: Sheet, answers: Answers) -> None:
    for merged in sheet.traps().merged:
        answers.fault(
            f"{sheet.name}, {merged}",
            "ces cellules sont fusionnées : on ne sait pas à quelle demande elles répondent.",
            "Annuler la fusion et écrire la réponse dans chaque ligne.",
        )


def address(sheet: str, rank: int, row: int) -> str:
    """Where a cell stands: « Demandes, J17 »."""
    return f"{sheet}, {reference(row, rank)}"


def not_a_tracker(name: str) -> InvalidInput:
    """The refusal of a workbook that asks nothing."""
    message = f"ce classeur n'est pas « {FormKind.TRACKER} » : aucune feuille n'a les colonnes « Réf. » et « Réponse »."
    return InvalidInput([Problem(name, "", message, "Envoyer le fichier reçu, complété.")])
