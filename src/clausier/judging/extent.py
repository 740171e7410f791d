"""What is asked now and what is kept for a second time. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from clausier.model.analysis import Analysis, Judgement
from clausier.model.casefile import CaseFile
from clausier.model.extent import AskedPoints, Asking, Extent
from clausier.model.verdict import Verdict


def asking_of(
    case: CaseFile | None, extent: Extent | None = None, points: tuple[str, ...] = (), *, joined: bool = False
) -> Asking:
    """What a first request asks: what is said now, else what the dossier says, if there is one, else everything."""
    told = case.asked_points if case else AskedPoints()
    return Asking(extent=extent or told.extent or Extent.FULL, points=points, joined=joined or told.joined)


def limited(analysis: Analysis, asking: Asking, besides: Collection[str] = ()) -> Analysis:
    """The analysis with what it keeps for later: gaps and questions alike; `besides` are asked in any case.

    What a dossier adds or removes counts only where no point is named.
    """
    now = {*(asking.points or _chosen(analysis, asking.extent)), *besides}
    later = frozenset(
        one.requirement.id for one in analysis.counted if _is_open(one.verdict) and one.requirement.id not in now
    )
    return replace(analysis, asking=asking, later=later)


def _is_open(verdict: Verdict) -> bool:
    return verdict.is_gap or verdict is Verdict.TO_CHECK


def _chosen(analysis: Analysis, extent: Extent) -> set[str]:
    """The points of an extent, as the dossier changes it."""
    changes, every = analysis.case.asked_points, extent is Extent.FULL
    found = {one.requirement.id for one in analysis.judgements if every or _is_pressing(one, analysis)}
    return (found | {*changes.added}) - {*changes.removed}


def _is_pressing(judgement: Judgement, analysis: Analysis) -> bool:
    """A duty of the provider, a contrary stipulation, or a point that the library marks for contracts of this kind."""
    marked = judgement.requirement.is_essential(analysis.library.types_of(analysis.case, judgement.requirement))
    return judgement.legal or judgement.verdict is Verdict.CONTRARY or marked
