"""A row of a table of tableau.xlsx: which it is, where its cells stand, what a person wrote in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausier.negotiation.reply import fields
from clausier.negotiation.reply.answers import Answers
from clausier.negotiation.reply.columns import ANSWER_KEYS
from clausier.office.excel.cells import Cell, Held, Odd, reference

NOT_TEXT = "L'écrire comme un texte, avec son unité (par exemple « 15 jours calendaires »)."
DATED = frozenset((fields.TIME.key, fields.DAY.key))
"""The only answers that may be a date."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]
    columns: Mapping[str, int]

    def at(self, rank: int | None) -> Cell:
        return self.cells[rank] if rank is not None and rank < len(self.cells) else ""

    def cell(self, key: str) -> Cell:
        return self.at(self.columns.get(key))

    def text(self, key: str) -> str:
        """A cell that only tells which row it is; a number that the spreadsheet typed as such is read as written."""
        found = self.cell(key)
        return found.text.replace(".0", "") if isinstance(found, Odd) else found

    def place(self, key: str) -> str:
        return address(self.sheet, self.columns[key], self.number)

    @property
    def answered(self) -> list[str]:
        """Keys of the answers that hold something."""
        return [key for key in self.columns if key in ANSWER_KEYS and self.cell(key)]


def written(cell: Cell, place: str, key: str, answers: Answers) -> str:
    """What a person wrote in an answer, as a text; empty with a fault where its writing is not sure."""
    if isinstance(cell, str):
        return cell
    if cell.held in (Held.INTEGER, Held.NUMBER):
        return cell.text.replace(".", ",")
    if cell.held is Held.DATE:
        return _dated(cell, place, key, answers)
    told = "une formule n'est pas admise ici" if cell.held is Held.FORMULA else f"« {cell.text} » ({cell.held.value})"
    answers.fault(place, f"{told} : rien n'est calculé ni deviné.", NOT_TEXT)
    return ""


def _dated(cell: Odd, place: str, key: str, answers: Answers) -> str:
    """A day where one is expected and shown whole: « 2-3 » becomes the second of March, of which nobody thought."""
    year, month, day = cell.text.split("-")
    text = f"{day}/{month}/{year}"
    if key in DATED and (not cell.format or "y" in cell.format.lower()):
        return text
    answers.fault(place, f"le tableur a fait une date ({text}) de ce qui était écrit : rien n'est deviné.", NOT_TEXT)
    return ""


def address(sheet: str, rank: int, row: int) -> str:
    """Where a cell stands: « Demandes, J17 »."""
    return f"{sheet}, {reference(row, rank)}"
