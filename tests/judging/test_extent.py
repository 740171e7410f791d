"""What is asked now and what is kept for a second time: gaps, questions, proofs; nothing is lost, nothing waived."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.dossier.read import case_of
from clausier.dossier.write import dossier_text
from clausier.errors import InvalidInput
from clausier.files.strictyaml import read_bytes
from clausier.judging.extent import asking_of, limited
from clausier.model.analysis import Analysis
from clausier.model.extent import EVERYTHING, Asking, Extent
from clausier.proposal import draft
from tests.builders import all_absent, analysis, case, library, provider_text

ESSENTIAL = Asking(extent=Extent.ESSENTIAL)
DELAY, TEST, WIFI = (
    "sortie-delai-recuperation",
    "sauvegardes-test-restauration",
    "acces-wifi-separes",
)


def ids(found: Analysis) -> set[str]:
    return {one.requirement.id for one in found.gaps()}


def later(found: Analysis) -> set[str]:
    return {one.requirement.id for one in found.later_gaps()}


def essential(**changes: Any) -> Analysis:
    return limited(analysis(all_absent(), **changes), ESSENTIAL)


def test_everything_is_asked_unless_told_otherwise() -> None:
    whole = analysis(all_absent())
    found = limited(whole, EVERYTHING)
    assert (ids(found), found.later) == (ids(whole), frozenset())
    assert draft(found).later.categories == ()


@pytest.mark.parametrize("kind", [one for one in library().contract_types if one != "inconnu"])
def test_the_essential_is_what_the_law_requires_and_what_is_marked_for_this_kind_of_contract(kind: str) -> None:
    found = essential(contrat={"type": kind})
    marked = {point.id for point in library().requirements if kind in point.essential}
    legal = {one.requirement.id for one in found.judgements if one.legal and one.verdict.is_gap}
    every = {one.requirement.id for one in analysis(all_absent(), contrat={"type": kind}).gaps()}
    assert ids(found) == (marked | legal) & every
    assert ids(found) | later(found) == every
    assert not ids(found) & later(found)
    assert 9 <= len(ids(found)) <= 21


def test_what_the_contract_contradicts_is_asked_whatever_it_is() -> None:
    found = limited(analysis({**all_absent(), WIFI: "contraire"}), ESSENTIAL)
    assert WIFI in ids(found)
    assert WIFI in later(essential())


def test_a_contract_of_unknown_kind_is_asked_what_is_essential_for_any() -> None:
    found = essential(contrat={"type": "inconnu"})
    marked = {point.id for point in library().requirements if point.essential}
    assert marked <= ids(found) | {one.requirement.id for one in found.judgements if not one.verdict.is_gap}


def test_a_dossier_adds_and_removes_by_number_or_id() -> None:
    found = limited(analysis(all_absent(), points_demandes={"ajouter": ["5.2"], "retirer": [DELAY]}), ESSENTIAL)
    assert WIFI in ids(found)
    assert DELAY in later(found)
    whole = limited(analysis(all_absent(), points_demandes={"retirer": "10.A"}), EVERYTHING)
    assert later(whole) == {DELAY}


def test_points_that_are_named_are_asked_alone() -> None:
    found = limited(analysis(all_absent(), points_demandes={"ajouter": ["5.2"]}), Asking(points=(DELAY, TEST)))
    assert ids(found) == {DELAY, TEST}


def test_an_unknown_point_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidInput) as told:
        analysis(points_demandes={"ajouter": ["5.22"]})
    (problem,) = told.value.problems
    assert (problem.key, problem.message) == ("points_demandes.ajouter", "le point « 5.22 » n'existe pas.")


def test_questions_and_proofs_of_what_is_kept_are_kept_too() -> None:
    open_ = {**all_absent(), WIFI: "a_verifier", TEST: "a_verifier"}
    found = draft(limited(analysis(open_), ESSENTIAL))
    assert [one.id for one in found.view.questions if "." not in one.id] == [TEST]
    asked = {one.number for one in found.view.proofs}
    assert asked <= {one.number for one in found.view.requests}


def test_the_score_does_not_depend_on_what_is_asked() -> None:
    assert essential().tally == analysis(all_absent()).tally


def test_each_gap_is_in_exactly_one_document_and_the_provider_reads_nothing_of_the_others() -> None:
    found = draft(essential())
    kept = [request for category in found.later.categories for request in category.requests]
    gaps = {one.requirement.id for one in analysis(all_absent()).gaps()}
    assert {one.id for one in kept} | {one.id for one in found.view.requests} == gaps
    assert len(kept) + len(found.view.requests) == len(gaps)
    said = provider_text(found)
    assert not [one.number for one in kept if one.text.splitlines()[-1] in said]


def test_the_reserve_is_said_where_something_is_kept_and_only_there() -> None:
    assert draft(essential()).view.reserve.letter.startswith("Nous avons retenu")
    assert draft(essential()).view.reserve.act.startswith("Le silence des présentes")
    assert draft(limited(analysis(all_absent()), EVERYTHING)).view.reserve.letter == ""


def test_only_cores_are_printed_and_only_what_they_hand_over() -> None:
    whole, core = draft(limited(analysis(all_absent()), EVERYTHING)), draft(essential())
    full = {one.id: one for one in whole.view.requests}
    for one in core.view.requests:
        assert len(one.body) <= len(full[one.id].body)
        point = library().by_id[one.id]
        assert len(one.deliverables) == sum(not item.detailed for item in point.clause.deliverables)


def test_the_dossier_says_how_much_it_asks_unless_it_is_said_otherwise() -> None:
    silent, told = case(), case(points_demandes={"ampleur": "Essentiel", "second_temps": "oui"})
    assert asking_of(silent) == asking_of(None) == EVERYTHING
    assert asking_of(told) == Asking(extent=Extent.ESSENTIAL, joined=True)
    assert asking_of(told, Extent.FULL, (TEST,)) == Asking(extent=Extent.FULL, points=(TEST,), joined=True)
    text = dossier_text(told, library())
    assert "  ampleur: essentiel\n  second_temps: oui\n" in text
    assert case_of(read_bytes(text.encode(), ""), library()) == told


def test_an_extent_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(InvalidInput) as refused:
        case(points_demandes={"ampleur": "essentielle"})
    (problem,) = refused.value.problems
    assert problem.key == "points_demandes.ampleur"
    assert "essentiel" in problem.hint or "essentiel" in problem.message
