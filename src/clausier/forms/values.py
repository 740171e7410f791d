"""What stands in a field → the value of a dossier. What matches nothing is refused, with what is allowed."""

from __future__ import annotations

import re
from typing import Any

from clausier.dossier.columns import Column, Shape
from clausier.dossier.rows import Fault, cell_fault
from clausier.dossier.shares import shares_in
from clausier.errors import nearest
from clausier.files.validation import with_remedy
from clausier.forms.exact import items, read
from clausier.forms.fields import NONE, UNTOLD, Asked, folded
from clausier.model.day import looks_like_a_day, read_day
from clausier.office.excel.cells import Cell

WORDS = re.compile(r"[;,\n]")
ANY_TEXT = Column("", (), "")


class Refused(Exception):
    """A field at fault: what is wrong, what to do."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(*fault)
        self.fault = fault


def text_in(cell: Cell, column: Column = ANY_TEXT) -> str:
    """The text of a cell; Refused if the spreadsheet made of it a number, a date, a formula …"""
    fault = cell_fault(column, cell)
    if fault:
        raise Refused(fault)
    return cell if isinstance(cell, str) else cell.text


def value_in(asked: Asked, cell: Cell) -> Any:
    """The value of a field: a text, a word of its list, or several; Refused if it is none."""
    text = text_in(cell, asked.column)
    shape = asked.column.shape
    if shape is Shape.WORDS:
        return _words(asked, text)
    if shape is Shape.TYPES and (shares := shares_in(text)):
        return {_word(asked, kind): [_service(asked, word) for word in words] for kind, words in shares.items()}
    if shape in (Shape.WORD, Shape.TYPES):
        word = _word(asked, text)
        return [word] if asked.column.path[0] == "situation" else word
    if shape in (Shape.DATE, Shape.DAY_OR_TEXT):
        return _day(read(text))
    return items(text) if shape is Shape.LINES else read(text)


def _day(text: str) -> str:
    """A day as a dossier keeps it, so that it compares with what a dossier says; any other text as it is."""
    try:
        return read_day(text).isoformat() if looks_like_a_day(text) else text
    except ValueError as error:
        raise Refused(with_remedy(str(error))) from None


def _words(asked: Asked, text: str) -> list[str]:
    if folded(text) in (NONE, UNTOLD):
        return []
    return [_word(asked, piece) for piece in WORDS.split(text) if piece.strip()]


def _service(asked: Asked, text: str) -> str:
    word = asked.service(text)
    if word is None:
        hint = nearest(text, asked.services.values())
        raise Refused((f"« {text[:60]} » n'est pas un service que ce contrat peut comprendre.", hint))
    return word


def _word(asked: Asked, text: str) -> str:
    word = asked.meant(text)
    if word is None:
        raise Refused((f"« {text.strip()[:60]} » n'est pas admis ici.", nearest(text.strip(), asked.choices)))
    return word
