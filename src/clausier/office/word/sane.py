"""A Word document that no program makes: without a body, or whose tables are no tables for Word itself."""

from __future__ import annotations

from clausier.office.damage import Damaged, TooMuch
from clausier.office.limits import COLUMNS, NESTED
from clausier.office.word.xml import Element, counted, w


def check_document(document: Element) -> None:
    """Damaged for what is no document with a body; TooMuch for rows of too many cells, or tables too deep in others."""
    if document.tag != w("document") or document.find(w("body")) is None:
        raise Damaged("no body")
    check_tables(document)


def check_tables(root: Element) -> None:
    """The same of the tables of any part."""
    for row in root.iter(w("tr")):
        if sum(1 for _ in row.iterchildren(w("tc"))) > COLUMNS:
            raise TooMuch("cells")
    for table in root.iter(w("tbl")):
        if sum(1 for _ in table.iterancestors(w("tbl"))) >= NESTED:
            raise TooMuch("tables")
    for span in root.iter(w("gridSpan")):
        if not 0 <= counted(span.get(w("val")), -1) <= COLUMNS:
            raise Damaged("gridSpan")
