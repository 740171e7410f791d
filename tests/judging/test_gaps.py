"""The decision table of the engine, row by row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausier.judging.gaps import analyse
from clausier.judging.order import by_priority
from clausier.judging.scope import readmitted
from clausier.model.answer import Answer
from clausier.model.verdict import Finding, Verdict
from tests.builders import CERTIFICATE, DAY, analysis, case, full_library, judgement, library, of

TEST = "sauvegardes-test-restauration"
PROCEDURE = "incidents-procedure-cyberattaque"
HDS = "hebergement-hds"
BACKUP_HDS = "sauvegardes-hebergement-hds"
GDPR = "hebergement-rgpd"
LOCAL: dict[str, Any] = {"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "cabinet"}


@pytest.mark.parametrize(
    ("point", "answer", "verdict", "reason"),
    [
        (TEST, None, "a_verifier", "pas de réponse"),
        (TEST, "a_verifier", "a_verifier", "à vérifier"),
        (TEST, {"constat": "sans_objet", "motif": "aucune sauvegarde"}, "sans_objet", "aucune sauvegarde"),
        (TEST, "contraire", "contraire", "contraire"),
        (TEST, "non", "absent", "rien au contrat"),
        (TEST, {"constat": "oui", "valeur": "1 par an"}, "insuffisant", "au lieu de"),
        (TEST, {"constat": "partiel", "valeur": "1 par an"}, "insuffisant", "guide"),
        (PROCEDURE, {"constat": "oui", "volets": ["isolement"]}, "insuffisant", "il manque"),
        (PROCEDURE, {"constat": "partiel", "volets": ["isolement"]}, "insuffisant", "Analyse"),
        (TEST, "partiel", "imprecis", "en partie"),
        (TEST, {"constat": "partiel", "valeur": "4 par an"}, "imprecis", "en partie"),
        (TEST, "oui", "imprecis", "valeur à préciser"),
        (PROCEDURE, "oui", "conforme", ""),
        (GDPR, "oui", "imprecis", "volets à préciser"),
        (HDS, "oui", "non_prouve", "non remis"),
        (HDS, {"constat": "oui", "preuve": CERTIFICATE}, "conforme", ""),
        (TEST, {"constat": "oui", "valeur": "2 par an"}, "conforme", ""),
        ("perimetre-services", "oui", "conforme", ""),
        ("antivirus-alertes", "oui", "conforme", ""),
        ("antivirus-alertes", {"constat": "oui", "valeur": "2 jours ouvrés"}, "insuffisant", "jour"),
        ("incidents-horaires-astreinte-couts", {"constat": "oui", "volets": ["horaires", "couts"]}, "conforme", ""),
    ],
)
def test_row_of_the_table(point: str, answer: Any, verdict: str, reason: str) -> None:
    found = judgement(point, answer)
    assert found.verdict.value == verdict
    assert reason in found.reason


def test_a_point_out_of_scope_without_answer_does_not_apply_and_says_why() -> None:
    found = judgement(TEST, None, situation={"services": ["reseau"]})
    assert found.verdict is Verdict.NOT_APPLICABLE
    assert "services du contrat : réseau et accès" in found.reason


@pytest.mark.parametrize("services", [[], ["inconnu"]])
def test_unknown_facts_hide_no_point(services: list[str]) -> None:
    found = analysis(
        situation={"services": services, "donnees_hebergees_par": "inconnu", "acces_aux_donnees": "inconnu"}
    )
    assert {one.verdict for one in found.judgements} == {Verdict.TO_CHECK}


def test_unknown_as_absent_turns_open_points_into_gaps() -> None:
    found = analyse(library(), case(), DAY, unknown_as_absent=True)
    assert of(found, TEST).verdict is Verdict.ABSENT
    assert found.tally.to_check == 0


MEASURED_VALUES = {
    "sortie-delai-recuperation": {
        "conforme": ("15 jours", "2 semaines"),
        "insuffisant": ("15 jours ouvrés", "16 jours"),
    },
    "incidents-delai-critique": {
        "conforme": ("1 jour ouvré", "24 heures", "30 minutes"),
        "insuffisant": ("25 heures", "48 heures", "24/48 h", "J+1"),
    },
    "sauvegardes-versions": {
        "conforme": ("7 versions", "30 jours"),
        "insuffisant": ("6 versions", "29 jours"),
    },
}


@pytest.mark.parametrize(
    ("point", "value", "verdict"),
    [
        (point, value, verdict)
        for point, found in MEASURED_VALUES.items()
        for verdict, values in found.items()
        for value in values
    ],
)
def test_a_value_is_measured(point: str, value: str, verdict: str) -> None:
    assert judgement(point, {"constat": "oui", "valeur": value}).verdict.value == verdict


@pytest.mark.parametrize("noun", ["sauvegardes", "générations", "generation", "Sauvegardes"])
def test_other_names_of_what_is_counted(noun: str) -> None:
    found = judgement("sauvegardes-versions", {"constat": "oui", "valeur": f"5 {noun}"})
    assert found.reason.startswith("5 versions au lieu de 7 versions au moins, soit 2 de moins")
    assert judgement("sauvegardes-versions", {"constat": "oui", "valeur": f"7 {noun}"}).verdict is Verdict.CONFORMING


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (["France"], "conforme"),
        (["France", "Islande"], "conforme"),
        ("Espace économique européen", "conforme"),
        (["France", "Suisse"], "insuffisant"),
        ("Royaume-Uni", "insuffisant"),
    ],
)
def test_countries(value: Any, verdict: str) -> None:
    found = judgement("hebergement-localisation", {"constat": "oui", "valeur": value})
    assert found.verdict.value == verdict


def test_commitment_is_required_except_for_hardware() -> None:
    assert judgement("financier-duree-engagement", "oui").verdict is Verdict.IMPRECISE
    assert judgement("financier-duree-engagement", "oui", contrat={"type": "materiel"}).verdict is Verdict.CONFORMING


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"titulaire": ""}, "titulaire"),
        ({"activites": []}, "activités couvertes"),
        ({"expire_le": "2026-11-22"}, "expiré le 22 novembre 2026"),
        ({"activites": ["6"]}, "non l'une des activités 1 à 5"),
        ({"titulaire": "Autre Hébergeur"}, "délivré à Autre Hébergeur"),
        ({"referentiel": "1.1"}, "admis seulement jusqu'au 16 mai 2026"),
        ({"referentiel": "0.9"}, "inconnu"),
    ],
)
def test_each_fault_of_a_certificate_is_named(change: dict[str, Any], reason: str) -> None:
    found = judgement(HDS, {"constat": "oui", "preuve": {**CERTIFICATE, **change}})
    assert found.verdict is Verdict.UNPROVEN
    assert reason in found.reason


def test_one_good_certificate_among_several_is_enough() -> None:
    proofs = [{**CERTIFICATE, "expire_le": "2020-01-01"}, CERTIFICATE]
    assert judgement(HDS, {"constat": "oui", "preuves": proofs}).verdict is Verdict.CONFORMING


@pytest.mark.parametrize(("day", "verdict"), [(date(2026, 5, 16), "conforme"), (date(2026, 5, 17), "non_prouve")])
def test_old_framework_is_accepted_until_its_last_day(day: date, verdict: str) -> None:
    proof = {**CERTIFICATE, "referentiel": "1.1"}
    assert judgement(HDS, {"constat": "oui", "preuve": proof}, day).verdict.value == verdict


def test_last_day_of_a_certificate_still_counts() -> None:
    proof = {**CERTIFICATE, "expire_le": DAY.isoformat()}
    assert judgement(HDS, {"constat": "oui", "preuve": proof}).verdict is Verdict.CONFORMING


@pytest.mark.parametrize(
    ("data", "activities", "verdict"),
    [("cabinet", ["6"], "conforme"), ("cabinet", ["1", "5"], "non_prouve"), ("prestataire", ["1"], "conforme")],
)
def test_backup_certificate_covers_what_leaves_the_practice(data: str, activities: list[str], verdict: str) -> None:
    proof = {**CERTIFICATE, "activites": activities}
    found = judgement(BACKUP_HDS, {"constat": "oui", "preuve": proof}, situation={"donnees_hebergees_par": data})
    assert found.verdict.value == verdict


def test_the_practice_s_own_host_is_asked_by_the_practice() -> None:
    own = {"donnees_hebergees_par": "hebergeur_du_cabinet", "sauvegardes_hebergees_par": "hebergeur_du_cabinet"}
    found = judgement(HDS, None, situation=own)
    assert found.verdict is Verdict.NOT_APPLICABLE
    assert "hébergeur" in found.reason
    assert judgement(HDS, "oui", situation=own).verdict is Verdict.CONFORMING
    assert judgement(BACKUP_HDS, "oui", situation=own).verdict is Verdict.CONFORMING


def test_scores_leave_out_what_was_not_judged() -> None:
    found = analysis({"perimetre-services": "oui", "perimetre-exclusions": "oui", "perimetre-responsabilites": "non"})
    tally = found.tally_of(1)
    assert (tally.conforming, tally.gaps, tally.to_check, tally.score) == (2, 1, 3, 66)
    assert analysis().tally.score is None


def test_legal_gaps_come_first_then_the_essential_by_their_rank_then_the_rest() -> None:
    expected = (
        ("8.4", True, "indispensable"),
        ("8.3", True, "recommandee"),
        ("4.1", False, "indispensable"),
        ("4.B", False, "indispensable"),
        ("10.A", False, "indispensable"),
        ("1.1", False, "indispensable"),
        ("9.4", False, "importante"),
        ("2.2", False, "recommandee"),
    )
    numbers = {number for number, _, _ in expected}
    absent = {point.id: "non" for point in library().requirements if point.number in numbers}
    ordered = by_priority(analysis(absent, situation=LOCAL))
    told = [(one.requirement.number, one.legal, one.requirement.importance.value) for one in ordered]
    assert told == list(expected)


def test_a_gap_out_of_scope_comes_after_the_others_and_one_outside_the_guide_last() -> None:
    points = (GDPR, "incidents-delais-majeurs-mineurs", "complement-assurance")
    answers = {id_: Answer(finding=Finding.NO) for id_ in points}
    read = case(situation={"acces_aux_donnees": "non"}).model_copy(update={"answers": answers})
    ordered = by_priority(readmitted(analyse(full_library(), read, DAY)))
    assert [one.requirement.number for one in ordered] == ["2.2", "8.4", "11.1"]


def test_a_legal_point_set_aside_is_noticed() -> None:
    found = analysis({GDPR: {"constat": "sans_objet", "motif": "rien"}})
    assert any(notice.point == GDPR and "sans objet" in notice.message for notice in found.notices)


RANK = [Verdict.CONFORMING, Verdict.INSUFFICIENT]
MEASURED = [
    ("sortie-delai-recuperation", "{} jours", False),
    ("sortie-delai-recuperation", "{} jours ouvrés", False),
    ("incidents-delai-critique", "{} heures", False),
    ("financier-duree-engagement", "{} mois", False),
    ("sauvegardes-versions", "{} versions", True),
    ("sauvegardes-versions", "{} jours", True),
    ("sauvegardes-test-restauration", "{} par an", True),
    ("sauvegardes-quotidiennes", "{} par semaine", True),
]


@pytest.mark.parametrize(("point", "unit", "more_is_better"), MEASURED, ids=[unit for _, unit, _ in MEASURED])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.tuples(st.integers(1, 60), st.integers(1, 60)))
def test_a_better_value_never_gives_a_worse_verdict(
    point: str, unit: str, more_is_better: bool, numbers: tuple[int, int]
) -> None:
    worse, better = sorted(numbers, reverse=not more_is_better)
    verdicts = [judgement(point, {"constat": "oui", "valeur": unit.format(n)}).verdict for n in (better, worse)]
    assert RANK.index(verdicts[0]) <= RANK.index(verdicts[1])
