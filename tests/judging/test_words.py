"""The reason of every row of the table, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.judging.gaps import analyse
from clausier.model.answer import Answer
from clausier.model.facts import Condition
from clausier.model.verdict import Finding
from tests.builders import DAY, analysis, case, full_library, judgement, library, of, yes

TEST = "sauvegardes-test-restauration"
PROCEDURE = "incidents-procedure-cyberattaque"
HDS = "hebergement-hds"
GDPR = "hebergement-rgpd"
VERSIONS = "sauvegardes-versions"
COUNTRY = "hebergement-localisation"
ALL_PARTS = (
    "Objet, durée, nature et finalité du traitement, données et personnes concernées, Instructions documentées, "
    "Confidentialité, Sécurité, Sous-traitants ultérieurs, Droits des personnes, Violations de données et assistance, "
    "Sort des données à la fin et Informations et audits"
)


@pytest.mark.parametrize(
    ("point", "answer", "reason"),
    [
        (TEST, None, "pas de réponse au dossier"),
        (TEST, "a_verifier", "à vérifier dans le contrat"),
        (TEST, {"constat": "a_verifier", "motif": "voir l'annexe"}, "voir l'annexe"),
        (TEST, {"constat": "sans_objet", "motif": "aucune sauvegarde"}, "aucune sauvegarde"),
        (TEST, "contraire", "le contrat prévoit le contraire"),
        (TEST, "non", "rien au contrat sur ce point"),
        (
            TEST,
            yes(valeur="1 par an"),
            "1 fois par an au lieu de 2 fois par an au moins (repère du guide de l'URPS)",
        ),
        (PROCEDURE, yes(volets=["isolement"]), "il manque : Analyse, Restauration et Aide à la déclaration"),
        (TEST, "partiel", "le contrat n'y répond qu'en partie"),
        (TEST, "oui", "valeur à préciser : fréquence des tests"),
        (
            VERSIONS,
            "oui",
            "valeur à préciser : nombre de versions conservées ou durée de conservation des versions",
        ),
        (
            VERSIONS,
            yes(valeur="6 versions"),
            "6 versions au lieu de 7 versions au moins, soit 1 de moins (pratique contractuelle courante)",
        ),
        (
            VERSIONS,
            yes(valeur="29 jours"),
            "29 jours au lieu de 30 jours calendaires au moins, soit 1 jour de moins (pratique contractuelle courante)",
        ),
        (GDPR, "oui", f"volets à préciser : {ALL_PARTS}"),
        (GDPR, yes(volets=[]), f"il manque : {ALL_PARTS}"),
        (
            COUNTRY,
            yes(valeur=["France", "Suisse", "Royaume-Uni"]),
            "hors EEE : Suisse et Royaume-Uni (pratique contractuelle courante)",
        ),
        (COUNTRY, "oui", "valeur à préciser : pays de conservation"),
        (HDS, "oui", "certificat de conformité pour l'hébergement de données de santé non remis"),
        (TEST, yes(valeur="2 par an"), "le contrat y répond"),
    ],
)
def test_the_reason_of_a_verdict(point: str, answer: Any, reason: str) -> None:
    assert judgement(point, answer).reason == reason


def test_what_fails_is_told_apart() -> None:
    value, parts = judgement(TEST, yes(valeur="1 par an")), judgement(PROCEDURE, yes(volets=["isolement"]))
    assert (value.fails_measure, value.missing_parts) == (True, ())
    assert (parts.fails_measure, parts.missing_parts) == (False, ("analyse", "restauration", "declaration_cnil"))


@pytest.mark.parametrize(
    ("value", "parts", "reason"),
    [
        ((), None, f"valeur à préciser : fréquence des tests ; volets à préciser : {ALL_PARTS}"),
        (
            ("1 par an",),
            (),
            f"1 fois par an au lieu de 2 fois par an au moins (repère du guide de l'URPS) ; il manque : {ALL_PARTS}",
        ),
    ],
)
def test_a_figure_and_parts_are_told_together(
    value: tuple[str, ...], parts: tuple[str, ...] | None, reason: str
) -> None:
    point = library().by_id[TEST]
    asked = {"parts": library().by_id[GDPR].criterion.parts, "parts_required": True}
    both = point.model_copy(update={"criterion": point.criterion.model_copy(update=asked)})
    alone = library().model_copy(update={"requirements": (both,)})
    answer = library().measured(TEST, Answer(finding=Finding.YES, value=value, parts=parts))
    data = case().model_copy(update={"answers": {TEST: answer}})
    assert [one.reason for one in analyse(alone, data, DAY).judgements] == [reason]


def test_an_open_point_counted_as_absent_says_so() -> None:
    found = analyse(library(), case({HDS: "oui"}), DAY, unknown_as_absent=True)
    assert of(found, TEST).reason == "sans réponse, compté comme absent"
    assert of(found, HDS).verdict.value == "non_prouve"


@pytest.mark.parametrize(
    ("services", "told"),
    [(["reseau"], "réseau et accès"), (["antivirus", "reseau"], "réseau et accès et antivirus et protection")],
)
def test_a_point_out_of_scope_names_the_facts(services: list[str], told: str) -> None:
    found = judgement(TEST, None, situation={"services": services})
    assert found.reason == f"hors du périmètre déclaré (services du contrat : {told})"
    assert (found.out_of_scope, found.outside) == (False, False)
    assert judgement(TEST, "oui", situation={"services": services}).out_of_scope
    assert not judgement(TEST, "oui").out_of_scope


def test_points_outside_the_guide_are_told_apart() -> None:
    found = analyse(full_library(), case(), DAY)
    outside = {one.requirement.category for one in found.judgements if one.outside}
    assert outside == set(full_library().outside)
    assert outside
    assert not any(one.outside for one in analysis().judgements)


def test_a_condition_that_names_no_known_fact_is_out_of_scope_without_one() -> None:
    """The kind of contract and its state are facts without a title."""
    point = (
        library()
        .by_id[TEST]
        .model_copy(update={"applies_if": Condition.model_validate({"type": ["materiel"]}), "not_applicable": ()})
    )
    alone = library().model_copy(update={"requirements": (point,)})
    (found,) = analyse(alone, case(), DAY).judgements
    assert found.reason == "hors du périmètre déclaré"
