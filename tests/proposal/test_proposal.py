"""What the proposal prints, and what it can never print."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausier.judging.scope import readmitted
from clausier.library import markup
from clausier.model.proposal import Request
from clausier.proposal import draft
from tests.builders import all_absent, analysis, library, proposal, provider_text

POINTS = [requirement.id for requirement in library().requirements]
FINDINGS = ("non", "partiel", "contraire")
CONTRACT_TYPES = sorted(library().contract_types)


def text_of(request: Request) -> str:
    return "\n".join(block.text for block in request.body)


@pytest.mark.parametrize("position", ["cible", "repli", "plancher"])
@pytest.mark.parametrize("kind", CONTRACT_TYPES)
@pytest.mark.parametrize("state", ["signe", "non_signe"])
def test_every_clause_prints_without_a_hole(position: str, kind: str, state: str) -> None:
    found = proposal(all_absent(), position, contrat={"type": kind, "etat": state})
    for request in found.view.requests:
        assert request.introduction == (), request.id
        for told in (text_of(request), markup.plain(request.argument)):
            assert told.strip(), request.id
            assert not markup.STRAY.search(told), request.id
            assert "  " not in told, request.id
            assert "()" not in told, request.id
            assert not re.search(r"\b(?:de|que) une? \(", told), request.id


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(POINTS), st.sampled_from(FINDINGS)))
def test_each_gap_has_one_clause_and_each_clause_one_gap(answers: dict[str, str]) -> None:
    view = proposal(answers).view
    assert sorted(request.id for request in view.requests) == sorted(answers)
    assert view.counts.gaps == len(answers)


SECRETS = {"commentaire": "SECRET-COMMENTAIRE"}


def test_nothing_internal_leaves() -> None:
    answers: dict[str, Any] = {point: {"constat": "non", **SECRETS} for point in POINTS}
    found = proposal(answers)
    sent = provider_text(found)
    assert "SECRET" not in sent
    for requirement in library().requirements:
        assert requirement.note[:60] not in sent
        for fallback in requirement.positions.fallbacks:
            if fallback.trade:
                assert fallback.trade[:40] not in sent, requirement.id


def test_positions_change_the_figures_asked() -> None:
    point = "sortie-delai-recuperation"
    asked = {name: text_of(proposal({point: "non"}, name).view.requests[0]) for name in ("cible", "repli")}
    assert "quinze (15) jours calendaires" in asked["cible"].replace("\u00a0", " ")
    assert "trente (30) jours calendaires" in asked["repli"].replace("\u00a0", " ")


def test_the_dossier_s_own_position_and_parameters_win_and_warn() -> None:
    point = "sortie-delai-recuperation"
    changed = proposal(
        {point: "non"}, positions={point: "repli"}, parametres={point: {"delai_reprise": "3 jours ouvrés"}}
    )
    told = text_of(changed.view.requests[0]).replace("\u00a0", " ")
    assert "trente (30) jours calendaires" in told
    assert "trois (3) Jours ouvrés" in told
    assert any("en deçà de l’exigence" in warning for warning in changed.warnings)


def test_only_missing_parts_are_asked_and_what_exists_stays() -> None:
    point = "incidents-procedure-cyberattaque"
    answer = {"constat": "oui", "volets": ["isolement", "analyse"], "article": "5"}
    request = proposal({point: answer}).view.requests[0]
    items = [block.text for block in request.body if block.kind == "liste"]
    assert len(items) == 2
    assert items[0].endswith("\u202f;")
    assert items[1].endswith(".")
    assert markup.plain(request.introduction).startswith("Ce qui suit complète les stipulations du Contrat relatives")


def test_a_single_missing_part_ends_the_sentence_that_announces_it() -> None:
    point = "incidents-procedure-cyberattaque"
    answer = {"constat": "oui", "volets": ["isolement", "analyse", "restauration"], "article": "5"}
    request = proposal({point: answer}).view.requests[0]
    assert all(block.kind == "paragraphe" for block in request.body)
    assert "le Prestataire informe le Cabinet" in text_of(request)


def test_an_open_point_and_an_unknown_fact_become_questions() -> None:
    view = proposal({"perimetre-services": "oui"}, situation={"acces_aux_donnees": "inconnu"}).view
    assert any(question.number == "1.2" for question in view.questions)
    assert any(question.number == "" for question in view.questions)


def test_priorities_are_six_at_most_and_never_out_of_scope() -> None:
    view = draft(readmitted(analysis(all_absent(), situation={"services": ["reseau"]}))).view
    assert len(view.priorities) == 6
    assert all(request.category != 4 for request in view.priorities)


def test_citations_are_verbatim_and_our_text_is_typeset() -> None:
    citation = 'C\'est "ainsi" : 10 000 euros ; {{ x }} <b> & co'
    answer = {"constat": "partiel", "article": "3", "citation": citation}
    request = proposal({"perimetre-exclusions": answer}).view.requests[0]
    runs = [run for run in request.introduction if run.style == "citation"]
    assert [run.text for run in runs] == [citation]


def test_defined_terms_in_use_are_defined_once() -> None:
    view = proposal(all_absent()).view
    terms = [definition.term for definition in view.definitions]
    assert len(terms) == len(set(terms))
    assert {"Données", "Sauvegarde", "Incident critique"} <= set(terms)
    assert proposal({}).view.definitions == ()


@pytest.mark.parametrize(
    ("point", "position", "told"),
    [
        ("correctifs-delai-critique", "cible", "30 jours calendaires au plus (origine : recommandation officielle)"),
        ("sauvegardes-test-restauration", "repli", "2 par an au moins (origine : repère du guide de l'URPS)"),
        ("sauvegardes-versions", "cible", "7 versions au moins ou 30 jours calendaires au moins (origine : pratique"),
    ],
)
def test_an_origin_stands_beside_the_criterion_s_figure_not_ours(point: str, position: str, told: str) -> None:
    (request,) = proposal({point: "non"}, position).view.requests
    printed = "".join(run.text for run in request.justification).replace("\u00a0", " ").replace("’", "'")
    assert told in printed
    assert printed.endswith("La valeur proposée est notre demande.")
