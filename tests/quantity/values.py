"""Quantities spelled briefly: one number where the lowest is the highest."""

from __future__ import annotations

from fractions import Fraction

from clausier.quantity import Amount, Count, Countries, Duration, Frequency, Kind, Tax, Unit

KINDS = {
    Duration: Kind.DURATION,
    Frequency: Kind.FREQUENCY,
    Count: Kind.COUNT,
    Amount: Kind.AMOUNT,
    Countries: Kind.COUNTRIES,
}


def duration(low: str | int, unit: Unit, high: str | int | None = None) -> Duration:
    return Duration(Fraction(low), Fraction(low if high is None else high), unit)


def frequency(times: int, unit: Unit, every: int | str = 1, low: int | None = None) -> Frequency:
    return Frequency(Fraction(times if low is None else low), Fraction(times), Fraction(every), unit)


def count(n: int, noun: str = "", high: int | None = None) -> Count:
    return Count(Fraction(n), Fraction(n if high is None else high), noun)


def amount(n: str, tax: Tax = Tax.UNSTATED, high: str = "") -> Amount:
    return Amount(Fraction(n), Fraction(high or n), tax)
