"""What is written on the sheets of tableau.xlsx beside its answers: told with its place, and kept with the request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clausier.files.limits import LINE
from clausier.model.negotiation import Mark
from clausier.negotiation.reply import fields, wording
from clausier.negotiation.reply.answers import Answers
from clausier.negotiation.reply.columns import Header
from clausier.negotiation.reply.neutral import neutral
from clausier.office.excel.cells import Cell, Held, Odd, reference
from clausier.office.excel.read import Row, Sheet
from clausier.office.excel.remarks import HEADER
from clausier.office.word.places import excerpt

OURS = re.compile(
    r"(Demandes|Points à confirmer|Preuves à remettre|Questions et preuves) – contrat « .+ »|"
    r".+ / .+ – \d{1,2}(er)? \w+ \d{4}|Réponse donnée pour .+"
)
"""The titles of the sheets, as far as a reply tells what they are."""
SAID = frozenset(map(neutral, (wording.WHO_ANSWERS, *(one.label for one in fields.WHO))))
MOST = 40
"""Rows of somebody's own sheet that are shown."""


def shown(cell: Cell) -> str:
    """A cell as a text; what a formula shows is never computed."""
    if isinstance(cell, Odd):
        return "une formule" if cell.held is Held.FORMULA else cell.text
    return cell


@dataclass
class Around:
    """Tells what a sheet holds beside its answers; `owners` are the requests of its rows."""

    sheet: Sheet
    answers: Answers
    mark: Mark | None
    owners: dict[int, str] = field(default_factory=dict)
    told: int = 0

    def above(self, row: Row, header: Header) -> None:
        """A row of the headings, or above them."""
        keys = {*header.columns, *header.titles, *fields.REQUEST_COLUMNS}
        number, cells = row
        for rank, cell in enumerate(cells):
            if shown(cell) not in keys:
                self.cell(number, rank, cell)

    def row(self, row: Row, ours: frozenset[str] = frozenset()) -> None:
        """A row that is no answer."""
        number, cells = row
        for rank, cell in enumerate(cells):
            if shown(cell) not in ours:
                self.cell(number, rank, cell)

    def cell(self, number: int, rank: int, cell: Cell) -> None:
        text = shown(cell)
        if not text or neutral(text) in self.answers.said or _is_ours(text):
            return
        self.told += 1
        if self.told <= MOST:
            place = f"{self.sheet.name}, {reference(number, rank)}"
            self.answers.notice(place, f"écrit hors des cases de réponse : « {excerpt(text, 300)} ».")

    def tell_the_rest(self) -> None:
        """What is struck through, notes, comments, text boxes, images; headers and footers."""
        if self.told > MOST:
            self.answers.notice(self.sheet.name, f"{self.told - MOST} autres cellules sont écrites hors des réponses.")
        for one in self.sheet.struck():
            self.answers.notice(self._place(one.reference), f"{one.told} : il n'est plus dit.")
        for one in self.sheet.remarks():
            owner = self.owners.get(one.row, "")
            self.answers.beside(owner, self._place(one.reference), one.told, one.text or one.name)
        for name, text in self._margins():
            message = f"ce texte n'est pas celui qui a été envoyé : « {excerpt(text, 300)} »."
            self.answers.notice(f"{self.sheet.name}, {name}", message)

    def _place(self, where: str) -> str:
        return f"{self.sheet.name}, {where}" if where else self.sheet.name

    def _margins(self) -> Iterator[tuple[str, str]]:
        """Our footer has the reference of the dossier and the number of the page; we have no header."""
        case = re.escape(self.mark.case) if self.mark and self.mark.case else ".+"
        ours = re.compile(rf"({case})? ?(Page 1 sur 1)?")
        for one in self.sheet.margins():
            if one.name == HEADER or not ours.fullmatch(one.text):
                yield one.name, one.text


def _is_ours(text: str) -> bool:
    plain = " ".join(text.split())
    return neutral(text) in SAID or (len(plain) <= LINE and OURS.fullmatch(plain) is not None)
