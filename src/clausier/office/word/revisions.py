"""Tracked changes in a Word file of ours: accepted, the new text; rejected, the old one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import count

from clausier.office.word.xml import Element, el, run, w


class Change(StrEnum):
    """What becomes of a stretch of text, or of the end of a paragraph, as Word names it."""

    NONE = ""
    INSERTED = "ins"
    DELETED = "del"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one look; `style` is the id of a character style."""

    text: str
    change: Change = Change.NONE
    bold: bool = False
    italic: bool = False
    style: str = ""


@dataclass(frozen=True)
class Reviser:
    """Who changes a document, on which day; it numbers the changes."""

    author: str
    day: date
    _ids: Iterator[int] = field(default_factory=lambda: count(1), repr=False)

    def paragraph(self, style: str, stretches: Iterable[Stretch], end: Change = Change.NONE) -> Element:
        """A paragraph in the style with this id; `end` is what becomes of its mark, which parts it from the next."""
        mark = el("rPr", self._change(end)) if end else None
        return el("p", el("pPr", el("pStyle", val=style), mark), *map(self._run, stretches))

    def _run(self, stretch: Stretch) -> Element:
        made = run(stretch.text, stretch.style, bold=stretch.bold, italic=stretch.italic)
        if not stretch.change:
            return made
        if stretch.change is Change.DELETED:
            for text in made.iter(w("t")):
                text.tag = w("delText")
        return self._change(stretch.change, made)

    def _change(self, change: Change, *inside: Element) -> Element:
        day = f"{self.day.isoformat()}T00:00:00Z"
        return el(change.value, *inside, id=next(self._ids), author=self.author, date=day)
