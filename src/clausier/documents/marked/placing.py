"""Which request goes after which passage of the contract, and which sentence it replaces. Pure.

A person's answers count first: the words that they quote, the article that they name. What was only read gives a place
to a request, never a sentence to strike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from clausier.documents.marked.places import Found, Places
from clausier.model.contract_text import BlockKind, TextBlock
from clausier.model.proposal import Request
from clausier.model.reading import Reading


class By(Enum):
    """What tells the place of a request."""

    QUOTATION = "citation"
    READING = "lecture"
    ARTICLE = "article"
    CARRIER = "clause porteuse"
    NOTHING = "aucun"


@dataclass(frozen=True, slots=True)
class Placed:
    """A request and the block after which it goes, None where nothing tells one. `sentence`: what it replaces."""

    request: Request
    block: TextBlock | None
    by: By
    sentence: str = ""

    @property
    def in_row(self) -> bool:
        return self.block is not None and self.block.kind is BlockKind.ROW


@dataclass(frozen=True)
class Placer:
    """Places the requests on a contract; `contrary` are the ids of those whose point it contradicts."""

    places: Places
    reading: Reading | None
    contrary: Collection[str]

    def placed(self, requests: Sequence[Request]) -> Iterator[Placed]:
        """Each request, those that a clause carries after it; a part without a place of its own goes with it."""
        parts: dict[str, list[Request]] = {}
        for one in requests:
            if one.carrier.id:
                parts.setdefault(one.carrier.id, []).append(one)
        for one in requests:
            if one.carrier.id:
                continue
            whole = self._place(one)
            yield whole
            for part in parts.get(one.id, ()):
                own = self._place(part)
                yield own if own.block is not None else Placed(part, whole.block, By.CARRIER)

    def _place(self, request: Request) -> Placed:
        if request.citation:
            return self._quoted(request)
        read, article = self._read(request), self._article(request)
        if read is not None and (not article or read in article):
            return Placed(request, self.places.blocks[read], By.READING)
        if article:
            return Placed(request, self.places.blocks[article[-1]], By.ARTICLE)
        if read is not None:
            return Placed(request, self.places.blocks[read], By.READING)
        return Placed(request, None, By.NOTHING)

    def _quoted(self, request: Request) -> Placed:
        """Words that stand several times are those of the article that is named, else the first; never struck then."""
        found, article = self.places.quoted(request.citation), self._article(request)
        within = [one for one in found if one.last in article] if article else []
        candidates = within or found
        if not candidates:
            return Placed(request, None, By.NOTHING)
        passage = candidates[0]
        strikes = request.id in self.contrary and len(candidates) == 1 and self.places.is_whole(request.citation)
        sentence = self.places.sentence_of(passage) if strikes else ""
        return Placed(request, self.places.blocks[passage.last], By.QUOTATION, sentence)

    def _article(self, request: Request) -> range:
        return self.places.article(request.article) if request.article else range(0)

    def _read(self, request: Request) -> int | None:
        """The block of the passage on which the reading rests, if it is of this file, or says the same once."""
        point = self.reading.points.get(request.id) if self.reading else None
        passage = point.passage if point else None
        if passage is None or self.reading is None:
            return None
        source = self.places.source
        same = any(one.name == passage.file and one.digest == source.digest for one in self.reading.files)
        if same and passage.start < len(source.text):
            return self.places.rank(passage.start)
        found: list[Found] = self.places.quoted(passage.quote)
        return found[0].last if len(found) == 1 else None
