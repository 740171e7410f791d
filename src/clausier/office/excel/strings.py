"""The texts of a workbook: those that its cells share, and the pieces of one that looks otherwise here and there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from xml.parsers import expat

from clausier.office.damage import Damaged, TooMuch
from clausier.office.excel.cells import plain
from clausier.office.limits import CELL, STRINGS

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
"""Of every name of ours below, with the space that parts it from the name."""
ITEM, RUN, LOOK, STRIKE, TEXT, READ_ALOUD = (NAMESPACE + name for name in ("si", "r", "rPr", "strike", "t", "rPh"))
OFF = ("0", "false", "f")

Attributes = dict[str, str]
Piece = tuple[str, bool | None]
"""A stretch of text; is it struck through? None: as its cell is."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a cell holds as text."""

    pieces: tuple[Piece, ...]

    @property
    def whole(self) -> str:
        if len(self.pieces) == 1:
            return plain(self.pieces[0][0])
        return plain("".join(text for text, _ in self.pieces))

    def said(self, cell_struck: bool) -> str:
        """What is not struck through, in a cell that is, or is not, as a whole."""
        return plain("".join(text for text, own in self.pieces if not (cell_struck if own is None else own)))

    def struck(self, cell_struck: bool) -> str:
        """What is."""
        return plain("".join(text for text, own in self.pieces if (cell_struck if own is None else own)))


@dataclass(slots=True)
class TextReader:
    """Gathers a text as its elements go by; TooMuch for one that no cell may hold."""

    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    _own: bool | None = None
    _taking: list[str] | None = None
    _aloud: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == TEXT:
            self._taking = None if self._aloud else []
        elif name == RUN:
            self._own = None
        elif name == LOOK:
            self._own = False
        elif name == STRIKE and self._own is not None:
            self._own = attributes.get("val", "1") not in OFF
        elif name == READ_ALOUD:
            self._aloud = True

    def data(self, text: str) -> None:
        if self._taking is not None:
            self._taking.append(text)
            self.length += len(text)
            if self.length > CELL:
                raise TooMuch

    def end(self, name: str) -> None:
        if name == TEXT and self._taking is not None:
            self.pieces.append(("".join(self._taking).replace("x005F_", ""), self._own))
            self._taking = None
        elif name == RUN:
            self._own = None
        elif name == READ_ALOUD:
            self._aloud = False

    def text(self) -> Text:
        """The text, runs of one look together."""
        if all(own is None for _, own in self.pieces):
            return Text((("".join(text for text, _ in self.pieces), None),))
        return Text(tuple(self.pieces))


def parser() -> Any:
    """A parser of XML that goes by, its names with their namespaces."""
    found = expat.ParserCreate(namespace_separator=" ")
    found.buffer_text = True
    return found


def feed(reading: Any, pieces: Iterable[bytes]) -> Iterator[Damaged | TooMuch | None]:
    """Gives a part to a parser, and waits after each piece; the last may be what is wrong with the file."""
    for piece in chain(pieces, (b"",)):
        try:
            reading.Parse(piece, not piece)
        except expat.ExpatError as error:
            yield Damaged(str(error))
            return
        except (Damaged, TooMuch) as fault:
            yield fault
            return
        yield None


def shared(pieces: Iterable[bytes]) -> list[Text]:
    """The texts of a workbook, in their order. TooMuch, Damaged."""
    found: list[Text] = []
    one: TextReader | None = None

    def start(name: str, attributes: Attributes) -> None:
        nonlocal one
        if name == ITEM:
            one = TextReader()
        elif one is not None:
            one.start(name, attributes)

    def end(name: str) -> None:
        nonlocal one
        if one is None:
            return
        if name != ITEM:
            one.end(name)
            return
        found.append(one.text())
        one = None
        if len(found) > STRINGS:
            raise TooMuch

    def data(text: str) -> None:
        if one is not None:
            one.data(text)

    reading = parser()
    reading.StartElementHandler, reading.EndElementHandler, reading.CharacterDataHandler = start, end, data
    for fault in feed(reading, pieces):
        if fault:
            raise fault
    return found
