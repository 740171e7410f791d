"""Delays and frequencies that no contract could mean."""

from __future__ import annotations

import pytest

from clausier.quantity import out_of_bounds, parse

DELAY = "un délai va d'une minute à cent ans"
OFTEN = "une fréquence va d'une fois tous les cent ans à une fois par seconde"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0 jour", f"« 0 jour » est nul : {DELAY}."),
        ("101 ans", "« 101 ans » dépasse cent ans."),
        ("1 à 1300 mois", "« 1 à 1300 mois » dépasse cent ans."),
        ("0 par an", f"« 0 par an » est nul : {OFTEN}."),
        ("tous les 101 ans", f"« tous les 101 ans » est hors des bornes : {OFTEN}."),
        ("86401 par jour", f"« 86401 par jour » est hors des bornes : {OFTEN}."),
    ],
)
def test_what_is_out_of_bounds_is_told_with_the_bounds(text: str, told: str) -> None:
    assert out_of_bounds(text, parse(text)) == told


@pytest.mark.parametrize(
    "text",
    [
        "1 minute",
        "100 ans",
        "au plus 4 heures",
        "tous les 100 ans",
        "86400 par jour",
        "0 versions",
        "gratuit",
        "France",
    ],
)
def test_what_a_contract_may_say_is_admitted(text: str) -> None:
    assert out_of_bounds(text, parse(text)) == ""


def test_the_longest_delay_is_the_callers() -> None:
    assert out_of_bounds("10 ans", parse("10 ans"), 10) == ""
    assert out_of_bounds("11 ans", parse("11 ans"), 10) == "« 11 ans » dépasse dix ans."
    assert out_of_bounds("mot", None) == ""
