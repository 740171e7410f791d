"""Every pair of units, from the rules: 8 working hours to a working day, 5 working days and 6 « jours ouvrables » to a
week, a month of 30 to 31 days, a year of 365 days for frequencies; weekends counted in full or only where unavoidable.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from clausier.quantity import Duration, Frequency, Unit, parse
from clausier.quantity.compare import Measured, measure, rate, value_rate
from clausier.quantity.convert import (
    Conversion,
    fewest_business_days,
    fewest_working_hours,
    is_working,
    longest_days,
    months,
    most_business_days,
    most_working_hours,
    shortest_days,
)

UNITS = {name: unit for unit in Unit for name in (unit.value, unit.plural())}

# « n unit » → the number, for each conversion: every unit, and both sides of every week, day and month.
TABLE: dict[Conversion, dict[str, str]] = {
    longest_days: {
        "1440 minutes": "1", "36 heures": "3/2", "3 jours": "3", "2 semaines": "14",
        "1 mois": "31", "2 mois": "62", "1 an": "372", "2 ans": "744",
        "1 minute ouvrée": "3", "480 minutes ouvrées": "3", "481 minutes ouvrées": "4",
        "1 heure ouvrée": "3", "8 heures ouvrées": "3", "9 heures ouvrées": "4", "40 heures ouvrées": "7",
        "41 heures ouvrées": "10",
        "1 jour ouvré": "3", "5 jours ouvrés": "7", "6 jours ouvrés": "10", "10 jours ouvrés": "14",
        "11 jours ouvrés": "17", "5/2 jours ouvrés": "5",
        "1 jour ouvrable": "2", "6 jours ouvrables": "7", "7 jours ouvrables": "9", "12 jours ouvrables": "14",
        "13 jours ouvrables": "16", "1/2 jours ouvrables": "2", "13/2 jours ouvrables": "9",
    },
    shortest_days: {
        "1440 minutes": "1", "36 heures": "3/2", "3 jours": "3", "2 semaines": "14",
        "1 mois": "30", "2 mois": "60", "1 an": "360", "2 ans": "720",
        "60 minutes ouvrées": "1/24", "480 minutes ouvrées": "1",
        "4 heures ouvrées": "1/6", "8 heures ouvrées": "1", "9 heures ouvrées": "25/24", "40 heures ouvrées": "5",
        "48 heures ouvrées": "8",
        "0 jours ouvrés": "0", "1 jour ouvré": "1", "5 jours ouvrés": "5", "6 jours ouvrés": "8",
        "10 jours ouvrés": "12", "11 jours ouvrés": "15", "11/2 jours ouvrés": "31/6",
        "0 jours ouvrables": "0", "1 jour ouvrable": "1", "6 jours ouvrables": "6", "7 jours ouvrables": "8",
        "12 jours ouvrables": "13", "13 jours ouvrables": "15", "13/2 jours ouvrables": "13/2",
    },
    most_working_hours: {
        "30 minutes": "1/2", "540 minutes": "8", "7 heures": "7", "8 heures": "8", "9 heures": "8", "24 heures": "8",
        "25 heures": "9", "48 heures": "16", "1 jour": "8", "3/2 jours": "16", "1 semaine": "56", "1 mois": "248",
        "1 an": "2976", "30 minutes ouvrées": "1/2", "5 heures ouvrées": "5", "2 jours ouvrés": "16",
        "1 jour ouvrable": "8", "3 jours ouvrables": "24",
    },
    fewest_working_hours: {
        "4319 minutes": "0", "4320 minutes": "8", "71 heures": "0", "72 heures": "8",
        "1 jour": "0", "2 jours": "0", "3 jours": "8", "7 jours": "40", "8 jours": "40", "9 jours": "40",
        "10 jours": "48", "1 semaine": "40", "1 mois": "160", "1 an": "2048", "90 minutes ouvrées": "3/2",
        "5 heures ouvrées": "5", "2 jours ouvrés": "16", "2 jours ouvrables": "16",
    },
    most_business_days: {
        "240 minutes": "1/2", "4 heures": "1/2", "12 heures": "1", "6 jours": "6", "1 semaine": "7", "1 mois": "31",
        "1 an": "372", "480 minutes ouvrées": "2", "481 minutes ouvrées": "3", "8 heures ouvrées": "2",
        "9 heures ouvrées": "3", "1 jour ouvré": "2", "5 jours ouvrés": "6", "6 jours ouvrés": "8",
        "11 jours ouvrés": "14", "4 jours ouvrables": "4",
    },
    fewest_business_days: {
        "2879 minutes": "0", "2880 minutes": "1", "47 heures": "0", "48 heures": "1", "1 jour": "0", "2 jours": "1",
        "7 jours": "6", "8 jours": "6", "9 jours": "7", "1 semaine": "6", "1 mois": "25", "1 an": "308",
        "479 minutes ouvrées": "0", "480 minutes ouvrées": "1", "7 heures ouvrées": "0", "8 heures ouvrées": "1",
        "48 heures ouvrées": "7", "0 jours ouvrés": "0", "1 jour ouvré": "1", "5 jours ouvrés": "5",
        "6 jours ouvrés": "7", "10 jours ouvrés": "11", "11 jours ouvrés": "13", "4 jours ouvrables": "4",
    },
}  # fmt: skip


@pytest.mark.parametrize("conversion", TABLE, ids=lambda conversion: conversion.__name__)
def test_every_unit_converts(conversion: Conversion) -> None:
    expected = {text: Fraction(n) for text, n in TABLE[conversion].items()}
    found = {text: conversion(Fraction(n), UNITS[unit]) for text in expected for n, _, unit in [text.partition(" ")]}
    assert found == expected
    assert {UNITS[text.partition(" ")[2]] for text in expected} == set(Unit)


def test_only_months_and_years_count_in_months() -> None:
    expected = {Unit.MONTH: Fraction(3), Unit.YEAR: Fraction(36)}
    assert {unit: months(Fraction(3), unit) for unit in Unit} == {unit: expected.get(unit) for unit in Unit}


def test_working_units_are_those_of_opening_hours() -> None:
    assert [unit.value for unit in Unit if is_working(unit)] == ["minute ouvrée", "heure ouvrée", "jour ouvré"]


# « Once a unit » in a year; then what it counts for against « au moins », closed days included.
RATES = {
    Unit.MINUTE: ("525600", "525600"),
    Unit.HOUR: ("8760", "8760"),
    Unit.DAY: ("365", "365"),
    Unit.WEEK: ("365/7", "365/7"),
    Unit.MONTH: ("12", "12"),
    Unit.YEAR: ("1", "1"),
    Unit.WORKING_MINUTE: ("876000/7", "175200"),
    Unit.WORKING_HOUR: ("14600/7", "2920"),
    Unit.WORKING_DAY: ("1825/7", "365"),
    Unit.BUSINESS_DAY: ("2190/7", "365"),
}


@pytest.mark.parametrize("unit", Unit)
def test_times_in_a_year_of_365_days(unit: Unit) -> None:
    once = Frequency(Fraction(1), Fraction(1), Fraction(1), unit)
    actual, counted = map(Fraction, RATES[unit])
    assert [rate(once, at_most=side) for side in (True, False)] == [actual, actual]
    assert value_rate(once, at_most=False) == counted
    assert value_rate(once, at_most=True) == actual


@pytest.mark.parametrize(
    ("text", "most", "least"),
    [
        ("1 à 2 fois par an", "2", "1"),
        ("3 fois tous les 2 ans", "3/2", "3/2"),
        ("toutes les 8 heures ouvrées", "1825/7", "365"),
        ("toutes les 9 heures ouvrées", "14600/63", "14600/63"),
        ("tous les 2 jours ouvrables", "1095/7", "1095/7"),
        ("2 par jour ouvrable", "4380/7", "730"),
    ],
)
def test_once_or_more_on_every_open_day_counts_for_the_closed_days(text: str, most: str, least: str) -> None:
    value = parse(text)
    assert isinstance(value, Frequency)
    assert [value_rate(value, at_most=side) for side in (True, False)] == [Fraction(most), Fraction(least)]


@pytest.mark.parametrize(
    ("value", "limit", "at_most", "measured"),
    [
        ("15 jours", "20 jours", True, ("15", "20", Unit.DAY, True)),
        ("48 heures", "8 heures ouvrées", True, ("16", "8", Unit.WORKING_HOUR, False)),
        ("72 heures", "8 heures ouvrées", False, ("8", "8", Unit.WORKING_HOUR, False)),
        ("2 jours ouvrés", "8 heures ouvrées", True, ("16", "8", Unit.WORKING_HOUR, True)),
        ("90 minutes ouvrées", "1 heure ouvrée", False, ("3/2", "1", Unit.WORKING_HOUR, True)),
        ("3 heures ouvrées", "90 minutes ouvrées", True, ("180", "90", Unit.WORKING_MINUTE, True)),
        ("2 jours", "3 jours ouvrés", True, ("2", "3", Unit.WORKING_DAY, False)),
        ("1 semaine", "5 jours ouvrables", True, ("7", "5", Unit.BUSINESS_DAY, False)),
        ("1 semaine", "5 jours ouvrables", False, ("6", "5", Unit.BUSINESS_DAY, False)),
        ("2 heures", "30 minutes", True, ("120", "30", Unit.MINUTE, True)),
        ("1 jour", "12 heures", True, ("24", "12", Unit.HOUR, True)),
        ("2 ans", "12 mois", True, ("24", "12", Unit.MONTH, True)),
        ("1 mois", "30 jours", True, ("31", "30", Unit.DAY, False)),
        ("1 mois", "31 jours", False, ("30", "31", Unit.DAY, False)),
        ("45 jours", "1 mois", True, ("45", "30", Unit.DAY, True)),
        ("3 semaines", "15 jours", True, ("21", "15", Unit.DAY, True)),
        ("1 jour ouvré", "2 semaines", True, ("3", "14", Unit.DAY, False)),
        ("1 jour ouvré", "2 semaines", False, ("1", "14", Unit.DAY, False)),
        ("6 jours ouvrables", "7 jours", True, ("7", "7", Unit.DAY, False)),
        ("24 à 48 heures", "1 à 2 jours", True, ("2", "2", Unit.DAY, True)),
        ("24 à 48 heures", "1 à 2 jours", False, ("1", "1", Unit.DAY, True)),
    ],
)
def test_both_durations_in_the_unit_of_the_comparison(
    value: str, limit: str, at_most: bool, measured: tuple[str, str, Unit, bool]
) -> None:
    ours, bound = parse(value), parse(limit)
    assert isinstance(ours, Duration)
    assert isinstance(bound, Duration)
    n, most, unit, exact = measured
    assert measure(ours, bound, at_most=at_most) == Measured(Fraction(n), Fraction(most), unit, exact)
