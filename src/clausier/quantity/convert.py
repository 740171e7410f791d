"""Durations in another unit: the longest and the shortest that they can be.

Public holidays are ignored; a working day has 8 working hours, a week 5 working days (Monday to Friday) and
6 « jours ouvrables ».
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType

from clausier.quantity.units import Unit

Conversion = Callable[[Fraction, Unit], Fraction]

_DAYS: Mapping[Unit, Fraction] = MappingProxyType(
    {
        Unit.MINUTE: Fraction(1, 1440),
        Unit.HOUR: Fraction(1, 24),
        Unit.DAY: Fraction(1),
        Unit.WEEK: Fraction(7),
    }
)
_MONTHS: Mapping[Unit, int] = MappingProxyType({Unit.MONTH: 1, Unit.YEAR: 12})
_WORKING_HOURS: Mapping[Unit, Fraction] = MappingProxyType(
    {Unit.WORKING_MINUTE: Fraction(1, 60), Unit.WORKING_HOUR: Fraction(1), Unit.WORKING_DAY: Fraction(8)}
)


def is_working(unit: Unit) -> bool:
    """Whether the unit counts opening hours only."""
    return unit in _WORKING_HOURS


def months(n: Fraction, unit: Unit) -> Fraction | None:
    """n months or years in months; None for other units."""
    return n * _MONTHS[unit] if unit in _MONTHS else None


def longest_days(n: Fraction, unit: Unit) -> Fraction:
    """Calendar days that n units take at most: 31 to a month, weekends counted in full."""
    if unit in _WORKING_HOURS:
        working = ceil(n * _WORKING_HOURS[unit] / 8)
        return Fraction(working + 2 * ceil(Fraction(working, 5)))
    if unit is Unit.BUSINESS_DAY:
        return Fraction(ceil(n) + ceil(Fraction(ceil(n), 6)))
    return n * (31 * _MONTHS[unit] if unit in _MONTHS else _DAYS[unit])


def shortest_days(n: Fraction, unit: Unit) -> Fraction:
    """Calendar days that n units take at least: 30 to a month, weekends only where unavoidable."""
    if unit in _WORKING_HOURS:
        whole, hours = divmod(n * _WORKING_HOURS[unit], 8)
        return whole + 2 * _unavoidable(whole, 5) + hours / 24
    if unit is Unit.BUSINESS_DAY:
        return n + _unavoidable(floor(n), 6)
    return n * (30 * _MONTHS[unit] if unit in _MONTHS else _DAYS[unit])


def _unavoidable(days: int, week: int) -> int:
    """Weekends that lie between the first and the last of so many days of work."""
    return max(0, (days - 1) // week)


def most_working_hours(n: Fraction, unit: Unit) -> Fraction:
    """Working hours that n units hold at most: 8 to any calendar day begun."""
    if unit in _WORKING_HOURS:
        return n * _WORKING_HOURS[unit]
    if unit is Unit.BUSINESS_DAY:
        return 8 * n
    days, hours = divmod(24 * longest_days(n, unit), 24)
    return 8 * days + min(hours, Fraction(8))


def fewest_working_hours(n: Fraction, unit: Unit) -> Fraction:
    """Working hours that n units hold at least: whole days, a weekend taken first."""
    if unit in _WORKING_HOURS:
        return n * _WORKING_HOURS[unit]
    if unit is Unit.BUSINESS_DAY:
        return 8 * n
    weeks, days = divmod(floor(shortest_days(n, unit)), 7)
    return Fraction(8 * (5 * weeks + max(0, days - 2)))


def most_business_days(n: Fraction, unit: Unit) -> Fraction:
    """« Jours ouvrables » that n units hold at most."""
    if unit is Unit.BUSINESS_DAY:
        return n
    if unit in _WORKING_HOURS:
        working = ceil(n * _WORKING_HOURS[unit] / 8)
        return Fraction(working + ceil(Fraction(working, 5)))
    return most_working_hours(n, unit) / 8


def fewest_business_days(n: Fraction, unit: Unit) -> Fraction:
    """« Jours ouvrables » that n units hold at least."""
    if unit is Unit.BUSINESS_DAY:
        return n
    if unit in _WORKING_HOURS:
        working = floor(n * _WORKING_HOURS[unit] / 8)
        return Fraction(working + _unavoidable(working, 5))
    weeks, days = divmod(floor(shortest_days(n, unit)), 7)
    return Fraction(6 * weeks + max(0, days - 1))
