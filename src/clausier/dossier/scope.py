"""Which points a dossier is about."""

from __future__ import annotations

from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.requirement import Requirement


def practice_points(library: Library, case: CaseFile | None) -> tuple[Requirement, ...]:
    """Points that may apply, and those of which the dossier says something all the same."""
    if case is None:
        return library.requirements
    facts, told = case.facts(), {*case.answers, *case.positions, *case.parameters}
    return tuple(point for point in library.requirements if point.applies_if.may_hold(facts) or point.id in told)
