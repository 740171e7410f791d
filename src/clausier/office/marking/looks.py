"""How inserted paragraphs look: as the plain text around them, without its number, its frame or its breaks."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from clausier.office.contract.outline import Outline, outline_of
from clausier.office.marking.edits import Line
from clausier.office.word.xml import Element, el, text, w

PARAGRAPH = ("pStyle", "widowControl", "bidi", "spacing", "ind", "contextualSpacing", "jc")
RUN = ("rFonts", "color", "sz", "szCs")
NEAR = 60
"""Paragraphs before and after, among which one is looked for."""
STEP, HANGING = 567, 283
"""Of the items of a list, in twentieths of a point."""


@dataclass(frozen=True)
class Looks:
    """Properties of a plain paragraph and of its text, in the order of the schema."""

    paragraph: tuple[Element, ...] = ()
    run: tuple[Element, ...] = ()
    unnumbered: bool = False

    def properties(self, line: Line) -> Element:
        """The properties of a new paragraph, without those of its mark."""
        found = {str(one.tag): copy.deepcopy(one) for one in self.paragraph}
        if line.item:
            found[w("ind")] = el("ind", left=STEP, hanging=HANGING)
        if self.unnumbered:
            found[w("numPr")] = el("numPr", el("ilvl", val=0), el("numId", val=0))
        if line.title:
            found[w("keepNext")] = el("keepNext")
        return el("pPr", *(found[w(name)] for name in ORDER if w(name) in found))

    def runs(self, line: Line) -> Iterator[Element]:
        sign = (("–\u00a0", False),) if line.item else ()
        for said, bold in (*sign, *line.runs):
            yield written(said, self.run, bold=bold)


ORDER = ("pStyle", "keepNext", "widowControl", "numPr", "bidi", "spacing", "ind", "contextualSpacing", "jc")


def written(said: str, properties: tuple[Element, ...], *, bold: bool) -> Element:
    """A run of this text."""
    found = [copy.deepcopy(one) for one in properties if not bold or one.tag not in (w("b"), w("bCs"))]
    if bold:
        place = sum(one.tag in (w("rStyle"), w("rFonts")) for one in found)
        found[place:place] = [el("b"), el("bCs")]
    return el("r", el("rPr", *found) if found else None, text(said))


def looks_near(element: Element, outlines: Mapping[str, Outline]) -> Looks:
    """Those of the nearest plain paragraph beside an element; of one that is numbered, for want of another."""
    before = islice(chain([element], element.itersiblings(preceding=True)), NEAR)
    numbered: Element | None = None
    for one in chain(before, islice(element.itersiblings(), NEAR)):
        if one.tag != w("p") or not "".join(each.text or "" for each in one.iter(w("t"))).strip():
            continue
        outline = outline_of(one, outlines)
        if outline.level or outline.is_contents or one.find(f"{w('pPr')}/{w('framePr')}") is not None:
            continue
        if not outline.number:
            return _of(one)
        numbered = one if numbered is None else numbered
    return Looks() if numbered is None else _of(numbered, unnumbered=True)


def _of(paragraph: Element, *, unnumbered: bool = False) -> Looks:
    run = next((one for one in paragraph.iter(w("r")) if one.find(w("t")) is not None), None)
    properties, text_properties = paragraph.find(w("pPr")), run.find(w("rPr")) if run is not None else None
    return Looks(_kept(properties, PARAGRAPH), _kept(text_properties, RUN), unnumbered)


def _kept(properties: Element | None, names: tuple[str, ...]) -> tuple[Element, ...]:
    return () if properties is None else tuple(one for one in properties if one.tag in {w(name) for name in names})
