"""A counter-value against what the practice asks: target, fallbacks, floor."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.model.criterion import Measure
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.negotiation import Grade
from clausier.model.requirement import Position, Requirement
from clausier.quantity import Countries, Quantity, QuantityError, meets

ORDER = (Grade.TARGET, Grade.FALLBACK, Grade.FLOOR)
"""What a value may reach, from the best."""


def grade_value(text: str, requirement: Requirement, library: Library) -> tuple[Grade, str]:
    """Where the value stands, and what it was compared with; « à relire » where nothing can be compared."""
    criterion = requirement.criterion
    if not criterion.measures:
        return Grade.TO_READ, "ce point n'a pas de chiffre à comparer"
    try:
        value = library.read_value(criterion, (text,))
        measure = criterion.judging(value)[0]
        if isinstance(value, Countries):
            return _countries(value, measure, library)
        return _on_ladder(value, measure, requirement)
    except QuantityError as error:
        return Grade.TO_READ, str(error)


def _countries(value: Countries, measure: Measure, library: Library) -> tuple[Grade, str]:
    allowed = library.country_sets[measure.among or ""]
    inside = set(value.codes) <= set(allowed.countries)
    return (Grade.TARGET if inside else Grade.BELOW), f"demandé : {allowed.names[0]}"


def _on_ladder(value: Quantity, measure: Measure, requirement: Requirement) -> tuple[Grade, str]:
    at_most = measure.at_most is not None
    steps = [
        (grade, figure, measure.compared(figure.quantity))
        for grade, figure in _ladder(requirement)
        if figure.quantity is not None and figure.quantity.kind is measure.kind
    ]
    for grade, figure, limit in steps:
        if meets(value, limit, at_most=at_most):
            return grade, f"{_NAMES[grade]} : {figure}"
    if not steps:
        return Grade.TO_READ, f"aucune de nos positions n'est de cette nature ({measure.kind.value})"
    grade, figure, _ = steps[-1]
    return Grade.BELOW, f"{_NAMES[grade]} : {figure}"


_NAMES = {Grade.TARGET: "cible", Grade.FALLBACK: "repli", Grade.FLOOR: "plancher"}


def _ladder(requirement: Requirement) -> Iterator[tuple[Grade, Figure]]:
    """The figures from the most to the least demanding."""
    positions, name = requirement.positions, requirement.criterion.measured
    rungs: list[tuple[Grade, Position | None]] = [
        (Grade.TARGET, positions.target),
        *((Grade.FALLBACK, fallback) for fallback in positions.fallbacks),
        (Grade.FLOOR, positions.floor),
    ]
    for grade, position in rungs:
        if position and name in position.values:
            yield grade, position.values[name]
