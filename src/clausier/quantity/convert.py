"""Durations in another unit: the longest and the shortest that they can be.

Public holidays are ignored; how long a working day and a working week are is told (`WorkingTime`), and a week has
6 « jours ouvrables ».
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType

from clausier.quantity.units import Unit
from clausier.quantity.working import USUAL, WorkingTime

Conversion = Callable[[Fraction, Unit, WorkingTime], Fraction]

_DAYS: Mapping[Unit, Fraction] = MappingProxyType(
    {
        Unit.MINUTE: Fraction(1, 1440),
        Unit.HOUR: Fraction(1, 24),
        Unit.DAY: Fraction(1),
        Unit.WEEK: Fraction(7),
    }
)
_MONTHS: Mapping[Unit, int] = MappingProxyType({Unit.MONTH: 1, Unit.YEAR: 12})
_WORKING: Mapping[Unit, Fraction | None] = MappingProxyType(
    {Unit.WORKING_MINUTE: Fraction(1, 60), Unit.WORKING_HOUR: Fraction(1), Unit.WORKING_DAY: None}
)
"""Working hours of a unit; None for a day, which has those of the working time."""
BUSINESS_DAYS = 6
"""« Jours ouvrables » of a week."""


def is_working(unit: Unit) -> bool:
    """Whether the unit counts opening hours only."""
    return unit in _WORKING


def working_hours(n: Fraction, unit: Unit, work: WorkingTime = USUAL) -> Fraction | None:
    """n units of working time in working hours; None for other units."""
    if unit not in _WORKING:
        return None
    size = _WORKING[unit]
    return n * (work.hours if size is None else size)


def months(n: Fraction, unit: Unit) -> Fraction | None:
    """n months or years in months; None for other units."""
    return n * _MONTHS[unit] if unit in _MONTHS else None


def longest_days(n: Fraction, unit: Unit, work: WorkingTime = USUAL) -> Fraction:
    """Calendar days that n units take at most: 31 to a month, weekends counted in full."""
    open_hours = working_hours(n, unit, work)
    if open_hours is not None:
        working = ceil(open_hours / work.hours)
        return Fraction(working + work.closed * ceil(Fraction(working, work.days)))
    if unit is Unit.BUSINESS_DAY:
        return Fraction(ceil(n) + ceil(Fraction(ceil(n), BUSINESS_DAYS)))
    return n * (31 * _MONTHS[unit] if unit in _MONTHS else _DAYS[unit])


def shortest_days(n: Fraction, unit: Unit, work: WorkingTime = USUAL) -> Fraction:
    """Calendar days that n units take at least: 30 to a month, weekends only where unavoidable."""
    open_hours = working_hours(n, unit, work)
    if open_hours is not None:
        whole, hours = divmod(open_hours, work.hours)
        return whole + work.closed * _unavoidable(whole, work.days) + hours / 24
    if unit is Unit.BUSINESS_DAY:
        return n + _unavoidable(floor(n), BUSINESS_DAYS)
    return n * (30 * _MONTHS[unit] if unit in _MONTHS else _DAYS[unit])


def _unavoidable(days: int, week: int) -> int:
    """Weekends that lie between the first and the last of so many days of work."""
    return max(0, (days - 1) // week)


def most_working_hours(n: Fraction, unit: Unit, work: WorkingTime = USUAL) -> Fraction:
    """Working hours that n units hold at most: those of a day to any calendar day begun."""
    open_hours = working_hours(n, unit, work)
    if open_hours is not None:
        return open_hours
    if unit is Unit.BUSINESS_DAY:
        return work.hours * n
    days, hours = divmod(24 * longest_days(n, unit, work), 24)
    return work.hours * days + min(hours, Fraction(work.hours))


def fewest_working_hours(n: Fraction, unit: Unit, work: WorkingTime = USUAL) -> Fraction:
    """Working hours that n units hold at least: whole days, a weekend taken first."""
    open_hours = working_hours(n, unit, work)
    if open_hours is not None:
        return open_hours
    if unit is Unit.BUSINESS_DAY:
        return work.hours * n
    weeks, days = divmod(floor(shortest_days(n, unit, work)), 7)
    return Fraction(work.hours * (work.days * weeks + max(0, days - work.closed)))


def most_business_days(n: Fraction, unit: Unit, work: WorkingTime = USUAL) -> Fraction:
    """« Jours ouvrables » that n units hold at most."""
    if unit is Unit.BUSINESS_DAY:
        return n
    open_hours = working_hours(n, unit, work)
    if open_hours is not None:
        working = ceil(open_hours / work.hours)
        return Fraction(working + (BUSINESS_DAYS - work.days) * ceil(Fraction(working, work.days)))
    return most_working_hours(n, unit, work) / work.hours


def fewest_business_days(n: Fraction, unit: Unit, work: WorkingTime = USUAL) -> Fraction:
    """« Jours ouvrables » that n units hold at least."""
    if unit is Unit.BUSINESS_DAY:
        return n
    open_hours = working_hours(n, unit, work)
    if open_hours is not None:
        working = floor(open_hours / work.hours)
        return Fraction(working + (BUSINESS_DAYS - work.days) * _unavoidable(working, work.days))
    weeks, days = divmod(floor(shortest_days(n, unit, work)), 7)
    return Fraction(BUSINESS_DAYS * weeks + max(0, days - 1))
