"""What holds for every quantity: round trips, order, changes of unit, no crash on any text."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clausier.french import number_words, typeset
from clausier.quantity import (
    Amount,
    Count,
    Countries,
    Duration,
    Frequency,
    Kind,
    Quantity,
    QuantityError,
    Tax,
    Unit,
    legal,
    meets,
    parse,
    parse_as,
    plain,
    shortfall,
)

# The first call of all loads tables: a deadline would judge the machine.
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")

NUMBERS = st.integers(1, 400).map(Fraction)
UNITS = st.sampled_from(Unit)
SIDES = st.booleans()


def ranges(numbers: st.SearchStrategy[Fraction] = NUMBERS) -> st.SearchStrategy[tuple[Fraction, Fraction]]:
    return st.lists(numbers, min_size=2, max_size=2).map(lambda ends: (min(ends), max(ends)))


CENTS = st.integers(1, 100_000).map(lambda n: Fraction(n, 100))
DURATIONS = st.builds(lambda ends, unit: Duration(*ends, unit), ranges(), UNITS)
FREQUENCIES = st.builds(lambda ends, every, unit: Frequency(*ends, every, unit), ranges(), NUMBERS, UNITS)
COUNTS = st.builds(
    lambda ends, noun: Count(*ends, noun), ranges(), st.sampled_from(["", "versions", "copies hors ligne"])
)
AMOUNTS = st.builds(lambda ends, tax: Amount(*ends, tax), ranges(CENTS), st.sampled_from(Tax))
COUNTRIES = st.lists(st.sampled_from(["FR", "DE", "IE", "TT"]), min_size=1, unique=True).map(
    lambda c: Countries(tuple(c))
)
QUANTITIES = st.one_of(DURATIONS, FREQUENCIES, COUNTS.filter(lambda q: "ligne" not in q.noun), AMOUNTS, COUNTRIES)


def single(n: Fraction, unit: Unit) -> Duration:
    return Duration(n, n, unit)


@given(QUANTITIES)
def test_what_is_written_is_read_back(quantity: Quantity) -> None:
    if isinstance(quantity, Countries) and "TT" in quantity.codes[1:]:
        return  # « France et Trinité-et-Tobago » is a sentence, not a list
    assert parse(plain(quantity)) == quantity
    assert parse(typeset(plain(quantity))) == quantity
    if not isinstance(quantity, Amount):
        assert parse(legal(quantity)) == quantity
        assert parse(typeset(legal(quantity)).upper()) in (quantity, _upper(quantity))


def _upper(quantity: Quantity) -> Quantity:
    """A noun keeps the case in which it was written."""
    return Count(quantity.low, quantity.high, quantity.noun.upper()) if isinstance(quantity, Count) else quantity


@given(st.integers(0, 1000), st.sampled_from(["jours", "heures ouvrées", "mois"]))
def test_words_and_figures_agree(n: int, unit: str) -> None:
    assert parse(f"{number_words(n)} ({n}) {unit}") == parse(f"{n} {unit}")
    with pytest.raises(QuantityError, match="diffèrent"):
        parse(f"{number_words(n)} ({n + 1}) {unit}")


@given(st.text(max_size=60), st.sampled_from(Kind))
@example("²", Kind.DURATION)
def test_any_text_is_read_or_refused(text: str, kind: Kind) -> None:
    for read in (parse, lambda text: parse_as(kind, text)):
        with suppress(QuantityError):
            quantity = read(text)
            assert plain(quantity)
            assert legal(quantity)


@given(NUMBERS, NUMBERS, UNITS, DURATIONS)
def test_a_shorter_duration_never_fares_worse_at_most(a: Fraction, b: Fraction, unit: Unit, limit: Duration) -> None:
    short, long = single(min(a, b), unit), single(max(a, b), unit)
    assert meets(short, limit, at_most=True) or not meets(long, limit, at_most=True)
    assert meets(long, limit, at_most=False) or not meets(short, limit, at_most=False)


@given(st.fractions(0, 300, max_denominator=60), st.fractions(0, 300, max_denominator=60), UNITS, DURATIONS)
def test_fractions_keep_the_order(a: Fraction, b: Fraction, unit: Unit, limit: Duration) -> None:
    test_a_shorter_duration_never_fares_worse_at_most.hypothesis.inner_test(a, b, unit, limit)


@given(NUMBERS, UNITS, NUMBERS, NUMBERS, UNITS, SIDES)
def test_a_laxer_limit_of_the_same_unit_never_refuses_more(
    n: Fraction, unit: Unit, a: Fraction, b: Fraction, limit_unit: Unit, at_most: bool
) -> None:
    low, high = single(min(a, b), limit_unit), single(max(a, b), limit_unit)
    strict, lax = (low, high) if at_most else (high, low)
    value = single(n, unit)
    assert meets(value, lax, at_most=at_most) or not meets(value, strict, at_most=at_most)


SCALES = [
    (Unit.HOUR, 60, Unit.MINUTE),
    (Unit.DAY, 24, Unit.HOUR),
    (Unit.WEEK, 7, Unit.DAY),
    (Unit.YEAR, 12, Unit.MONTH),
    (Unit.WORKING_DAY, 8, Unit.WORKING_HOUR),
    (Unit.WORKING_HOUR, 60, Unit.WORKING_MINUTE),
]


@given(NUMBERS, st.sampled_from(SCALES), DURATIONS, SIDES)
def test_a_change_of_unit_changes_no_verdict(
    n: Fraction, scale: tuple[Unit, int, Unit], limit: Duration, at_most: bool
) -> None:
    large, factor, small = scale
    assert meets(single(n, large), limit, at_most=at_most) == meets(single(n * factor, small), limit, at_most=at_most)


@given(DURATIONS, NUMBERS, st.sampled_from(SCALES), SIDES)
def test_a_change_of_the_limit_s_unit_changes_no_verdict(
    value: Duration, n: Fraction, scale: tuple[Unit, int, Unit], at_most: bool
) -> None:
    large, factor, small = scale
    assert meets(value, single(n, large), at_most=at_most) == meets(value, single(n * factor, small), at_most=at_most)


@given(DURATIONS, DURATIONS, SIDES)
def test_a_range_counts_by_its_worse_end(value: Duration, limit: Duration, at_most: bool) -> None:
    ends = [single(n, value.unit) for n in (value.low, value.high)]
    assert meets(value, limit, at_most=at_most) == all(meets(one, limit, at_most=at_most) for one in ends)


@given(DURATIONS)
def test_every_quantity_meets_itself(value: Duration) -> None:
    one = single(value.high, value.unit)
    assert meets(one, one, at_most=True)
    assert meets(one, one, at_most=False)


@given(NUMBERS, NUMBERS, NUMBERS, UNITS, FREQUENCIES)
def test_more_often_never_fares_worse_at_least(
    a: Fraction, b: Fraction, every: Fraction, unit: Unit, limit: Frequency
) -> None:
    rare, often = (Frequency(n, n, every, unit) for n in (min(a, b), max(a, b)))
    assert meets(often, limit, at_most=False) or not meets(rare, limit, at_most=False)
    assert meets(rare, limit, at_most=True) or not meets(often, limit, at_most=True)


@given(
    st.one_of(st.tuples(DURATIONS, DURATIONS), st.tuples(FREQUENCIES, FREQUENCIES), st.tuples(COUNTS, COUNTS)), SIDES
)
def test_a_shortfall_names_value_and_side(pair: tuple[Quantity, Quantity], at_most: bool) -> None:
    value, limit = pair
    with suppress(QuantityError):
        if not meets(value, limit, at_most=at_most):
            phrase = shortfall(value, limit, at_most=at_most)
            assert phrase.startswith(plain(value))
            assert f" au {'plus' if at_most else 'moins'}" in phrase
