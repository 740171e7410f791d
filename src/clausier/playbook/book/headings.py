"""Headings of sheets as people leave them in Word: which sheet each of them opens."""

from __future__ import annotations

import re

from clausier.files.limits import LINE
from clausier.playbook.book.book import CATEGORY, POINT, Sheet
from clausier.playbook.book.parts import BY_WORD

NUMBERED = re.compile(r"(?P<number>[^\s–—-]+)\s*[–—-]\s*(?P<title>\S.*)")
NOT_NUMBERED = frozenset(BY_WORD) - {CATEGORY, POINT}
SHAPES = "« 4 – Titre » pour une catégorie, « 4.5 – Titre [identifiant] » pour une clause"


def heading_of(text: str) -> Sheet | None:
    """The sheet, still empty, that a heading opens; None if it is that of none."""
    title, bracket, tag = text.removesuffix("]").rpartition("[") if text.endswith("]") else (text, "", "")
    if len(text) > LINE or "]" in tag:
        return None
    word, colon, id_ = (piece.strip() for piece in tag.partition(":"))
    if colon:
        known = word in NOT_NUMBERED and bool(id_) and BY_WORD[word].has(id_)
        return Sheet(id_, "", title.strip(), word) if known else None
    numbered = NUMBERED.fullmatch(title.strip())
    if numbered is None or bool(bracket) is numbered["number"].isdecimal():
        return None
    number, told = numbered["number"], numbered["title"].strip()
    return Sheet(tag.strip(), number, told) if bracket else Sheet(number, number, told, CATEGORY)


def is_numbered(text: str) -> bool:
    """Does it begin as the heading of a clause does?"""
    return len(text) <= LINE and NUMBERED.fullmatch(text) is not None
