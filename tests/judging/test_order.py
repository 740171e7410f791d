"""One order for the letter, the summary, the screen and the tracker."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.judging.order import by_priority
from clausier.proposal import draft
from tests.builders import all_absent, analysis, library

KEPT_HERE = {"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "cabinet"}


def numbers(answers: dict[str, Any], **changes: Any) -> list[str]:
    return [one.requirement.number for one in by_priority(analysis(answers, **changes))]


def of_number(number: str) -> str:
    return next(point.id for point in library().requirements if point.number == number)


def test_the_law_and_what_is_contrary_come_first_then_the_essential_then_the_rest() -> None:
    gaps = by_priority(analysis({**all_absent(), of_number("5.2"): "contraire"}, situation=KEPT_HERE))
    levels = [
        0 if one.legal or one.requirement.number == "5.2" else 1 if one.requirement.is_essential(["infogerance"]) else 2
        for one in gaps
    ]
    assert levels == sorted(levels)
    assert set(levels) == {0, 1, 2}


def test_within_a_group_the_rank_of_the_library_decides_then_the_importance() -> None:
    gaps = [one for one in by_priority(analysis(all_absent())) if not one.legal]
    rest = [one.requirement for one in gaps if not one.requirement.is_essential(["infogerance"])]
    ranked = [(one.rank, ["indispensable", "importante", "recommandee"].index(one.importance)) for one in rest]
    assert [rank for rank in ranked if rank[0] > 12] == sorted(rank for rank in ranked if rank[0] > 12)


@pytest.mark.parametrize(
    ("place", "first"),
    [("prestataire", True), ("hebergeur_du_prestataire", True), ("inconnu", False)],
)
def test_certified_hosting_leads_where_data_surely_leave_the_practice(place: str, first: bool) -> None:
    where = {"donnees_hebergees_par": place, "sauvegardes_hebergees_par": "inconnu"}
    told = numbers(all_absent(), situation=where, contrat={"type": "inconnu"})
    assert (told[0] == "8.1") is first


def test_an_essential_point_that_is_only_too_weak_waits_behind_those_that_are_absent() -> None:
    test = of_number("4.5")
    told = numbers({**all_absent(), test: {"constat": "oui", "valeur": "1 par an"}})
    absent = numbers(all_absent())
    assert told.index("4.5") > absent.index("4.5")


def test_letter_summary_and_tracker_follow_it() -> None:
    found = draft(analysis(all_absent()))
    order = [one.requirement.id for one in by_priority(analysis(all_absent()))]
    assert list(found.view.order) == order
    assert [one.id for one in found.view.priorities] == order[:6]
    assert [one.number for one in found.summary.priorities] == [one.number for one in found.view.priorities]
    assert [one.id for one in found.view.ranked] == order
