"""tableau.xlsx: the follow-up of every request, fit to send, built from ProviderView alone.

The file is read back by `reply.tracker`: a hidden row holds the keys of the columns, a hidden column those of
the points. XlsxWriter draws the workbook; for the next provider only its rows and words are written anew.
What it drew is kept from one run to the next, as what docxtpl makes of a template is: loading it takes longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from clausier.documents.tracker.content import (
    HEAD_ROW,
    LONGEST_FOOTER,
    STATUSES,
    Head,
    head_of,
    tables_of,
)
from clausier.model.proposal import ProviderView
from clausier.office.excel.frame import Frame, Line, Table, filled, frame, models
from clausier.office.excel.kept import drawn_once
from clausier.office.excel.looks import LONGEST_CELL

__all__ = ["STATUSES", "tracker"]


def _mark(name: str) -> str:
    return f"\ue000{name}\ue001"


MARKS = Head(
    title=_mark("titre"),
    author=_mark("auteur"),
    keywords=_mark("marque"),
    requests=_mark("demandes"),
    questions=_mark("questions"),
    proofs=_mark("preuves"),
    parties=_mark("parties"),
    respondent=_mark("répondant"),
    sign=_mark("signature"),
    footer=_mark("pied"),
    created=datetime(1980, 1, 1),
)
"""The head of a frame: marks that no text of ours holds, in place of its words."""


def tracker(view: ProviderView) -> bytes:
    """The workbook of a proposal, the same bytes for the same view."""
    head, tables = head_of(view), tables_of(view)
    quick = None
    if _is_usual(head):
        ready = _frame(tuple(models(table.lines) for table in tables))
        quick = filled(ready, tables, dict(zip(MARKS.words(), head.words(), strict=True)))
    return quick or _drawn(head, tables)


def _is_usual(head: Head) -> bool:
    """XlsxWriter cuts longer words, and has commands in brackets for footers."""
    return len(head.footer) <= LONGEST_FOOTER and "[" not in head.footer and max(map(len, head.words())) < LONGEST_CELL


@lru_cache(maxsize=16)
def _frame(formats: tuple[tuple[tuple[str, ...], ...], ...]) -> Frame:
    """The workbook with model rows in these formats, all its words marks."""
    tables = [Table(HEAD_ROW, [Line([""] * len(line), line, 30) for line in lines]) for lines in formats]
    return frame(drawn_once(repr(formats), lambda: _drawn(MARKS, tables)), tables)


def _drawn(head: Head, tables: Sequence[Table]) -> bytes:
    from clausier.documents.tracker.drawing import drawn

    return drawn(head, tables)
