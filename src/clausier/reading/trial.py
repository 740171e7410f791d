"""The landmarks of one point on one contract: what each of them meets, what is set aside, what comes of it.

For whoever tunes them; what is proposed is what `read` proposes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausier.model.contract_text import SourceText
from clausier.model.landmark import Landmarks
from clausier.model.library import Library
from clausier.model.reading import Passage, PointReading, Status
from clausier.model.requirement import Requirement
from clausier.reading.contract import Contract, contract_of
from clausier.reading.evidence import Evidence, evidence_of
from clausier.reading.index import Index, Laid
from clausier.reading.matching import Met
from clausier.reading.passages import passage_of
from clausier.reading.proposal import Proposer

EXCLUDING = "sauf"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A sentence that a landmark meets: its rank, the places of the words in its quotation (start, end).

    `above` are the folded words that stand elsewhere: in a heading, a lead-in, the header of a column.
    """

    rank: int
    places: tuple[Span, ...]
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """A landmark: its key (« forts », « volets.nom »), and the sentences that meet it, in the order of the files.

    `hidden`: it is met, but by the words of a bare reserve alone, which do not count.
    """

    key: str
    source: str
    meetings: tuple[Meeting, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence that meets a landmark; `status` is what it would propose alone, None where it does not count.

    `aside` are the landmarks that set it aside; `weight` orders those that count.
    """

    passage: Passage
    status: Status | None
    aside: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True)
class Trial:
    """What one point makes of one contract.

    `headings` are its landmarks of headings, each with the headings that it meets; `heard` the sentences by their rank.
    """

    point: str
    sentences: int
    tried: tuple[Tried, ...]
    headings: dict[str, tuple[str, ...]]
    heard: dict[int, Heard]
    reading: PointReading


@dataclass(frozen=True, slots=True)
class _Found:
    """A landmark, and by rank the sentences that meet it."""

    key: str
    source: str
    met: Mapping[int, Met]
    hidden: bool


def trial(texts: Sequence[SourceText], library: Library, point: Requirement) -> Trial:
    """The landmarks of a point tried on the files of a contract."""
    contract = contract_of(texts, library)
    proposer = Proposer(contract, library)
    evidence = {one.rank: one for one in evidence_of(point, contract, library, proposer.titles)}
    found = [_Found(key, source, *_met(source, point, contract)) for key, source in _each(point.landmarks)]
    ranks = sorted({rank for one in found for rank in one.met})
    heard = {rank: _heard(rank, contract.laid[rank], found, evidence.get(rank)) for rank in ranks}
    return Trial(
        point.id,
        len(contract.sentences),
        tuple(Tried(one.key, one.source, tuple(_meetings(one.met, heard, contract)), one.hidden) for one in found),
        {source: tuple(sorted(proposer.titles.met([source]))) for source in point.landmarks.headings},
        heard,
        proposer.propose(point),
    )


def _each(landmarks: Landmarks) -> Iterator[tuple[str, str]]:
    """All but those of headings."""
    lists = {
        "forts": landmarks.strong,
        "faibles": landmarks.weak,
        EXCLUDING: landmarks.excluding,
        "contraires": landmarks.contrary,
        **{f"volets.{name}": sources for name, sources in landmarks.parts.items()},
    }
    for key, sources in lists.items():
        yield from ((key, source) for source in sources)


def _met(source: str, point: Requirement, contract: Contract) -> tuple[Mapping[int, Met], bool]:
    """Where a landmark is met; whether it would be if the words of bare reserves counted."""
    met = contract.matcher(point).met(source)
    return met, not met and bool(contract.everywhere.met(source))


def _heard(rank: int, laid: Laid, found: Iterable[_Found], one: Evidence | None) -> Heard:
    meeting = [landmark for landmark in found if rank in landmark.met]
    spans = sorted({span for landmark in meeting for span in _spans(landmark.met[rank], laid)})
    aside = tuple(landmark.source for landmark in meeting if landmark.key == EXCLUDING)
    if one is None:
        return Heard(passage_of(laid.sentence, spans), None, aside)
    passage = passage_of(laid.sentence, spans, one.reach.all, one.value, bool(one.strong))
    return Heard(passage, one.status, aside, one.weight)


def _meetings(met: Mapping[int, Met], heard: Mapping[int, Heard], contract: Contract) -> Iterator[Meeting]:
    for rank, one in sorted(met.items()):
        laid, passage = contract.laid[rank], heard[rank].passage
        shift = passage.start - laid.sentence.block.start
        places = tuple((start - shift, end - shift) for start, end in _spans(one, laid))
        yield Meeting(rank, places, tuple(_above(one, laid, contract.index)))


def _spans(one: Met, laid: Laid) -> list[Span]:
    """Where the words that matched stand in the sentence's block, those that follow one another as one."""
    found = [_part(part, laid) for part in sorted(set(one.parts))]
    return [span for span in found if span is not None]


def _part(part: Span, laid: Laid) -> Span | None:
    spans = [span for place in range(part[0], part[1] + 1) if (span := laid.span(place)) is not None]
    return (spans[0][0], spans[-1][1]) if spans else None


def _above(one: Met, laid: Laid, index: Index) -> Iterator[str]:
    for first, last in sorted(set(one.parts)):
        words = [_word_at(place, index) for place in range(first, last + 1) if laid.span(place) is None]
        if words:
            yield " ".join(words)


def _word_at(place: int, index: Index) -> str:
    def stands(places: list[int]) -> bool:
        rank = bisect_left(places, place)
        return rank < len(places) and places[rank] == place

    return next((word for word, places in index.words.items() if stands(places)), "")
