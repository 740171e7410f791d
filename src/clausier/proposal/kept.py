"""What the contract already gives and a clause may not take away. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from clausier.model.answer import Answer
from clausier.model.criterion import Criterion, Measure
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.quantity import Count, Countries, Quantity, QuantityError, guaranteed, meets, plain


def kept_figure(criterion: Criterion, answer: Answer | None, asked: Figure | None) -> Figure | None:
    """The contract's own figure, where ours would not surely be as good for the practice; None where ours is asked.

    Both are compared by what they guarantee. Where neither is surely the better one (days of work against days of
    the calendar), the contract's stays if it passes the criterion.
    """
    measure = _measure(criterion, answer, asked)
    if measure is None or answer is None or answer.quantity is None or asked is None or asked.quantity is None:
        return None
    value, ours = answer.quantity, asked.quantity
    if _as_good(ours, value, measure) or not (_as_good(value, ours, measure) or measure.accepts(value)):
        return None
    return _written(value, ours, measure, answer)


def left_unsaid(
    criterion: Criterion, answer: Answer | None, asked: Figure | None, names: Collection[str], library: Library
) -> bool:
    """Does the contract give something that the clause, whose names these are, has no figure for?

    Countries, a figure of another kind than ours, or one that this wording of the clause does not name.
    """
    if answer is None or answer.quantity is None:
        return False
    value = answer.quantity
    if isinstance(value, Countries):
        return any(
            set(value.codes) < library.country_sets[one.among].countries for one in criterion.measures if one.among
        )
    if criterion.measured in names and _measure(criterion, answer, asked) is not None:
        return False
    of_another_kind = asked is not None and asked.quantity is not None and asked.quantity.kind is not value.kind
    return of_another_kind or any(one.accepts(value) for one in criterion.measures)


def _measure(criterion: Criterion, answer: Answer | None, asked: Figure | None) -> Measure | None:
    """The measure with which both figures compare."""
    if answer is None or answer.quantity is None or asked is None or asked.quantity is None:
        return None
    ours = asked.quantity
    found = (one for one in criterion.judging(answer.quantity) if one.limit is not None and one.kind is ours.kind)
    return next((one for one in found if _compares(ours, one) and _compares(answer.quantity, one)), None)


def _compares(value: Quantity, measure: Measure) -> bool:
    return measure.accepts(value) is not None


def _as_good(one: Quantity, other: Quantity, measure: Measure) -> bool:
    """Does the first surely give the practice as much as the second?"""
    try:
        at_most = measure.at_most is not None
        return meets(measure.compared(one), measure.compared(other), at_most=at_most, work=measure.work)
    except QuantityError:
        return False


def _written(value: Quantity, ours: Quantity, measure: Measure, answer: Answer) -> Figure:
    """What the contract guarantees as a clause's figure; a bare number counts what ours does."""
    sure = guaranteed(value, at_most=measure.at_most is not None)
    if isinstance(sure, Count) and isinstance(ours, Count) and not sure.noun:
        sure = replace(sure, noun=ours.noun)
    figure = Figure(plain(sure))
    return figure if figure.quantity == sure else Figure(", ".join(answer.value))
