"""What a reader is told beside the verdicts, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.judging.declarations import NO_STIPULATION
from clausier.judging.gaps import analyse
from clausier.judging.notices import unknown_facts
from clausier.model.analysis import Notice
from tests.builders import DAY, analysis, case, library, read, tree, yes

TEST = "sauvegardes-test-restauration"
PROCEDURE = "incidents-procedure-cyberattaque"
GDPR = "hebergement-rgpd"
COUNTRY = "hebergement-localisation"


NOT_KNOWN: dict[str, Any] = {"services": [], "acces_aux_donnees": "inconnu"}


def test_what_is_not_known_is_asked_for() -> None:
    unknown = {"contrat": {"type": "inconnu"}, "situation": NOT_KNOWN}
    assert analysis(**unknown).notices == (
        Notice("type de contrat inconnu : aucun texte propre à un type de contrat n'est cité"),
        Notice("situation à préciser : services du contrat"),
        Notice("situation à préciser : accès du prestataire aux données"),
        Notice("situation à préciser : nature de l'hébergement"),
    )
    asked = [name for name, _ in unknown_facts(case(**unknown), library())]
    assert asked == ["services", "acces_aux_donnees", "service_en_nuage"]
    assert not [*unknown_facts(case(), library())]
    assert analysis().notices == ()


def test_a_legal_point_declared_not_to_apply_is_noticed() -> None:
    aside = {"constat": "sans_objet", "motif": "rien"}
    assert analysis({GDPR: aside}).notices == (Notice("point fondé sur la loi et déclaré sans objet", GDPR),)
    assert analysis({TEST: aside}).notices == ()


@pytest.mark.parametrize("state", ["signe", "non_signe"])
def test_a_contract_dated_after_the_day_is_asked_about(state: str) -> None:
    future = {"contrat": {"date": "1er décembre 2026", "etat": state}}
    assert analysis(**future).notices == (
        Notice(
            "contrat daté du 1er décembre 2026, après le 23 novembre 2026, jour de l'analyse : "
            "vérifier sa date, ou celle-ci"
        ),
    )
    assert analysis(contrat={"date": DAY.isoformat()}).notices == ()


def test_an_answer_to_a_removed_point_is_left_aside() -> None:
    shorter = library().model_copy(update={"removed": frozenset({PROCEDURE, TEST, GDPR})})
    found = analyse(shorter, case({TEST: "non", GDPR: "a_verifier"}), DAY)
    assert found.notices == tuple(
        Notice(f"réponse laissée de côté : la bibliothèque a retiré le point « {id_} »") for id_ in (GDPR, TEST)
    )


def declared(own: dict[str, Any], *declarations: tuple[str, str, dict[str, Any]]) -> tuple[Notice, ...]:
    told = [{"par": by, "le": day, "reponses": answers} for by, day, answers in declarations]
    return analyse(library(), read({**tree(own), "declaration_prestataire": told}), DAY).notices


def test_one_answer_declared() -> None:
    assert declared({}, ("Mme Exemple", "2026-11-20", {TEST: "oui"})) == (
        Notice("1 réponse déclarée par le prestataire et non confirmée par le cabinet (Mme Exemple, le 2026-11-20)"),
        Notice(NO_STIPULATION),
    )


def test_two_answers_declared() -> None:
    one, other = ("Mme Exemple", "2026-11-20", {TEST: "oui"}), ("M. Autre", "2026-11-21", {PROCEDURE: "non"})
    assert declared({}, one, other) == (
        Notice(
            "2 réponses déclarées par le prestataire et non confirmées par le cabinet "
            "(Mme Exemple, le 2026-11-20 et M. Autre, le 2026-11-21)"
        ),
        Notice(NO_STIPULATION),
    )


def test_what_the_practice_contradicts_is_noticed() -> None:
    own = {TEST: yes(valeur="1 par an"), GDPR: yes(volets=[]), PROCEDURE: "oui"}
    said = {TEST: "oui", GDPR: yes(volets=["objet_duree", "instructions"]), PROCEDURE: "oui"}
    assert declared(own, ("Mme Exemple", "2026-11-20", said)) == (
        Notice("le prestataire déclare « oui », le cabinet retient « oui, 1 par an »", TEST),
        Notice(
            "le prestataire déclare « oui, volets : instructions et objet_duree », "
            "le cabinet retient « oui, volets : aucun »",
            GDPR,
        ),
    )
    countries = {COUNTRY: yes(valeur=["France", "Irlande"])}
    assert declared({COUNTRY: "non"}, ("Mme Exemple", "2026-11-20", countries)) == (
        Notice("le prestataire déclare « oui, France ; Irlande », le cabinet retient « non »", COUNTRY),
    )


@pytest.mark.parametrize(("own", "said", "taken"), [("a_verifier", "oui", 1), ("oui", "a_verifier", 0)])
def test_what_is_still_open_contradicts_nobody(own: str, said: str, taken: int) -> None:
    notices = declared({TEST: own}, ("Mme Exemple", "2026-11-20", {TEST: said}))
    assert [notice.point for notice in notices] == [""] * taken * 2
