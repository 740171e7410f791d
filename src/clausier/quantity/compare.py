"""Does a value meet a limit? Conservative, exact, monotonic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from clausier.french import fold
from clausier.quantity import convert
from clausier.quantity.units import Amount, Count, Countries, Duration, Frequency, Quantity, QuantityError, Tax, Unit
from clausier.quantity.working import USUAL, WorkingTime

# Periods in a year of 365 days, but for those of working time.
_PER_YEAR: Mapping[Unit, Fraction] = MappingProxyType(
    {
        Unit.MINUTE: Fraction(365 * 1440),
        Unit.HOUR: Fraction(365 * 24),
        Unit.DAY: Fraction(365),
        Unit.WEEK: Fraction(365, 7),
        Unit.MONTH: Fraction(12),
        Unit.YEAR: Fraction(1),
        Unit.BUSINESS_DAY: Fraction(365 * convert.BUSINESS_DAYS, 7),
    }
)
# Limits by the clock compare in their own unit, all others of the calendar in days.
_CLOCK: Mapping[Unit, tuple[int, Unit]] = MappingProxyType(
    {Unit.MINUTE: (1440, Unit.MINUTE), Unit.HOUR: (24, Unit.HOUR)}
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Value and limit in one unit; `exact` is false where the conversion took the worse case."""

    value: Fraction
    limit: Fraction
    unit: Unit
    exact: bool


def meets(value: Quantity, limit: Quantity, *, at_most: bool, work: WorkingTime = USUAL) -> bool:
    """Whether the value, by its worse end, is at most (or at least) the limit.

    Countries: whether all of them are among those of the limit, whatever `at_most`.
    QuantityError if both cannot be compared: other kinds, other nouns, HT against TTC.
    """
    if isinstance(value, Countries) and isinstance(limit, Countries):
        return set(value.codes) <= set(limit.codes)
    ours, bound = _sizes(value, limit, at_most, work)
    return ours <= bound if at_most else ours >= bound


def _sizes(value: Quantity, limit: Quantity, at_most: bool, work: WorkingTime) -> tuple[Fraction, Fraction]:
    match value, limit:
        case Duration(), Duration():
            measured = measure(value, limit, at_most=at_most, work=work)
            return measured.value, measured.limit
        case Frequency(), Frequency():
            return value_rate(value, at_most=at_most, work=work), rate(limit, at_most=at_most, work=work)
        case Count(), Count():
            _check_nouns(value, limit)
            return end(value, at_most=at_most), end(limit, at_most=at_most)
        case Amount(), Amount():
            _check_taxes(value, limit, at_most)
            return end(value, at_most=at_most), end(limit, at_most=at_most)
    raise QuantityError("la valeur et le seuil ne sont pas de même nature. Donner la valeur dans la nature du seuil.")


def end(quantity: Duration | Frequency | Count | Amount, *, at_most: bool) -> Fraction:
    """The end of a range that decides: the high one against « au plus », the low one against « au moins »."""
    return quantity.high if at_most else quantity.low


def guaranteed(quantity: Quantity, *, at_most: bool) -> Quantity:
    """A range as the one figure that decides, so that « 24 à 48 heures » at most is 48 hours; countries as they are."""
    if isinstance(quantity, Countries):
        return quantity
    bound = end(quantity, at_most=at_most)
    return replace(quantity, low=bound, high=bound)


def measure(value: Duration, limit: Duration, *, at_most: bool, work: WorkingTime = USUAL) -> Measured:
    """Both durations in the unit in which they compare."""
    n, bound = end(value, at_most=at_most), end(limit, at_most=at_most)
    if value.unit is limit.unit:
        return Measured(n, bound, limit.unit, exact=True)
    if convert.is_working(limit.unit):
        return _in_working_time(n, value.unit, bound, limit.unit, at_most, work)
    if limit.unit is Unit.BUSINESS_DAY:
        held = convert.most_business_days if at_most else convert.fewest_business_days
        return Measured(held(n, value.unit, work), bound, limit.unit, exact=False)
    return _in_calendar_time(n, value.unit, bound, limit.unit, at_most, work)


