"""What a cell of a workbook holds, from how the file writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clausier.office.damage import Damaged
from clausier.office.excel.cells import Cell, plain, typed
from clausier.office.excel.formats import USUAL, Look
from clausier.office.excel.stream import Raw
from clausier.office.excel.strings import Text

NUMBER = re.compile(r"[+-]?(?:\d{1,400}\.?\d{0,400}|\.\d{1,400})(?:[eE][+-]?\d{1,3})?", re.ASCII)
LONGEST_DAY = 40
NO_DATE = "#VALUE!"
"""What a number says that is shown as a date and is none."""


@dataclass(frozen=True)
class Values:
    """A workbook's texts and looks; `since_1904`: from when its days are counted."""

    texts: Sequence[Text]
    looks: Sequence[Look]
    since_1904: bool

    def held(self, raw: Raw) -> Cell:
        """All that a cell holds."""
        text = None if raw.formula else self._text(raw)
        return self._other(raw) if text is None else text.whole

    def said(self, raw: Raw) -> Cell:
        """What it says: what it holds but for what is struck through."""
        struck = self._look(raw).struck
        text = None if raw.formula else self._text(raw)
        if text is None:
            return "" if struck else self._other(raw)
        return text.said(struck)

    def struck(self, raw: Raw) -> Cell:
        """What it holds and no longer says."""
        struck = self._look(raw).struck
        text = None if raw.formula else self._text(raw)
        if text is None:
            return self._other(raw) if struck else ""
        return text.struck(struck)

    def _look(self, raw: Raw) -> Look:
        if not self.looks:
            return USUAL
        rank = _whole(raw.style) if raw.style else 0
        if rank >= len(self.looks):
            raise Damaged(f"style {rank}")
        return self.looks[rank]

    def _text(self, raw: Raw) -> Text | None:
        """The text of a cell that holds one."""
        if raw.kind == "s" and raw.value:
            rank = _whole(raw.value)
            if rank >= len(self.texts):
                raise Damaged(f"text {rank}")
            return self.texts[rank]
        if raw.kind == "inlineStr":
            return raw.text
        return Text(((raw.value, None),)) if raw.kind == "str" and raw.value else None

    def _other(self, raw: Raw) -> Cell:
        if raw.formula:
            return typed("=", "f", "")
        if not raw.value:
            return ""
        if raw.kind not in READ:
            raise Damaged(f"type {raw.kind[:20]}")
        return READ[raw.kind](self, raw)

    def _flag(self, raw: Raw) -> Cell:
        return typed(_whole(raw.value) != 0, "b", "")

    def _error(self, raw: Raw) -> Cell:
        return typed(plain(raw.value), "e", "")

    def _day(self, raw: Raw) -> Cell:
        from openpyxl.utils.datetime import from_ISO8601

        try:
            found = from_ISO8601(raw.value[:LONGEST_DAY])
        except ValueError:
            raise Damaged("a date") from None
        return typed(found, "d", self._look(raw).format)

    def _number(self, raw: Raw) -> Cell:
        value, code = _number(raw.value), self._look(raw).format
        is_date, is_span = _shown_as(code)
        if not is_date:
            return typed(value, "n", code)
        found = _date(value, self.since_1904, is_span)
        return typed(NO_DATE, "e", "") if found is None else typed(found, "d", code)


READ: dict[str, Callable[[Values, Raw], Cell]] = {
    "b": Values._flag,
    "e": Values._error,
    "d": Values._day,
    "n": Values._number,
}
"""By the type that a cell gives itself, where it is no text."""


def _whole(text: str) -> int:
    stripped = text.strip()
    if not (stripped.isascii() and stripped.isdigit() and len(stripped) < 10):
        raise Damaged(f"number {text[:20]}")
    return int(stripped)


def _number(text: str) -> int | float:
    stripped = text.strip()
    if not NUMBER.fullmatch(stripped):
        raise Damaged(f"number {text[:20]}")
    found = float(stripped) if set(stripped) & set(".eE") else int(stripped)
    if abs(found) == float("inf"):
        raise Damaged(f"number {text[:20]}")
    return found


@lru_cache(maxsize=1024)
def _shown_as(code: str) -> tuple[bool, bool]:
    """Is a number of this format shown as a date? As a span of time?"""
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    return bool(is_date_format(code)), bool(is_timedelta_format(code))


def _date(value: int | float, since_1904: bool, is_span: bool) -> Any:
    """The day, moment or span that a number counts; None for one beyond any calendar."""
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    try:
        return from_excel(value, MAC_EPOCH if since_1904 else WINDOWS_EPOCH, timedelta=is_span)
    except (OverflowError, ValueError):
        return None
