"""Where the columns of a table of requests stand, and which are ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clausier.negotiation.reply import fields
from clausier.office.excel.read import Row

NUMBER_KEY, POINT_KEY = "numero", "point"
ANSWER_KEYS = frozenset(field.key for field in (*fields.FIELDS, *fields.QUESTION_FIELDS))
QUESTION_HEADINGS = {fields.NUMBER: NUMBER_KEY, **{field.label: field.key for field in fields.QUESTION_FIELDS}}


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


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of table: the keys and the titles by which its headings are known, and which of its titles are keys."""

    keys: frozenset[str]
    titles: frozenset[str]
    ours: frozenset[str]
    headings: Mapping[str, str]


REQUESTS = _Kind(
    frozenset((fields.CHOICE.key, POINT_KEY)),
    frozenset((fields.CHOICE.label, fields.NUMBER)),
    fields.REQUEST_COLUMNS,
    fields.HEADINGS,
)
QUESTIONS = _Kind(
    frozenset((fields.FINDING.key, fields.QUESTION_KEY)),
    frozenset((fields.CITATION.label, fields.NUMBER)),
    fields.ASKING_COLUMNS,
    QUESTION_HEADINGS,
)
"""Points to confirm, which alone have a column for the words of the contract."""


def header_of(rows: Iterable[Row]) -> Header | None:
    """Of a table of requests: by the row of keys, else by the headings; a column moved keeps both."""
    return _header(rows, REQUESTS)


def question_header_of(rows: Iterable[Row]) -> Header | None:
    """The same of a table of points to confirm."""
    return _header(rows, QUESTIONS)


def _header(rows: Iterable[Row], kind: _Kind) -> Header | None:
    keyed: tuple[int, dict[str, int]] | None = None
    titled: tuple[int, dict[str, int]] | None = None
    for number, cells in rows:
        texts = {text: rank for rank, text in enumerate(cells) if isinstance(text, str) and text}
        if keyed is None and kind.keys <= texts.keys():
            keyed = number, texts
        if titled is None and kind.titles <= texts.keys():
            titled = number, {title: rank for title, rank in texts.items() if title in kind.ours}
        if keyed and titled:
            break
    if keyed is None and titled is None:
        return None
    titles = titled[1] if titled else {}
    by_title = {kind.headings[title]: rank for title, rank in titles.items() if title in kind.headings}
    last = max(found[0] for found in (keyed, titled) if found)
    return Header(keyed[1] if keyed else by_title, titles, last)
