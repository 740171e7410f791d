"""Writes new paragraphs at a spot, each as a tracked insertion, its comments around what they are about."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausier.office.marking.edits import Line, Reviser
from clausier.office.marking.looks import Looks
from clausier.office.marking.spots import Spot
from clausier.office.word import margin
from clausier.office.word.xml import Element, el, w

BEYOND_BASE = (w("rPr"), w("sectPr"), w("pPrChange"))
"""Properties of a paragraph that a tracked change of its properties does not hold."""
THEIRS = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo"))
"""What others did to the mark of a paragraph, which goes with it."""


@dataclass(frozen=True)
class Writer:
    """Who writes, and in which style the marks of comments stand, by its name."""

    reviser: Reviser
    styles: dict[str, str]

    def stretch(self, runs: Iterable[Element], opens: Sequence[int] = (), closes: Sequence[int] = ()) -> Element:
        """A tracked insertion of runs, with the ends of comments that are rejected with it."""
        ends = (sign for number in closes for sign in margin.closing(number, self.styles))
        return self.reviser.change("ins", *map(margin.opening, opens), *runs, *ends)

    def paragraphs(
        self, lines: Sequence[Line], looks: Looks, opens: Sequence[int], closes: Sequence[int]
    ) -> list[Element]:
        """New paragraphs, with the comments that begin with the first and end with the last of them."""
        return [
            el(
                "p",
                self._properties(line, looks),
                self.stretch(looks.runs(line), opens if rank == 0 else (), closes if rank == len(lines) - 1 else ()),
            )
            for rank, line in enumerate(lines)
        ]

    def _properties(self, line: Line, looks: Looks) -> Element:
        properties = looks.properties(line)
        properties.append(el("rPr", self.reviser.change("ins")))
        return properties

    def put(self, spot: Spot, paragraphs: Sequence[Element]) -> None:
        """New paragraphs at their place; `spot.splits`: the mark of the one before goes to the last of them."""
        if spot.before:
            for one in paragraphs:
                spot.element.addprevious(one)
            return
        for one in reversed(paragraphs):
            spot.element.addnext(one)
        if spot.splits:
            self._split(spot.element, paragraphs[-1])

    def _split(self, paragraph: Element, last: Element) -> None:
        properties = paragraph.find(w("pPr"))
        old = el("pPr") if properties is None else properties
        for name, said in paragraph.attrib.items():
            last.set(name, said)
        paragraph.attrib.clear()
        self._hand_over(last, old)
        front = copy.deepcopy(old)
        for one in (*front.findall(w("sectPr")), *front.findall(w("pPrChange"))):
            front.remove(one)
        mark = front.find(w("rPr"))
        if mark is None:
            mark = el("rPr")
            front.append(mark)
        for theirs in (one for tag in THEIRS for one in mark.findall(tag)):
            mark.remove(theirs)
        mark.insert(0, self.reviser.change("ins"))
        if properties is not None:
            paragraph.remove(properties)
        paragraph.insert(0, front)

    def _hand_over(self, last: Element, old: Element) -> None:
        """The last new paragraph ends as the one before did, and has its properties once all is rejected.

        It has them at once where somebody else's change of them waits: a paragraph holds one such change.
        """
        new = last.find(w("pPr"))
        if old.find(w("pPrChange")) is not None:
            last.replace(new, copy.deepcopy(old))
            return
        new.remove(new.find(w("rPr")))
        new.extend(copy.deepcopy(one) for tag in BEYOND_BASE[:2] for one in old.findall(tag))
        base = el("pPr", *(copy.deepcopy(one) for one in old if one.tag not in BEYOND_BASE))
        new.append(self.reviser.change("pPrChange", base))
