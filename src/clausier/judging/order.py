"""In which order gaps matter: one order for the letter, the summary, the screen and the tracker. Pure."""

from __future__ import annotations

from clausier.model.analysis import Analysis, Judgement
from clausier.model.requirement import Importance
from clausier.model.verdict import Verdict

IMPORTANCES = tuple(Importance)


def by_priority(analysis: Analysis) -> tuple[Judgement, ...]:
    """The gaps asked: what the law requires, what the contract contradicts and what leads on these facts; then what is
    essential and absent; then the rest, each by the library's rank. What is out of scope or outside comes last."""
    return tuple(sorted(analysis.gaps(), key=lambda one: _place(one, analysis)))


def _place(one: Judgement, analysis: Analysis) -> tuple[object, ...]:
    point = one.requirement
    level = 0 if _leads(one, analysis) else 1 if _is_missed(one, analysis) else 2
    importance = IMPORTANCES.index(point.importance)
    return one.outside, one.out_of_scope, level, point.rank, importance, point.order


def _leads(one: Judgement, analysis: Analysis) -> bool:
    condition = one.requirement.leads_if
    raised = bool(condition.root) and condition.surely_holds(analysis.library.facts_of(analysis.case, one.requirement))
    return one.legal or one.verdict is Verdict.CONTRARY or raised


def _is_missed(one: Judgement, analysis: Analysis) -> bool:
    types = analysis.library.types_of(analysis.case, one.requirement)
    return one.verdict is Verdict.ABSENT and one.requirement.is_essential(types)
