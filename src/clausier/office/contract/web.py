"""The blocks of a web page, read as its tags go by: no tree is built, nothing is fetched, nothing of it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from clausier.office import limits
from clausier.office.contract.blocks import ITEM_LABEL, Read
from clausier.office.contract.numbering import numeral
from clausier.office.contract.sheet import Sheet
from clausier.office.damage import TooMuch, outside
from clausier.office.word.xml import counted

SILENT = frozenset(("script", "style", "nav", "template", "noscript", "title", "svg", "select", "button", "iframe",
                    "object", "video", "audio", "math", "canvas"))  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = ("ul", "ol", "menu")
BLOCKS = frozenset(("p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "pre", "dl",
                    "dt", "dd", "figure", "figcaption", "form", "fieldset", "legend", "address", "hr", "body",
                    "caption", "details", "summary"))  # fmt: skip
FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
PIECE = 1 << 16
TAG, END, TEXT = range(3)

Event = tuple[int, str, Mapping[str, str]]
NOTHING: Mapping[str, str] = {}


def read_web(text: str, told: str = "") -> Read:
    """The blocks of a page; TooMuch for tags too many or too deep in one another."""
    if text.count("<") > limits.TREES.markup:
        raise TooMuch("tags")
    page = _Page()
    for event in _events(text.replace("\0", "").encode("utf-8", "replace")):
        page.take(*event)
    return Read(page.sheet.finished(), remarks=[told])


def _events(content: bytes) -> Iterator[Event]:
    """What the parser says, piece by piece: it runs alone, so that no fault of ours passes for one of the page."""
    heard = _Heard()
    with outside():
        parser = etree.HTMLParser(target=heard, encoding="utf-8", no_network=True)
    for start in range(0, len(content), PIECE):
        with outside():
            parser.feed(content[start : start + PIECE])
        yield from heard.taken()
    if content:
        with outside():
            parser.close()
    yield from heard.taken()


class _Heard:
    """A target that only keeps what it is told."""

    def __init__(self) -> None:
        self._events: list[Event] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._events.append((TAG, tag, dict(attributes) if attributes else NOTHING))

    def end(self, tag: str) -> None:
        self._events.append((END, tag, NOTHING))

    def data(self, text: str) -> None:
        self._events.append((TEXT, text, NOTHING))

    def close(self) -> None:
        """Nothing is built."""

    def taken(self) -> list[Event]:
        events, self._events = self._events, []
        return events


@dataclass
class _Page:
    """Where a page stands: the tags that are open, from which one on nothing shows, the lists around."""

    sheet: Sheet = field(default_factory=Sheet)
    depth: int = 0
    silent: int = 0
    as_typed: int = 0
    lists: list[tuple[str, int]] = field(default_factory=list)

    def take(self, kind: int, name: str, attributes: Mapping[str, str]) -> None:
        if kind == TAG:
            self.depth += 1
            if self.depth > limits.DEPTH:
                raise TooMuch("depth")
            if not self.silent and (name in SILENT or _is_unseen(attributes)):
                self.silent = self.depth
            if not self.silent:
                self._start(name, attributes)
        elif kind == END:
            if not self.silent:
                self._end(name)
            elif self.silent == self.depth:
                self.silent = 0
            self.depth -= 1
        elif self.as_typed and not self.silent:
            self.sheet.write_as_typed(name)
        elif not self.silent:
            self.sheet.write(name)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "br":
            self.sheet.write_as_typed("\n")
        elif name in HEADINGS:
            self.sheet.begin_heading(HEADINGS[name])
        elif name in LISTS:
            self.sheet.end_block()
            written = FORMATS.get(attributes.get("type", ""), "decimal") if name == "ol" else ""
            self.lists.append((written, counted(attributes.get("start"), 1)))
        elif name == "li":
            self._item()
        elif name == "table":
            self.sheet.begin_table()
        elif name == "tr":
            self.sheet.begin_row()
        elif name in ("td", "th"):
            self.sheet.begin_cell(counted(attributes.get("colspan"), 1))
        elif name in BLOCKS:
            self.sheet.end_block()
            self.as_typed += name == "pre"

    def _end(self, name: str) -> None:
        if name in LISTS:
            self.sheet.end_block()
            del self.lists[-1:]
        elif name == "table":
            self.sheet.end_table()
        elif name in BLOCKS or name in HEADINGS or name in ("li", "td", "th"):
            self.sheet.end_block()
            self.as_typed -= name == "pre"

    def _item(self) -> None:
        written, number = self.lists[-1] if self.lists else ("", 0)
        if written:
            self.lists[-1] = written, number + 1
        label = f"{numeral(number, written)}." if written else ITEM_LABEL
        self.sheet.begin_item(label, max(1, len(self.lists)))


def _is_unseen(attributes: Mapping[str, str]) -> bool:
    return bool(attributes) and ("hidden" in attributes or bool(UNSEEN.search(attributes.get("style", ""))))
