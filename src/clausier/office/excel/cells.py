"""What a cell holds: a text, or something that a spreadsheet typed otherwise and may show otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

PLAIN_FORMATS = frozenset({"General", "0", "@", "#,##0"})
LARGEST_EXACT = 10**15
"""Excel keeps fifteen digits."""
PERCENT = re.compile(r"[0#.]{1,20}\s?%")
MOST_DECIMALS = 4
DIGITS = re.compile(r"[0# -]*0[0# -]*")
"""A format of places for digits, set apart: « 00 », « 0# ## ## ## ## »."""
UNQUOTED = str.maketrans("", "", '"\\')


class Held(Enum):
    """The type of a cell that is not a text."""

    INTEGER = "nombre entier"
    NUMBER = "nombre"
    SHAPED = "nombre mis en forme"
    DATE = "date"
    TIME = "heure"
    FLAG = "VRAI ou FAUX"
    FORMULA = "formule"
    ERROR = "erreur de calcul"


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that is not a text; `text` is its plain writing: digits, AAAA-MM-JJ, #N/A …

    `format` is how a date or a number is shown, in the spreadsheet's own codes.
    """

    held: Held
    text: str
    format: str = field(default="", compare=False)


Cell = str | Odd
"""A text, stripped, with `\\n` between lines; empty for a blank cell."""


def text_of(cell: Cell) -> str:
    """What a cell holds, in its plain writing."""
    return cell if isinstance(cell, str) else cell.text


def shown(cell: Odd) -> str:
    """A number as a spreadsheet shows it in French: « 99,5 % », and the zeros that only its format writes: « 01 ».

    Of a format that is neither a percentage nor places for digits, the plain writing.
    """
    if cell.held not in (Held.NUMBER, Held.SHAPED):
        return cell.text
    if PERCENT.fullmatch(cell.format):
        return f"{Decimal(cell.text) * 100:.{MOST_DECIMALS}f}".rstrip("0").rstrip(".").replace(".", ",") + " %"
    mask = cell.format.translate(UNQUOTED)
    if cell.text.isdigit() and DIGITS.fullmatch(mask):
        return _masked(cell.text, mask)
    return cell.text.replace(".", ",")


def _masked(digits: str, mask: str) -> str:
    """Digits in their places, from the right; a place `0` that none takes is a zero."""
    left, told = [*digits], []
    for sign in reversed(mask):
        if sign not in "0#":
            told.append(sign)
        elif left or sign == "0":
            told.append(left.pop() if left else "0")
    return f"{''.join(left)}{''.join(reversed(told)).lstrip()}"


def plain(text: str) -> str:
    """The text without outer blanks, its line ends as `\\n`."""
    if "\r" in text or "_x000D_" in text:
        text = re.sub("_x000D_\n?|\r\n?", "\n", text)
    return text.strip()


def column_letters(index: int) -> str:
    """« F »; the column counts from 0."""
    letters, rest = "", index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_rank(letters: str) -> int:
    """The rank of a column from 0, by its letters: 5 of « F »."""
    rank = 0
    for letter in letters:
        rank = 26 * rank + ord(letter) - ord("A") + 1
    return rank - 1


def reference(row: int, index: int) -> str:
    """« F12 »; `row` counts from 1, `index` of the column from 0."""
    return f"{column_letters(index)}{row}"


def typed(value: Any, kind: str, number_format: str) -> Cell:
    """A cell from its value, its type (as openpyxl spells it) and its format."""
    if kind == "f":
        return Odd(Held.FORMULA, "=")
    if kind == "e":
        return Odd(Held.ERROR, str(value))
    if isinstance(value, bool):
        return Odd(Held.FLAG, "VRAI" if value else "FAUX")
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return Odd(Held.DATE, value.date().isoformat(), number_format)
    if isinstance(value, date) and not isinstance(value, datetime):
        return Odd(Held.DATE, value.isoformat(), number_format)
    return Odd(Held.TIME, str(value))


def _number(value: float, number_format: str) -> Odd:
    """A whole number that is shown as it is, or one whose writing is not known for sure."""
    whole = abs(value) < LARGEST_EXACT and value == int(value)
    text = str(int(value)) if whole else repr(value)
    if number_format not in PLAIN_FORMATS:
        return Odd(Held.SHAPED, text, number_format)
    return Odd(Held.INTEGER if whole else Held.NUMBER, text)
