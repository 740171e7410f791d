"""A counter-value against what the practice asks: target, fallbacks, floor."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.model.criterion import Measure
from clausier.model.library import Library
from clausier.model.negotiation import Grade
from clausier.model.requirement import Position, Requirement
from clausier.quantity import Countries, Kind, Quantity, QuantityError, meets, parse_as

ORDER = (Grade.TARGET, Grade.FALLBACK, Grade.FLOOR)
"""What a value may reach, from the best."""


def measured(requirement: Requirement) -> str:
    """The name of the figure that the point measures: the first of its target; empty if it measures none.

    Countries are no figure: the first of such a target is something else.
    """
    figures = [measure for measure in requirement.criterion.measures if measure.kind is not Kind.COUNTRIES]
    return next(iter(requirement.positions.target.values), "") if figures else ""


def grade_value(text: str, requirement: Requirement, library: Library) -> tuple[Grade, str]:
    """Where the value stands, and what it was compared with; « à relire » where nothing can be compared."""
    criterion = requirement.criterion
    if not criterion.measures:
        return Grade.TO_READ, "ce point n'a pas de chiffre à comparer"
    try:
        value, measures = library.read_value(criterion, (text,))
    except QuantityError as error:
        return Grade.TO_READ, str(error)
    if isinstance(value, Countries):
        return _countries(value, measures[0], library)
    return _on_ladder(value, measures[0], requirement)


def _countries(value: Countries, measure: Measure, library: Library) -> tuple[Grade, str]:
    allowed = library.country_sets[measure.among or ""]
    inside = set(value.codes) <= set(allowed.countries)
    return (Grade.TARGET if inside else Grade.BELOW), f"demandé : {allowed.names[0]}"


def _on_ladder(value: Quantity, measure: Measure, requirement: Requirement) -> tuple[Grade, str]:
    at_most = measure.at_most is not None
    steps = [(grade, figure, limit) for grade, figure in _ladder(requirement) for limit in _limit(measure, figure)]
    for grade, figure, limit in steps:
        if meets(value, limit, at_most=at_most):
            return grade, f"{_NAMES[grade]} : {figure}"
    if not steps:
        return Grade.TO_READ, f"aucune de nos positions n'est de cette nature ({measure.kind.value})"
    grade, figure, _ = steps[-1]
    return Grade.BELOW, f"{_NAMES[grade]} : {figure}"


_NAMES = {Grade.TARGET: "cible", Grade.FALLBACK: "repli", Grade.FLOOR: "plancher"}


def _ladder(requirement: Requirement) -> Iterator[tuple[Grade, str]]:
    """The figures from the most to the least demanding."""
    positions, name = requirement.positions, measured(requirement)
    rungs: list[tuple[Grade, Position | None]] = [
        (Grade.TARGET, positions.target),
        *((Grade.FALLBACK, fallback) for fallback in positions.fallbacks),
        (Grade.FLOOR, positions.floor),
    ]
    for grade, position in rungs:
        figure = position.values.get(name, "") if position else ""
        if figure:
            yield grade, figure


def _limit(measure: Measure, figure: str) -> Iterator[Quantity]:
    """The figure as a quantity of the measure's kind; nothing if it is of another."""
    try:
        yield parse_as(measure.kind, figure)
    except QuantityError:
        return
