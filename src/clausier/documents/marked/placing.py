"""Which request goes after which passage of the contract, and which sentence it replaces. Pure.

A person's answers count first: the words that they quote, the article that they name. What was only read gives a place
to a request, never a sentence to strike. Where neither tells one, an article on the very subject does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from clausier.documents.marked.places import Found, Places
from clausier.documents.marked.subjects import Point, Subjects
from clausier.model.contract_text import BlockKind, TextBlock
from clausier.model.proposal import Request
from clausier.model.reading import Reading, Status


class By(Enum):
    """What tells the place of a request."""

    QUOTATION = "citation"
    READING = "lecture"
    ARTICLE = "article"
    SUBJECT = "titre"
    CARRIER = "clause porteuse"
    NOTHING = "aucun"


@dataclass(frozen=True, slots=True)
class Placed:
    """A request and the block after which it goes, None where nothing tells one.

    `sentence` is what it replaces; `contrary`: does the contract say the contrary at that place?
    """

    request: Request
    block: TextBlock | None
    by: By
    sentence: str = ""
    contrary: bool = False

    @property
    def in_row(self) -> bool:
        return self.block is not None and self.block.kind is BlockKind.ROW


@dataclass(frozen=True)
class Placer:
    """Places the requests on a contract; `points` are those of the guide, by id, asked or not."""

    places: Places
    reading: Reading | None
    points: Mapping[str, Point]

    def placed(self, requests: Sequence[Request]) -> Iterator[Placed]:
        """Each request, those that a clause carries after it; a part without a place of its own goes with it."""
        parts: dict[str, list[Request]] = {}
        for one in requests:
            if one.carrier.id:
                parts.setdefault(one.carrier.id, []).append(one)
        for one in requests:
            if one.carrier.id:
                continue
            whole = self._place(one) or self._on_subject(one)
            yield whole
            for part in parts.get(one.id, ()):
                yield self._place(part) or Placed(part, whole.block, By.CARRIER if whole.block else By.NOTHING)

    def _place(self, request: Request) -> Placed | None:
        """Where an answer or the reading says; None where they say nothing of it, or name what only defines a term."""
        if request.citation:
            return self._quoted(request)
        read, article = self._read(request.id), self._article(request)
        if read is not None and (not article or read in article):
            return self._after(request, read, By.READING)
        if article:
            return Placed(request, self.places.blocks[article[-1]], By.ARTICLE)
        return self._after(request, read, By.READING) if read is not None else None

    def _after(self, request: Request, rank: int, by: By, *, contrary: bool = False) -> Placed | None:
        """After the list or the sentence in which a passage stands; nowhere among definitions."""
        if self.places.defines(rank):
            return None
        return Placed(request, self.places.blocks[self.places.whole(rank)], by, contrary=contrary)

    def _quoted(self, request: Request) -> Placed | None:
        """Words that stand several times are those of the article that is named, else the first; never struck then."""
        found, article = self.places.quoted(request.citation), self._article(request)
        within = [one for one in found if one.last in article] if article else []
        candidates = within or found
        if not candidates:
            return Placed(request, None, By.NOTHING)
        passage, contrary = candidates[0], self._is_contrary(request.id)
        strikes = contrary and len(candidates) == 1 and self.places.is_whole(request.citation)
        sentence = self.places.sentence_of(passage) if strikes else ""
        if sentence and not self._is_said_of_others(request.id, passage.first, sentence):
            return Placed(request, self.places.blocks[passage.last], By.QUOTATION, sentence, contrary)
        return self._after(request, passage.last, By.QUOTATION, contrary=contrary)

    def _on_subject(self, request: Request) -> Placed:
        article = range(0) if request.citation else self._subjects.article(request.id)
        block = self.places.blocks[article[-1]] if article else None
        return Placed(request, block, By.SUBJECT if block else By.NOTHING)

    @cached_property
    def _subjects(self) -> Subjects:
        """What is quoted of each point, or was read of it, tells what articles are about."""
        said = {id_: rank for id_ in self.points if (rank := self._said(id_)) is not None}
        return Subjects(self.places, self.points, said)

    def _said(self, id_: str) -> int | None:
        found = self.places.quoted(self.points[id_].citation)
        return found[0].last if len(found) == 1 else self._read(id_)

    def _is_said_of_others(self, id_: str, rank: int, sentence: str) -> bool:
        """Does a sentence answer another point too, which the contract does not contradict?"""
        start = self.places.blocks[rank].text.index(sentence)
        end = start + len(sentence)
        return any(
            (found.first, found.start) < (rank, end) and (found.last, found.end) > (rank, start)
            for other, passages in self._granted.items()
            if other != id_
            for found in passages
        )

    @cached_property
    def _granted(self) -> Mapping[str, list[Found]]:
        """What stands in the contract on each point that it does not contradict."""
        points = ((id_, one) for id_, one in self.points.items() if not one.contrary)
        return {id_: self.places.quoted(one.citation or self._favourable(id_)) for id_, one in points}

    def _favourable(self, id_: str) -> str:
        """What was read of a point that the contract may grant."""
        point = self.reading.points.get(id_) if self.reading else None
        granted = point is not None and point.status in (Status.PARTIAL, Status.FOUND)
        return point.passages[0].quote if point and granted and point.passages else ""

    def _is_contrary(self, id_: str) -> bool:
        return id_ in self.points and self.points[id_].contrary

    def _article(self, request: Request) -> range:
        return self.places.article(request.article) if request.article else range(0)

    def _read(self, id_: str) -> int | None:
        """The block of the passage on which the reading rests, if it is of this file, or says the same once."""
        point = self.reading.points.get(id_) if self.reading else None
        passage = point.passage if point else None
        if passage is None or self.reading is None:
            return None
        source = self.places.source
        same = any(one.name == passage.file and one.digest == source.digest for one in self.reading.files)
        if same and passage.start < len(source.text):
            return self.places.rank(passage.start)
        found: list[Found] = self.places.quoted(passage.quote)
        return found[0].last if len(found) == 1 else None
