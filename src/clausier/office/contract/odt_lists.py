"""The numbers of an OpenDocument text's lists and headings, counted as those of Word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from clausier.office.contract.numbering import LEVELS, LONGEST, Counters, Level, List
from clausier.office.word.xml import Element, counted

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE = f"{{{NAMES}text:1.0}}", f"{{{NAMES}style:1.0}}"
IDENTIFIER = "{http://www.w3.org/XML/1998/namespace}id"
FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
HEADINGS = "titres"


@dataclass(slots=True)
class Lists:
    """The lists of a file as they go by. A list counts from its start, unless it says that it goes on from another."""

    shapes: dict[str, dict[int, Level]]
    counters: Counters = field(default_factory=lambda: Counters({}))
    _open: list[str] = field(default_factory=list)
    _style: str = ""
    _number: str = ""
    _last: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def begin(self, element: Element) -> None:
        """A list opens: in another, it is of the same numbers."""
        style = str(element.get(f"{TEXT}style-name", "")) or self._style
        self._open.append(self._number if self._open else "")
        if len(self._open) == 1:
            after = str(element.get(f"{TEXT}continue-list", ""))
            if not after and element.get(f"{TEXT}continue-numbering") == "true":
                after = style
            self._number = self._last.get(after) or self._anew(style)
            self._last[style] = self._number
            self._last[str(element.get(IDENTIFIER, ""))] = self._number
        self._style = style

    def end(self) -> None:
        del self._open[-1:]
        if not self._open:
            self._style = ""

    def label(self, depth: int) -> tuple[str, str]:
        """(label, format) of the next item at a depth from 0."""
        return self.counters.label(self._number, depth)

    def heading(self, depth: int) -> str:
        """The number of the next heading at a depth from 0."""
        return self.counters.label(HEADINGS, depth)[0]

    def _anew(self, style: str) -> str:
        self._count += 1
        number = f"{style}/{self._count}"
        self.counters.lists[number] = List(number, self.shapes.get(style, {}))
        return number


def read_lists(roots: Iterable[Element]) -> Lists:
    """The shapes of lists and headings that the styles of these parts give."""
    shapes: dict[str, dict[int, Level]] = {}
    headings: dict[int, Level] = {}
    for root in roots:
        for style in root.iter(f"{TEXT}list-style"):
            shapes[str(style.get(f"{STYLE}name", ""))] = _levels(style)
        for style in root.iter(f"{TEXT}outline-style"):
            headings = _levels(style)
    lists = Lists(shapes)
    lists.counters.lists[HEADINGS] = List(HEADINGS, headings)
    return lists


def _levels(style: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in style:
        depth = counted(one.get(f"{TEXT}level"), 1) - 1
        if 0 <= depth < LEVELS:
            found[depth] = _level(one, depth)
    return found


def _level(one: Element, depth: int) -> Level:
    if not str(one.tag).endswith(("style-number", "outline-level-style")):
        return Level(format="bullet")
    written = FORMATS.get(one.get(f"{STYLE}num-format", ""), "none")
    if written == "none":
        return Level(format="none")
    shown = min(max(counted(one.get(f"{TEXT}display-levels"), 1), 1), depth + 1)
    places = ".".join(f"%{rank + 1}" for rank in range(depth + 1 - shown, depth + 1))
    text = f"{one.get(f'{STYLE}num-prefix', '')}{places}{one.get(f'{STYLE}num-suffix', '')}"
    return Level(counted(one.get(f"{TEXT}start-value"), 1), written, text[:LONGEST])
