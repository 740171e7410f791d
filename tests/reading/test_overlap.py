"""What landmarks say of each other."""

from __future__ import annotations

import pytest

from clausier.model.expression import expression
from clausier.reading.overlap import implies, is_anywhere, is_impossible

YES, NO = True, False


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("test - test", YES),
        ("test ~3 charge - tests", YES),
        ("test de charge - charge", YES),
        ("test / essai - test", NO),
        ("test / essai - test / essai", YES),
        ("test - charge", NO),
        ("sauvegarde - sauv*", YES),
    ],
)
def test_what_sets_aside_what_it_asks_for(source: str, expected: bool) -> None:
    assert is_impossible(expression(source)) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [("le", YES), ("de la / sauvegarde", YES), ("le ~3 la", YES), ("le ~3 test", NO), ("{duree}", NO), ("les*", NO)],
)
def test_what_is_met_everywhere(source: str, expected: bool) -> None:
    assert is_anywhere(expression(source)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("sauvegarde quotidienne", "sauvegarde", YES),
        ("sauvegardes", "sauvegarde", YES),
        ("sauvegarde", "sauvegarde quotidienne", NO),
        ("test ~3 charge", "test ~5 charge", YES),
        ("test ~5 charge", "test ~3 charge", NO),
        ("test ~3 charge", "test + charge / montée", YES),
        ("test + charge", "test ~5 charge", NO),
        ("test ~3 charge ~4 {duree}", "test ~3 charge", YES),
        ("test - charge", "test", YES),
        ("test", "test - charge", NO),
        ("=os / windows", "windows / =os / linux", YES),
        ("sauv*", "sauvegarde", NO),
        ("charge ~3 test", "test ~5 charge", YES),
        ("charge ~6 test", "test ~5 charge", NO),
        ("charge - test", "test - charge", NO),
        ("restauration ~3 {duree}", "restauration ~3 {montant}", NO),
    ],
)
def test_what_another_makes_idle(one: str, other: str, expected: bool) -> None:
    assert implies(expression(one), expression(other)) is expected
