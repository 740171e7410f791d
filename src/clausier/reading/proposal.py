"""What is proposed on a point: a status, the passages that it rests on, and why."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nsmallest

from clausier.french import fold, join
from clausier.model.library import Library
from clausier.model.reading import MAX_PASSAGES, Passage, PointReading, Reserve, Status
from clausier.model.requirement import Requirement
from clausier.reading.certainty import is_certain
from clausier.reading.contract import Contract
from clausier.reading.evidence import Evidence, evidence_of, sentences_met
from clausier.reading.passages import passage_of
from clausier.reading.ranking import Ranking
from clausier.reading.reasons import SILENCE, why
from clausier.reading.signs import TAKES_BACK
from clausier.reading.tables import names_columns
from clausier.reading.titles import Titles

_NEAR = 1.6
"""What the nearest sentence to the question gains over the farthest."""
_MERGED, _BY_WORDS, _BY_QUESTION = 10, 2.0, 1.0
"""How two orders of the passages are merged: the weight of each, over its rank and this."""
MOST_HEADINGS, MOST_NEAR = 5, 30
DOUBTS = frozenset({Reserve.EXCLUSION, Reserve.CLIENT, Reserve.OPTION, Reserve.EXCEPTION, Reserve.VAGUE})
"""What another passage of the point says that leaves nothing certain of the first."""


class Proposer:
    """Proposes on each point of a library what one contract says of it."""

    def __init__(self, contract: Contract, library: Library) -> None:
        self.contract = contract
        self.library = library
        self.titles = Titles(sentence.section for sentence in contract.sentences)
        self.ranking = Ranking(contract)
        self._folded = [fold(laid.sentence.text) for laid in contract.laid]

    def propose(self, point: Requirement) -> PointReading:
        """The proposal on a point; the order of files and articles does not bear on it."""
        near = self.ranking.scores(f"{point.title} {point.question}")
        found = evidence_of(point, self.contract, self.library, self.titles)
        top = max(near.values(), default=1.0)
        for one in found:
            one.weight += _NEAR * near.get(one.rank, 0.0) / top
        found.sort(key=self._order)
        status = ground = _status(found)
        if status is Status.NOT_FOUND or not any(map(_counts, found)):
            return self._silence(point, near, found)
        parts = self._parts(point, found) if status in (Status.FOUND, Status.PARTIAL) else None
        lacking = [name for name in point.landmarks.parts if parts is not None and name not in parts]
        lacking = [name for name in lacking if not _is_optional(point, name)]
        opposed = [one for one in found if (one.contrary and one.status is Status.CONTRARY) or self._takes_back(one)]
        if status is Status.FOUND and (lacking or opposed):
            status = Status.PARTIAL
        resting = [one for one in found if one.status is ground]
        other = _disagreement(resting)
        reading = PointReading(
            status=status,
            why=why(point, status, resting, lacking, opposed, other),
            value=resting[0].value if status in (Status.FOUND, Status.PARTIAL) else "",
            parts=_answered(point, parts),
            passages=self._passages(resting, found, near, point),
        )
        certain = status is Status.FOUND and not other and not any(one.reach.all & DOUBTS for one in found)
        certain = certain and is_certain(resting[0], point, self.contract.reserves.told)
        return reading.model_copy(update={"certain": True}) if certain else reading

    def _order(self, one: Evidence) -> tuple[float, str, str]:
        return -round(one.weight, 6), self._folded[one.rank], one.laid.sentence.section.file

    def _parts(self, point: Requirement, found: list[Evidence]) -> tuple[str, ...]:
        """The parts that sentences about the point show, or those of the same article."""
        neutral = point.landmarks.neutral
        matcher = self.contract.matcher(point)
        denied = {one.rank for one in found if one.status is Status.CONTRARY}
        sections = {id(one.laid.sentence.section) for one in found if one.strong and one.rank not in denied}
        about = {one.rank for one in found}
        return tuple(
            name
            for name, sources in point.landmarks.parts.items()
            if any(
                (rank in about or id(self.contract.laid[rank].sentence.section) in sections)
                and rank not in denied
                and (neutral or not self._is_denied(rank))
                for rank in sentences_met(sources, matcher)
            )
        )

    def _takes_back(self, one: Evidence) -> bool:
        """« Ces délais sont donnés à titre indicatif », elsewhere than beside the value."""
        return not one.value and bool(TAKES_BACK.search(self.contract.reserves.told(one.laid.sentence.text)))

    def _is_denied(self, rank: int) -> bool:
        reach = self.contract.reserves.on(self.contract.laid[rank].sentence, (), self.contract.following(rank))
        return bool(reach.bearing & {Reserve.EXCLUSION, Reserve.CLIENT})

    def _silence(self, point: Requirement, near: Mapping[int, float], found: list[Evidence]) -> PointReading:
        """A weak landmark alone is no sign of the point: what meets it is shown first among what is near.

        The words that were looked for are told of what is near, even where the point sets the sentence aside.
        """
        ranks = [*dict.fromkeys(map(self._told_by, (*(one.rank for one in found), *self._nearest(near))))]
        aside = evidence_of(point, self.contract, self.library, self.titles, aside=True)
        by_rank = {one.rank: one for one in (*found, *(one for one in aside if one.strong))}
        meant = sorted(self.titles.met(point.landmarks.headings), key=fold)
        beside = [self.contract.laid[rank].sentence.section.title for rank in ranks]
        return PointReading(
            status=Status.NOT_FOUND,
            why=SILENCE,
            passages=tuple(self._passage(rank, by_rank.get(rank)) for rank in ranks[:MAX_PASSAGES]),
            searched=tuple(dict.fromkeys(title for title in [*meant, *beside] if title))[:MOST_HEADINGS],
        )

    def _nearest(self, near: Mapping[int, float]) -> list[int]:
        return nsmallest(MOST_NEAR, near, key=lambda rank: (-round(near[rank], 6), self._folded[rank]))

    def _passages(
        self, resting: list[Evidence], found: list[Evidence], near: Mapping[int, float], point: Requirement
    ) -> tuple[Passage, ...]:
        """The best first: the one that the proposal rests on, then by landmarks and nearness merged."""
        merged: dict[int, float] = {}
        for place, one in enumerate(found):
            merged[one.rank] = merged.get(one.rank, 0.0) + _BY_WORDS / (_MERGED + place + 1)
        for place, rank in enumerate(self._nearest(near)):
            merged[rank] = merged.get(rank, 0.0) + _BY_QUESTION / (_MERGED + place + 1)
        by_rank = {one.rank: one for one in found}
        order = sorted(merged, key=lambda rank: (-round(merged[rank], 6), self._folded[rank]))
        once: dict[str, int] = {}
        for rank in map(self._told_by, (resting[0].rank, *order)):
            once.setdefault(self._folded[rank], rank)
        order = self._apart([*once.values()])
        return tuple(self._passage(rank, by_rank.get(rank)) for rank in order[:MAX_PASSAGES])

    def _told_by(self, rank: int) -> int:
        """The sentence to show: for what but names the columns of a table, the first row under it."""
        below = self.contract.laid[rank + 1].sentence.block if rank + 1 < len(self.contract.laid) else None
        block = self.contract.laid[rank].sentence.block
        return rank + 1 if names_columns(block, below, self.contract.reserves.told) else rank

    def _apart(self, order: list[int]) -> list[int]:
        """One passage of each paragraph, then the others: whoever reads it sees the whole paragraph."""
        firsts: dict[int, int] = {}
        for rank in order:
            firsts.setdefault(id(self.contract.laid[rank].sentence.block), rank)
        return [*firsts.values(), *(rank for rank in order if rank not in set(firsts.values()))]

    def _passage(self, rank: int, one: Evidence | None) -> Passage:
        sentence = self.contract.laid[rank].sentence
        if one is None:
            return passage_of(sentence)
        return passage_of(sentence, one.places, one.reach.all, one.value, bool(one.strong))


def _counts(one: Evidence) -> bool:
    """Does the sentence speak of the point, be it to be checked?

    A weak landmark calls for another, or for the heading; where terms are defined it says nothing.
    """
    if one.contrary or (one.strong and Reserve.DEFINITION not in one.reach.bearing):
        return True
    return (
        bool(one.strong or Reserve.DEFINITION not in one.reach.bearing)
        and len(one.strong) + len(one.weak) + one.titled > 1
    )


def _status(found: list[Evidence]) -> Status:
    """That of the most favourable strong sentence; else of what opposes the point; else of weak ones."""
    if strong := [one for one in found if one.strong]:
        return max((one.status for one in strong), key=lambda status: status.rank)
    if any(one.contrary and one.status is Status.CONTRARY for one in found):
        return Status.CONTRARY
    return max((one.status for one in found), key=lambda status: status.rank, default=Status.NOT_FOUND)


def _is_optional(point: Requirement, name: str) -> bool:
    part = point.criterion.parts.get(name)
    return part is not None and part.optional


def _answered(point: Requirement, parts: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The parts that an answer may name: those of the criterion."""
    if parts is None or not point.criterion.parts:
        return None
    return tuple(name for name in parts if name in point.criterion.parts)


def _disagreement(resting: list[Evidence]) -> str:
    """Another value than the first one's, given by a passage that is as good; empty if none is."""
    first = resting[0].value
    others = dict.fromkeys(one.value for one in resting[1:MAX_PASSAGES] if one.value and one.strong)
    return join(f"« {value} »" for value in others if first and fold(value) != fold(first))
