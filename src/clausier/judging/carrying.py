"""Points of one event in one clause: which gaps are a part of another's clause. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clausier.model.analysis import Analysis, Judgement
from clausier.model.clause import Carried
from clausier.model.requirement import PositionName


def carried_among(gaps: Iterable[Judgement], analysis: Analysis, default: PositionName) -> Mapping[str, Judgement]:
    """Id of a point → the gap whose clause carries it, among gaps that are asked together.

    A point whose text is another one than its clause's, for its verdict or its position, has its own article.
    """
    asked = {gap.requirement.id: gap for gap in gaps}
    found = {id_: _carried(gap, analysis, default) for id_, gap in asked.items()}
    return {id_: asked[part.point] for id_, part in found.items() if part is not None and part.point in asked}


def _carried(gap: Judgement, analysis: Analysis, default: PositionName) -> Carried | None:
    case, point, part = analysis.case, gap.requirement, gap.requirement.clause.carried
    if part is None or gap.verdict in point.clause.text_if:
        return None
    if not part.condition.surely_holds(analysis.library.facts_of(case, point)):
        return None
    return None if point.positions.chosen(case.positions.get(point.id, default)).text else part
