"""What a verdict says, word for word: the reason of every row, every fault of a proof, every notice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from clausier.judging import proofs
from clausier.judging.gaps import analyse
from clausier.judging.notices import unknown_facts
from clausier.model.analysis import Notice
from clausier.model.criterion import ProofRule
from clausier.model.facts import Condition
from tests.builders import CERTIFICATE, DAY, analysis, case, full_library, judgement, library, of, read, tree

TEST = "sauvegardes-test-restauration"
PROCEDURE = "incidents-procedure-cyberattaque"
HDS = "hebergement-hds"
BACKUP_HDS = "sauvegardes-hebergement-hds"
GDPR = "hebergement-rgpd"
VERSIONS = "sauvegardes-versions"
COUNTRY = "hebergement-localisation"
ALL_PARTS = (
    "Objet, durée, nature et finalité du traitement, données et personnes concernées, Instructions documentées, "
    "Confidentialité, Sécurité, Sous-traitants ultérieurs, Droits des personnes, Violations de données et assistance, "
    "Sort des données à la fin et Informations et audits"
)


def yes(**more: Any) -> dict[str, Any]:
    return {"constat": "oui", **more}


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
            "hors EEE : Suisse et Royaume-Uni (critère tiré de la réglementation)",
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


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"titulaire": ""}, "certificat incomplet : titulaire à indiquer"),
        ({"titulaire": "", "numero": ""}, "certificat incomplet : titulaire et numéro à indiquer"),
        ({"activites": []}, "certificat incomplet : activités couvertes à indiquer"),
        ({"expire_le": "2026-11-22"}, "certificat expiré le 22 novembre 2026"),
        ({"delivre_le": "2026-11-24"}, "certificat délivré seulement le 24 novembre 2026"),
        ({"delivre_le": "2026-11-23"}, "le contrat y répond"),
        ({"activites": ["6"]}, "le certificat couvre l'activité 6 et non l'une des activités 1 à 5"),
        ({"titulaire": "Autre"}, "certificat délivré à Autre et non à Prestataire Exemple"),
        ({"titulaire": "PRESTATAIRE  EXEMPLE, S.A.S."}, "le contrat y répond"),
        ({"titulaire": "Préstataire-Exemple SARL"}, "le contrat y répond"),
        ({"titulaire": "SAS"}, "certificat délivré à SAS et non à Prestataire Exemple"),
        ({"referentiel": "1.1"}, "référentiel 1.1 admis seulement jusqu'au 16 mai 2026"),
        ({"referentiel": "0.9"}, "référentiel 0.9 inconnu"),
        ({"referentiel": ""}, "le contrat y répond"),
        (
            {"titulaire": "", "activites": ["6"], "expire_le": "2026-11-22", "referentiel": "0.9"},
            "certificat incomplet : titulaire à indiquer ; certificat expiré le 22 novembre 2026 ; "
            "le certificat couvre l'activité 6 et non l'une des activités 1 à 5 ; référentiel 0.9 inconnu",
        ),
    ],
)
def test_the_faults_of_a_certificate(change: Mapping[str, Any], reason: str) -> None:
    assert judgement(HDS, yes(preuve={**CERTIFICATE, **change})).reason == reason


def test_the_activities_of_a_backup() -> None:
    proof = {**CERTIFICATE, "activites": ["1", "2"]}
    found = judgement(BACKUP_HDS, yes(preuve=proof), situation={"donnees_hebergees_par": "cabinet"})
    assert found.reason == "le certificat couvre les activités 1 et 2 et non l'activité 6"


def test_a_fault_of_two_certificates_is_said_once() -> None:
    late = {**CERTIFICATE, "expire_le": "2026-11-22"}
    found = judgement(HDS, yes(preuves=[late, {**late, "titulaire": "Autre"}]))
    assert found.reason == (
        "certificat expiré le 22 novembre 2026 ; certificat délivré à Autre et non à Prestataire Exemple"
    )


def rule(point: str) -> ProofRule:
    found = library().by_id[point].criterion.proof
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("host", "where", "holders"),
    [
        ("Hébergeur Exemple", "prestataire", ("Hébergeur Exemple", "Prestataire Exemple")),
        ("", "prestataire", ("Prestataire Exemple",)),
        ("Hébergeur Exemple", "hebergeur_du_prestataire", ("Hébergeur Exemple",)),
        ("", "hebergeur_du_prestataire", ()),
    ],
)
def test_who_may_hold_a_certificate(host: str, where: str, holders: tuple[str, ...]) -> None:
    situation = {"hebergeur": host, "donnees_hebergees_par": where, "sauvegardes_hebergees_par": where}
    assert proofs.expected_holders(rule(HDS), case(situation=situation)) == holders
    reason = f"certificat délivré à Autre et non à {' ou '.join(holders)}" if holders else "le contrat y répond"
    held = judgement(HDS, yes(preuve={**CERTIFICATE, "titulaire": "Autre"}), situation=situation)
    assert held.reason == reason


def test_a_proof_is_required_by_a_rule_whose_condition_may_hold() -> None:
    own = case(situation={"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "cabinet"})
    assert not proofs.is_required(None, case().facts())
    assert proofs.is_required(rule(HDS), case().facts())
    assert not proofs.is_required(rule(HDS), own.facts())


NOT_KNOWN: dict[str, Any] = {"services": [], "acces_aux_donnees": "inconnu"}


def test_what_is_not_known_is_asked_for() -> None:
    unknown = {"contrat": {"type": "inconnu"}, "situation": NOT_KNOWN}
    assert analysis(**unknown).notices == (
        Notice("type de contrat inconnu : aucun texte propre à un type de contrat n'est cité"),
        Notice("situation à préciser : services du contrat"),
        Notice("situation à préciser : accès du prestataire aux données"),
        Notice("situation à préciser : nature de l'hébergement"),
    )
    assert [kind.title for kind in unknown_facts(case(), library())] == []
    assert analysis().notices == ()


def test_answers_out_of_scope_or_set_aside_are_noticed() -> None:
    aside = {"constat": "sans_objet", "motif": "rien"}
    elsewhere = {"situation": {"services": ["reseau"]}}
    assert analysis({TEST: "non"}, **elsewhere).notices == (Notice("réponse donnée hors du périmètre déclaré", TEST),)
    assert analysis({TEST: aside}, **elsewhere).notices == ()
    assert analysis({GDPR: aside}).notices == (Notice("point fondé sur la loi et déclaré sans objet", GDPR),)
    assert analysis({TEST: aside}).notices == ()


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
    )


def test_two_answers_declared() -> None:
    one, other = ("Mme Exemple", "2026-11-20", {TEST: "oui"}), ("M. Autre", "2026-11-21", {PROCEDURE: "non"})
    assert declared({}, one, other) == (
        Notice(
            "2 réponses déclarées par le prestataire et non confirmées par le cabinet "
            "(Mme Exemple, le 2026-11-20 et M. Autre, le 2026-11-21)"
        ),
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
    assert [notice.point for notice in notices] == [""] * taken


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"titulaire": ""}, "attestation incomplète : titulaire à indiquer"),
        ({"expire_le": "2026-11-22"}, "attestation expirée le 22 novembre 2026"),
        ({"delivre_le": "2026-11-24"}, "attestation délivrée seulement le 24 novembre 2026"),
        ({"activites": ["6"]}, "l'attestation couvre l'activité 6 et non l'une des activités 1 à 5"),
        ({"titulaire": "Autre"}, "attestation délivrée à Autre et non à Prestataire Exemple"),
        (None, "attestation d'hébergement non remise"),
    ],
)
def test_a_proof_of_feminine_gender_agrees(change: Mapping[str, Any] | None, reason: str) -> None:
    words = {"title": "attestation d'hébergement", "noun": "attestation", "the": "l'attestation", "feminine": True}
    kind = library().proofs[rule(HDS).kind].model_copy(update=words)
    feminine = library().model_copy(update={"proofs": {rule(HDS).kind: kind}})
    answer = "oui" if change is None else yes(preuve={**CERTIFICATE, **change})
    assert of(analyse(feminine, case({HDS: answer}), DAY), HDS).reason == reason


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
