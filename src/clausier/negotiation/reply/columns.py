"""Where the columns of a table of requests stand, and which are ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clausier.negotiation.reply import fields
from clausier.office.excel.read import Row

NUMBER_KEY, POINT_KEY = "numero", "point"
ANSWER_KEYS = frozenset(field.key for field in fields.FIELDS)


@dataclass(frozen=True, slots=True)
class Header:
    """Key of a column, and title of a column of ours → its rank from 0; the last row that says so."""

    columns: Mapping[str, int]
    titles: Mapping[str, int]
    row: int

    def is_foreign(self, rank: int) -> bool:
        """Is it a column that somebody added? Without titles, whatever stands beyond those that are known."""
        known = {*self.columns.values(), *self.titles.values()}
        return rank not in known if self.titles else rank > max(known)


def header_of(rows: Iterable[Row]) -> Header | None:
    """By the row of keys, else by the headings; a column moved keeps both."""
    keyed: tuple[int, dict[str, int]] | None = None
    titled: tuple[int, dict[str, int]] | None = None
    for number, cells in rows:
        texts = {text: rank for rank, text in enumerate(cells) if isinstance(text, str) and text}
        if keyed is None and fields.CHOICE.key in texts and POINT_KEY in texts:
            keyed = number, texts
        if titled is None and fields.CHOICE.label in texts and fields.NUMBER in texts:
            titled = number, {title: rank for title, rank in texts.items() if title in fields.REQUEST_COLUMNS}
        if keyed and titled:
            break
    if keyed is None and titled is None:
        return None
    titles = titled[1] if titled else {}
    by_title = {fields.HEADINGS[title]: rank for title, rank in titles.items() if title in fields.HEADINGS}
    last = max(found[0] for found in (keyed, titled) if found)
    return Header(keyed[1] if keyed else by_title, titles, last)
