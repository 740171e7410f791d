"""What would be asked on one point at each of its positions, side by side. For the practice's eyes alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clausier.judging.carrying import carried_among
from clausier.model.analysis import Analysis, Judgement
from clausier.model.proposal import Request
from clausier.model.requirement import Position, PositionName, Positions
from clausier.proposal.clauses import drawn


@dataclass(frozen=True)
class Stage:
    """A position of a point and the request that it makes; `rank` tells the fallbacks apart, from 1.

    A dossier chooses the first fallback only: those after it are for the discussion.
    """

    name: PositionName
    position: Position
    request: Request
    rank: int = 1

    @property
    def may_be_chosen(self) -> bool:
        return self.rank == 1


def stages(judgement: Judgement, analysis: Analysis) -> tuple[Stage, ...]:
    """From the target to the floor, those that the library gives to the point."""
    return tuple(
        Stage(name, position, _request(judgement, analysis, name, position), rank)
        for name, position, rank in _positions(judgement.requirement.positions)
    )


def _positions(positions: Positions) -> Iterator[tuple[PositionName, Position, int]]:
    yield PositionName.TARGET, positions.target, 1
    for rank, position in enumerate(positions.fallbacks, start=1):
        yield PositionName.FALLBACK, position, rank
    if positions.floor is not None:
        yield PositionName.FLOOR, positions.floor, 1


def _request(judgement: Judgement, analysis: Analysis, name: PositionName, position: Position) -> Request:
    """The request as if the dossier asked for this position, whatever it asks."""
    point, case = judgement.requirement, analysis.case
    fallbacks = (position,) if name is PositionName.FALLBACK else point.positions.fallbacks
    positions = point.positions.model_copy(update={"fallbacks": fallbacks})
    staged = replace(judgement, requirement=point.model_copy(update={"positions": positions}))
    asked = case.model_copy(update={"positions": {**case.positions, point.id: name}})
    there = replace(analysis, case=asked)
    gaps = [staged if gap.requirement.id == point.id else gap for gap in analysis.gaps()]
    carrier = carried_among(gaps, there, PositionName.TARGET).get(point.id)
    return drawn(staged, there, PositionName.TARGET, carrier)
