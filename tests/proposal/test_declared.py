"""What is asked where the provider declares what the contract does not write."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.judging.gaps import analyse
from clausier.model.proposal import Proposal, Request
from clausier.model.requirement import PositionName
from clausier.proposal import draft
from tests.builders import DAY, library, read, tree, yes

TEST, FIXES = "sauvegardes-test-restauration", "correctifs-delai-critique"
QUOTED = yes(valeur="2 par an", article="7.2", citation="Deux tests par an.")
SIGNED = (
    "Le Prestataire a donné au Cabinet des indications relatives aux tests de restauration, que le Contrat n’écrit pas."
)
UNSIGNED = (
    "Le Prestataire a donné au Cabinet des indications relatives aux tests de restauration, que le projet n’écrit pas."
)


def drafted(
    said: dict[str, Any], own: dict[str, Any] | None = None, position: str = "cible", **changes: Any
) -> Proposal:
    declaration = {"par": "Mme Exemple", "le": "2026-11-20", "reponses": said}
    case = read({**tree(own or {}, **changes), "declaration_prestataire": declaration})
    return draft(analyse(library(), case, DAY), PositionName(position))


def asked(found: Proposal, point: str = TEST) -> Request:
    return next(request for request in found.view.requests if request.id == point)


def words(request: Request) -> str:
    return "".join(run.text for run in request.argument)


@pytest.mark.parametrize(("state", "introduction"), [("signe", SIGNED), ("non_signe", UNSIGNED)])
def test_the_introduction_says_what_was_declared(state: str, introduction: str) -> None:
    request = asked(drafted({TEST: yes(valeur="2 par an", article="7")}, contrat={"etat": state}))
    assert request.text.startswith(introduction)
    assert words(request).startswith(
        "Vous avez indiqué «\u00a0oui, 2 par an\u00a0» sur ce point\u202f; le contrat ne l’écrit pas. "
    )
    assert (request.article, request.citation) == ("", "")
    assert request.current[0].text == "Aucune stipulation identifiée."


def test_nothing_is_said_of_a_declaration_against_oneself() -> None:
    request, own = asked(drafted({TEST: "non"})), asked(drafted({}, {TEST: "non"}))
    assert request == own


def test_each_declaration_is_told_as_it_was_made() -> None:
    """Requests that are alike are made once: the words of a declaration must not pass to another dossier."""
    assert "«\u00a0oui\u00a0»" in words(asked(drafted({TEST: "oui"})))
    assert "«\u00a0en partie\u00a0»" in words(asked(drafted({TEST: "partiel"})))
    assert "indiqué" not in words(asked(drafted({}, {TEST: "non"})))


@pytest.mark.parametrize(
    ("said", "position", "figure"),
    [
        ("4 par an", "cible", "quatre (4) fois par an"),
        ("4 à 6 par an", "cible", "quatre (4) fois par an"),
        ("2 par an", "cible", "deux (2) fois par an"),
        ("1 par an", "cible", "deux (2) fois par an"),
        ("2 par an", "plancher", "deux (2) fois par an"),
    ],
)
def test_no_less_is_asked_than_what_was_declared(said: str, position: str, figure: str) -> None:
    assert f"u moins {figure}" in asked(drafted({TEST: yes(valeur=said)}, position=position)).text.replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(("said", "figure"), [("5 jours", "cinq (5) jours"), ("90 jours", "quatorze (14) jours")])
def test_a_shorter_delay_is_the_better_one(said: str, figure: str) -> None:
    assert figure in asked(drafted({FIXES: yes(valeur=said)}), FIXES).text.replace("\u00a0", " ")


def test_what_was_declared_stays_the_least_when_the_practice_finds_the_contract_silent() -> None:
    request = asked(drafted({TEST: yes(valeur="4 par an")}, {TEST: "non"}))
    assert "quatre (4) fois" in request.text.replace("\u00a0", " ")
    assert request.introduction == ()


def test_the_figure_that_the_practice_sets_wins() -> None:
    parameters = {TEST: {"frequence": "3 par an"}}
    request = asked(drafted({TEST: yes(valeur="4 par an")}, parametres=parameters))
    assert "trois (3) fois" in request.text.replace("\u00a0", " ")


def test_what_was_answered_is_not_asked_again() -> None:
    found = drafted({TEST: QUOTED})
    assert TEST not in {question.id for question in found.view.questions}
    assert found.summary.steps[0].startswith("Vérifier dans le contrat ce que le prestataire en dit (4.5)")
    assert TEST in {question.id for question in drafted({TEST: "a_verifier"}).view.questions}


def test_every_question_has_the_id_of_its_point_or_of_its_fact() -> None:
    found = drafted({}, situation={"acces_aux_donnees": "inconnu"}).view.questions
    assert {question.id for question in found if not question.number} == {"situation.acces_aux_donnees"}
    assert {question.number for question in found if question.id in library().by_id} == {
        library().by_id[question.id].number for question in found if question.number
    }
