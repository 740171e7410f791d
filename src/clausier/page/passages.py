"""What was read of a point, as a card shows it: the passages with the words that were found, what is proposed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausier.desk.foreseen import falls_short
from clausier.dossier.inwords import place_of, proposes
from clausier.french import places_of
from clausier.model.contract_text import SourceText
from clausier.model.reading import Passage, PointReading, Reading
from clausier.model.requirement import Requirement
from clausier.model.verdict import Finding
from clausier.page.beside import Beside

LONGEST = 700
"""Signs of a quotation that are shown: the rest is in the text of the contract."""
SHORT = 16
"""Signs of a digest by which an address names a file."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a quotation; was it found?"""

    text: str
    found: bool = False


@dataclass(frozen=True)
class Quoted:
    """A passage: `rank` in the reading, its place in words, its pieces; `file` and `start` are where its text is."""

    rank: int
    place: str
    pieces: Sequence[Piece]
    reserves: Sequence[str]
    file: str
    start: int


@dataclass(frozen=True)
class Read:
    """What was read of a point; `finding` is the answer that is proposed, None where none is.

    `open`: has nobody decided yet? `rests`: does the proposal rest on the first passage? `short`: why its value would
    be insufficient, in words. `print_` tells it from another reading.
    """

    found: PointReading
    open: bool
    finding: Finding | None
    parts: Sequence[str]
    passages: Sequence[Quoted]
    short: str
    print_: str

    @property
    def rests(self) -> bool:
        return self.found.passage is not None


def read_of(beside: Beside, point: Requirement) -> Read | None:
    """What a card shows; None where nothing was read of the point."""
    found = beside.found(point.id)
    if found is None or beside.reading is None:
        return None
    known, opened = point.criterion.parts, beside.opened
    is_open = point in beside.undecided
    return Read(
        found,
        is_open,
        found.status.finding if proposes(found) else None,
        [known[name].title for name in found.parts or () if name in known],
        [quoted(one, beside.reading, rank) for rank, one in enumerate(found.passages)],
        falls_short(point, found, opened.case, opened.library, opened.analysis.date) if is_open else "",
        print_of(found),
    )


def known_files(texts: Mapping[str, SourceText]) -> frozenset[str]:
    """The files, as addresses name them, whose text can be shown."""
    return frozenset(one.digest[:SHORT] for one in texts.values())


def print_of(found: PointReading) -> str:
    return hashlib.sha256(found.model_dump_json(by_alias=True).encode()).hexdigest()[:SHORT]


def quoted(passage: Passage, reading: Reading, rank: int = 0) -> Quoted:
    """A passage with its words marked."""
    digest = next((one.digest for one in reading.files if one.name == passage.file), "")
    told = place_of(passage, reading)
    place = f"{told[:1].upper()}{told[1:]}" if told else passage.file
    return Quoted(rank, place, pieces_of(passage), passage.reserves, digest[:SHORT], passage.start)


def pieces_of(passage: Passage) -> list[Piece]:
    """The quotation, cut around the first word that was found if it is long."""
    text, spans = passage.quote, places_of(passage.found, passage.quote)
    first, last = 0, len(text)
    if last > LONGEST:
        around = spans[0][0] if spans else 0
        first = max(0, min(around - LONGEST // 3, last - LONGEST))
        last = first + LONGEST
    pieces = [Piece("… ")] if first else []
    end = first
    for start, finish in spans:
        if first <= start and finish <= last:
            pieces += [Piece(text[end:start]), Piece(text[start:finish], found=True)]
            end = finish
    pieces += [Piece(text[end:last]), *([Piece(" …")] if last < len(text) else [])]
    return [one for one in pieces if one.text]