def _in_working_time(
    n: Fraction, unit: Unit, bound: Fraction, limit: Unit, at_most: bool, work: WorkingTime
) -> Measured:
    held = convert.most_working_hours if at_most else convert.fewest_working_hours
    size = convert.most_working_hours(Fraction(1), limit, work)
    return Measured(held(n, unit, work) / size, bound, limit, exact=convert.is_working(unit))


def _in_calendar_time(
    n: Fraction, unit: Unit, bound: Fraction, limit: Unit, at_most: bool, work: WorkingTime
) -> Measured:
    value_months, limit_months = convert.months(n, unit), convert.months(bound, limit)
    if value_months is not None and limit_months is not None:
        return Measured(value_months, limit_months, Unit.MONTH, exact=True)
    taken = convert.longest_days if at_most else convert.shortest_days
    days, bound_days = taken(n, unit, work), convert.shortest_days(bound, limit, work)
    exact = value_months is None and not convert.is_working(unit) and unit is not Unit.BUSINESS_DAY
    size, shown = _CLOCK.get(limit, (1, Unit.DAY))
    return Measured(size * days, size * bound_days, shown, exact)


def rate(frequency: Frequency, *, at_most: bool, work: WorkingTime = USUAL) -> Fraction:
    """Times per 365 days."""
    return end(frequency, at_most=at_most) * _per_year(frequency.unit, work) / frequency.every


def _per_year(unit: Unit, work: WorkingTime) -> Fraction:
    """How many of a unit there are in a year of 365 days."""
    hours = convert.working_hours(Fraction(1), unit, work)
    return _PER_YEAR[unit] if hours is None else Fraction(365 * work.days, 7) * work.hours / hours


def _open_days(unit: Unit, work: WorkingTime) -> int | None:
    """Of a week, by a unit that counts some of its days only."""
    return work.days if convert.is_working(unit) else convert.BUSINESS_DAYS if unit is Unit.BUSINESS_DAY else None


def value_rate(frequency: Frequency, *, at_most: bool, work: WorkingTime = USUAL) -> Fraction:
    """Times per 365 days of a value; once or more on every open day counts for the closed days too.

    A closed practice produces nothing to save: « 1 par jour ouvré » meets « 1 par jour ».
    """
    actual = rate(frequency, at_most=at_most, work=work)
    open_days = _open_days(frequency.unit, work)
    if at_most or open_days is None or actual < Fraction(365 * open_days, 7):
        return actual
    return actual * 7 / open_days


def counted_as(value: Quantity, limit: Quantity, synonyms: Iterable[str]) -> Quantity:
    """A count of a synonym as a count of what the limit counts: 14 générations are 14 versions."""
    if isinstance(value, Count) and isinstance(limit, Count) and _singular(value.noun) in map(_singular, synonyms):
        return replace(value, noun=limit.noun)
    return value


def _check_nouns(value: Count, limit: Count) -> None:
    if value.noun and limit.noun and _singular(value.noun) != _singular(limit.noun):
        raise QuantityError(
            f"« {value.noun} » et « {limit.noun} » ne se comparent pas. "
            f"Donner la valeur dans l'unité du seuil, en {limit.noun}."
        )


def _singular(noun: str) -> str:
    return re.sub(r"[sx]\b", "", fold(noun))


def _check_taxes(value: Amount, limit: Amount, at_most: bool) -> None:
    """An amount with no mention counts as HT against « au plus », as TTC against « au moins »: the worse."""
    worse = Tax.EXCLUDED if at_most else Tax.INCLUDED
    same = limit.tax in (Tax.UNSTATED, value.tax) or (value.tax is Tax.UNSTATED and limit.tax is worse)
    if not same and value.high > 0 and limit.high > 0:
        raise QuantityError(
            f"un montant {value.tax or 'sans mention de taxe'} ne se compare pas à un seuil {limit.tax}. "
            f"Écrire le montant {limit.tax}."
        )
