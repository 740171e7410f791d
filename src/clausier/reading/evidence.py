"""What the sentences of a contract show of a point: the landmarks that each meets, its reserves, its value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clausier.model.library import Library
from clausier.model.reading import Reserve, Status
from clausier.model.requirement import Requirement
from clausier.reading.contract import Contract
from clausier.reading.index import Laid
from clausier.reading.matching import Matcher, Met
from clausier.reading.reach import NO_RESERVE, Reach
from clausier.reading.references import only_refers
from clausier.reading.titles import Titles
from clausier.reading.values import kinds_of, value_of

STRONG, MORE_STRONG, WEAK, MORE_WEAK = 3.0, 1.2, 1.0, 0.3
TITLED, VALUED = 1.0, 1.2
COST: Mapping[Reserve, float] = {
    Reserve.EXCLUSION: 1.5,
    Reserve.CLIENT: 1.0,
    Reserve.DEFINITION: 1.0,
    Reserve.OPTION: 0.6,
    Reserve.EXCEPTION: 0.3,
    Reserve.VAGUE: 0.3,
}
"""What a landmark, the heading and the value add to the weight of a sentence, and what a reserve takes from it."""


@dataclass
class Evidence:
    """A sentence that meets landmarks of a point."""

    rank: int
    laid: Laid
    strong: list[Met] = field(default_factory=list)
    weak: list[Met] = field(default_factory=list)
    contrary: list[Met] = field(default_factory=list)
    reach: Reach = NO_RESERVE
    value: str = ""
    titled: bool = False
    refers: str = ""
    weight: float = 0.0
    status: Status = Status.TO_CHECK

    @property
    def met(self) -> list[Met]:
        return self.strong or self.contrary or self.weak

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where the words that matched stand in the sentence's block."""
        spans = (
            self.laid.span(place) for one in self.met for first, last in one.parts for place in range(first, last + 1)
        )
        return sorted({span for span in spans if span is not None})


def evidence_of(
    point: Requirement, contract: Contract, library: Library, titles: Titles, *, aside: bool = False
) -> list[Evidence]:
    """Every sentence that meets a landmark of the point, in the order of the files; or `aside`, those it excludes."""
    landmarks = point.landmarks
    matcher = contract.matcher(point)
    set_aside = {rank for source in landmarks.excluding for rank in matcher.alone(source)}
    found: dict[int, Evidence] = {}
    for sources, name in ((landmarks.strong, "strong"), (landmarks.weak, "weak"), (landmarks.contrary, "contrary")):
        for source in sources:
            for rank, met in matcher.met(source).items():
                if (rank in set_aside) is aside:
                    one = found.get(rank) or found.setdefault(rank, Evidence(rank, contract.laid[rank]))
                    getattr(one, name).append(met)
    kinds = kinds_of(point)
    for one in found.values():
        sentence = one.laid.sentence
        one.reach = contract.reserves.on(sentence, one.places, contract.following(one.rank))
        one.value = value_of(one.laid, one.met, kinds, point, library) if kinds else ""
        one.titled = titles.meet(landmarks.headings, sentence.section)
        one.refers = only_refers(sentence.text) if not one.value else ""
        one.status = _status(one, point)
        one.weight = _weight(one, point)
    return sorted(found.values(), key=lambda one: one.rank)


def _status(one: Evidence, point: Requirement) -> Status:
    """What the sentence alone would propose."""
    bearing = frozenset[Reserve]() if point.landmarks.neutral else one.reach.bearing
    denied = bool(bearing & {Reserve.EXCLUSION, Reserve.CLIENT})
    if one.contrary and not (Reserve.EXCLUSION in bearing and not one.strong):
        return Status.CONTRARY
    if denied and (one.strong or one.weak):
        return Status.CONTRARY
    if not one.strong:
        return Status.TO_CHECK
    if one.refers or (Reserve.DEFINITION in one.reach.bearing and not one.value):
        return Status.TO_CHECK
    if bearing & {Reserve.OPTION, Reserve.EXCEPTION, Reserve.VAGUE} or Reserve.DEFINITION in one.reach.bearing:
        return Status.PARTIAL
    return Status.PARTIAL if point.landmarks.values and not one.value else Status.FOUND


def _weight(one: Evidence, point: Requirement) -> float:
    weight = 0.0
    if one.strong:
        weight += STRONG + MORE_STRONG * (len(one.strong) - 1)
    if one.weak:
        weight += WEAK + MORE_WEAK * (len(one.weak) - 1)
    if one.contrary:
        weight += STRONG
    weight += TITLED * one.titled + VALUED * bool(one.value)
    if not point.landmarks.neutral:
        weight -= sum(COST.get(reserve, 0.0) for reserve in one.reach.bearing)
    return weight


def sentences_met(sources: Iterable[str], matcher: Matcher) -> set[int]:
    """Ranks of the sentences that meet one of these landmarks."""
    return {rank for source in sources for rank in matcher.met(source)}
