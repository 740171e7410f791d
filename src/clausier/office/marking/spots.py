"""Where new paragraphs can stand in a foreign document so that, rejected, they leave nothing behind.

Once its mark is rejected, an inserted paragraph flows into the one that follows. Where none follows (a table, the end
of a cell or of a section), the paragraph before is split instead: its own mark goes to the last of the new ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from clausier.office.word.accept import GONE
from clausier.office.word.reading import FALLBACK
from clausier.office.word.xml import Element, head, value, w

BOX, FIELD = w("txbxContent"), w("fldChar")
MOVES = {w(f"move{way}Range{end}"): step for way in ("From", "To") for end, step in (("Start", 1), ("End", -1))}
BLOCKS = frozenset((w("p"), w("tbl"), w("sdt"), w("customXml"), w("sectPr"), w("altChunk")))
LOCKED = ("contentLocked", "sdtContentLocked")
HELD = frozenset(("text", "date", "dropDownList", "comboBox", "picture", "docPartObj", "docPartList", "dataBinding",
                  "group", "bibliography", "citation", "equation", "checkbox"))  # fmt: skip
"""Controls that hold a value, or something that Word makes anew: nothing is written in them."""


@dataclass(frozen=True, slots=True)
class Spot:
    """New paragraphs go after `element`, or `before` it; `splits`: its own mark goes to the last of them."""

    element: Element
    splits: bool = False
    before: bool = False


class Spots:
    """The places of a document."""

    def __init__(self, document: Element) -> None:
        self.body = document.find(w("body"))
        self.paragraphs = tuple(document.iter(w("p")))
        self._begun, self._open = _in_fields(document)

    def after(self, rank: int, *, in_row: bool) -> Spot | None:
        """The nearest place from the end of a paragraph on, or from that of its table; None where there is none."""
        element: Element = _out_of_controls(_out_of_boxes(self.paragraphs[rank]))
        if in_row:
            element = next(element.iterancestors(w("tbl")), element)
        while element is not None and element is not self.body:
            for one in (element, *_following(element)):
                if found := self._spot(one):
                    return found
            element = element.getparent()
        return None

    def keeps(self, rank: int) -> bool:
        """Must what a paragraph says stay: in a text box, a closed control, a field that begins above?"""
        paragraph = self.paragraphs[rank]
        held = _out_of_controls(paragraph) is not paragraph or _out_of_boxes(paragraph) is not paragraph
        return held or paragraph in self._begun

    def start(self) -> Spot | None:
        """Before the first paragraph of the body that stands in nothing else."""
        first = next(self.body.iterchildren(w("p")), None)
        return Spot(first, before=True) if first is not None else None

    def end(self) -> Spot:
        """After everything; a body that holds nothing is refused before."""
        last = [one for one in self.body if one.tag in BLOCKS and one.tag != w("sectPr")][-1]
        return self._spot(last) or Spot(last, splits=last.tag == w("p"))

    def _spot(self, one: Element) -> Spot | None:
        if one.tag not in (w("p"), w("tbl"), w("sdt")) or self._is_open(one):
            return None
        following = next(_following(one), None)
        flows = following is not None and following.tag == w("p")
        if one.tag != w("p"):
            return Spot(one) if flows else None
        properties = one.find(w("pPr"))
        mark = properties.find(w("rPr")) if properties is not None else None
        if mark is not None and any(mark.find(tag) is not None for tag in GONE):
            return None
        if flows and (properties is None or properties.find(w("sectPr")) is None):
            return Spot(one)
        return Spot(one, splits=True)

    def _is_open(self, one: Element) -> bool:
        """Does a field or a move go on beyond its end?"""
        last = one if one.tag == w("p") else next(iter([*one.iter(w("p"))][-1:]), None)
        return last is not None and last in self._open


def _in_fields(document: Element) -> tuple[frozenset[Element], frozenset[Element]]:
    """The paragraphs at whose beginning, and at whose end, a field, or a passage that was moved, is open."""
    begun: set[Element] = set()
    still: set[Element] = set()
    depth = 0
    for event, one in etree.iterwalk(document, events=("start", "end"), tag=(w("p"), FIELD, *MOVES)):
        if one.tag == w("p"):
            if depth > 0:
                (begun if event == "start" else still).add(one)
        elif event == "start" and one.tag == FIELD and next(one.iterancestors(FALLBACK), None) is None:
            depth += {"begin": 1, "end": -1}.get(str(one.get(w("fldCharType"))), 0)
        elif event == "start":
            depth += MOVES.get(one.tag, 0)
    return frozenset(begun), frozenset(still)


def _following(one: Element) -> Iterator[Element]:
    """What comes next beside an element, but for ends of ranges."""
    return (each for each in one.itersiblings() if each.tag in BLOCKS)


def _out_of_boxes(paragraph: Element) -> Element:
    """The paragraph beside which a text box floats, for one that stands in it."""
    box = next(iter([*paragraph.iterancestors(BOX)][-1:]), None)
    return paragraph if box is None else next(box.iterancestors(w("p")), paragraph)


def _out_of_controls(one: Element) -> Element:
    """The widest control around it in which nothing may be written."""
    closed = [control for control in one.iterancestors(w("sdt")) if _is_closed(control)]
    return closed[-1] if closed else one


def _is_closed(control: Element) -> bool:
    properties = head(control, "sdtPr")
    if properties is None:
        return False
    kinds = {str(child.tag).rpartition("}")[2] for child in properties}
    return value(properties, "lock") in LOCKED or bool(kinds & HELD)
