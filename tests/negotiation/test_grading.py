"""What an answer is worth: every boundary of every figure, wordings, signatures, proofs."""

from __future__ import annotations

from datetime import date

import pytest

from clausier.model.negotiation import Assessment, Choice, Grade, ReplyItem, Respondent, SentText, Touch
from clausier.model.requirement import PositionName
from clausier.negotiation.grading import Grader
from clausier.negotiation.values import grade_value
from tests.builders import case, library

DAY = date(2026, 12, 20)
WHO = Respondent(name="Claude Spécimen", capacity="directrice générale", day=DAY)
HOSTING, RECOVERY = "hebergement-hds", "sortie-delai-recuperation"
TARGET, FALLBACK, FLOOR, BELOW = Grade.TARGET, Grade.FALLBACK, Grade.FLOOR, Grade.BELOW

# Each figure exactly, then one unit beyond; where two positions ask the same, the better one counts.
BOUNDARIES = {
    "incidents-delai-critique": [
        ("4 heures ouvrées", TARGET), ("5 heures ouvrées", FALLBACK), ("8 heures ouvrées", FALLBACK),
        ("9 heures ouvrées", BELOW),
    ],
    "correctifs-delai-critique": [
        ("14 jours calendaires", TARGET), ("15 jours calendaires", FALLBACK), ("30 jours calendaires", FALLBACK),
        ("31 jours calendaires", BELOW),
    ],
    # A backup each working day is one a day of work: it meets « 1 par jour ».
    "sauvegardes-quotidiennes": [("1 par jour", TARGET), ("1 par jour ouvré", TARGET), ("4 par semaine", BELOW)],
    "sauvegardes-versions": [
        ("30 versions", TARGET), ("29 versions", FALLBACK), ("14 versions", FALLBACK), ("13 versions", FLOOR),
        ("7 versions", FLOOR), ("6 versions", BELOW), ("30 générations", TARGET), ("6 sauvegardes", BELOW),
    ],
    "sauvegardes-test-restauration": [
        ("2 par an", TARGET), ("tous les 7 mois", FALLBACK), ("1 par an", FALLBACK), ("tous les 13 mois", BELOW),
    ],
    "antivirus-alertes": [
        ("4 heures ouvrées", TARGET), ("5 heures ouvrées", FALLBACK), ("1 jour ouvré", FALLBACK),
        ("9 heures ouvrées", FLOOR), ("2 jours ouvrés", FLOOR), ("3 jours ouvrés", BELOW),
    ],
    "documentation-rapport-intervention": [
        ("4 par an", TARGET), ("3 par an", FALLBACK), ("2 par an", FALLBACK), ("tous les 7 mois", FLOOR),
        ("1 par an", FLOOR), ("tous les 13 mois", BELOW),
    ],
    "documentation-tenue-a-jour": [
        ("2 par an", TARGET), ("tous les 7 mois", FALLBACK), ("1 par an", FALLBACK), ("tous les 13 mois", BELOW),
    ],
    "hebergement-localisation": [("France", TARGET), ("France, Irlande", TARGET), ("France, États-Unis", BELOW)],
    "financier-duree-engagement": [
        ("12 mois", TARGET), ("13 mois", FALLBACK), ("24 mois", FALLBACK), ("25 mois", BELOW),
    ],
    "financier-resiliation": [("2 mois", TARGET), ("3 mois", FALLBACK), ("4 mois", BELOW)],
    "sortie-delai-recuperation": [
        ("15 jours calendaires", TARGET), ("16 jours calendaires", FALLBACK), ("30 jours calendaires", FALLBACK),
        ("31 jours calendaires", FLOOR), ("45 jours calendaires", FLOOR), ("46 jours calendaires", BELOW),
    ],
}  # fmt: skip


def test_every_point_with_a_figure_has_its_boundaries() -> None:
    assert set(BOUNDARIES) == {one.id for one in library().requirements if one.criterion.measures}


@pytest.mark.parametrize("point", BOUNDARIES)
def test_each_boundary(point: str) -> None:
    requirement = library().by_id[point]
    found = {value: grade_value(value, requirement, library())[0] for value, _ in BOUNDARIES[point]}
    assert found == dict(BOUNDARIES[point])


@pytest.mark.parametrize("point", [point for point in BOUNDARIES if library().by_id[point].criterion.measured])
def test_the_figures_of_the_library_are_among_the_boundaries(point: str) -> None:
    positions = library().by_id[point].positions
    name = library().by_id[point].criterion.measured
    rungs = [positions.target, *positions.fallbacks, positions.floor]
    figures = {rung.values[name] for rung in rungs if rung and name in rung.values}
    assert figures <= {value for value, _ in BOUNDARIES[point]}


def test_countries_are_no_figure_to_ask_for() -> None:
    """The first value of that target is a notice: a country must never be printed in its place."""
    assert library().by_id["hebergement-localisation"].criterion.measured == ""


@pytest.mark.parametrize("value", ["vite", "30 jours et demi environ", "30 €", "2 par an"])
def test_a_value_that_does_not_compare_is_to_read(value: str) -> None:
    assert grade_value(value, library().by_id[RECOVERY], library())[0] is Grade.TO_READ


SENT = SentText(
    number="10.A",
    title="Délai de restitution",
    position=PositionName.TARGET,
    fingerprint="",
    text="Le Prestataire remet les Données dans un délai de quinze (15) jours calendaires.",
)


def assess(item: ReplyItem, point: str = RECOVERY, who: Respondent = WHO, day: date = DAY) -> Assessment:
    return Grader(library(), case(), day, who).assess(point, item, SENT)


def test_a_wording_without_a_value_is_to_read_with_the_words_that_differ() -> None:
    found = assess(ReplyItem(choice=Choice.AMENDED, wording=SENT.text.replace("quinze (15)", "soixante (60)")))
    assert found.grade is Grade.TO_READ
    assert "dans un délai de [-quinze (15-][+soixante (60+]) jours calendaires" in found.changes


def test_a_counter_value_beats_an_acceptance() -> None:
    assert assess(ReplyItem(choice=Choice.ACCEPTED, value="60 jours calendaires")).grade is Grade.BELOW
    assert assess(ReplyItem(choice=Choice.ACCEPTED, wording="Autre texte.")).grade is Grade.TO_READ


@pytest.mark.parametrize("condition", ["cost", "time"])
def test_a_condition_beside_an_acceptance_is_to_read(condition: str) -> None:
    item = ReplyItem(choice=Choice.ACCEPTED).model_copy(update={condition: "200 € HT"})
    assert assess(item).grade is Grade.TO_READ


@pytest.mark.parametrize("lacking", ["name", "capacity", "day"])
def test_accepted_by_nobody_known_is_no_agreement(lacking: str) -> None:
    item = ReplyItem(choice=Choice.ACCEPTED)
    unsigned = WHO.model_copy(update={lacking: None if lacking == "day" else ""})
    assert assess(item).grade is Grade.AGREED
    assert assess(item, who=unsigned).grade is Grade.UNSIGNED


@pytest.mark.parametrize(
    ("choice", "grade"),
    [(Choice.REFUSED, Grade.REFUSED), (Choice.DISCUSS, Grade.DISCUSS), (Choice.COVERED, Grade.COVERED)],
)
def test_other_choices(choice: Choice, grade: Grade) -> None:
    assert assess(ReplyItem(choice=choice)).grade is grade


def test_a_refusal_with_a_good_value_is_still_a_refusal() -> None:
    assert assess(ReplyItem(choice=Choice.REFUSED, value="15 jours calendaires")).grade is Grade.REFUSED


@pytest.mark.parametrize(
    ("item", "grade"),
    [
        (ReplyItem(touch=Touch.UNTOUCHED), Grade.SILENT),
        (ReplyItem(touch=Touch.DELETED), Grade.REFUSED),
        (ReplyItem(touch=Touch.REWORDED, wording="Autre texte."), Grade.TO_READ),
        (ReplyItem(comment="Nous verrons."), Grade.SILENT),
    ],
)
def test_what_was_done_to_the_document(item: ReplyItem, grade: Grade) -> None:
    assert assess(item).grade is grade


@pytest.mark.parametrize("text", [
    "Merci", "OK", "ok, merci !", "Bien reçu.", "CONFORME", "Lu et approuvé", "merci et bien reçu", "d’accord",
    "D'ACCORD", "Merci.\nBien cordialement,", "Néant", "–", "", "accepte",
])  # fmt: skip
def test_courtesy_beside_an_acceptance_reserves_nothing(text: str) -> None:
    assert assess(ReplyItem(choice=Choice.ACCEPTED, comment=text)).grade is Grade.AGREED
    assert assess(ReplyItem(choice=Choice.ACCEPTED, beside=text)).grade is Grade.AGREED


@pytest.mark.parametrize("text", [
    "Uniquement si une option payante est souscrite.", "OK sous réserve", "Merci de nous confirmer", "conforme ?", "?",
    "ok, mais", "Non", "refusé", "2", "voir annexe", "Sans réserve de notre part sauf délai",
    "Merci, hors offre de base", "oui et non",
])  # fmt: skip
def test_anything_else_beside_an_acceptance_is_a_reservation(text: str) -> None:
    found = assess(ReplyItem(choice=Choice.ACCEPTED, comment=text))
    assert (found.grade, found.told) == (Grade.TO_READ, f"commentaire : « {text} »")
    assert assess(ReplyItem(choice=Choice.ACCEPTED, beside=text)).told == f"en marge : « {text} »"


def test_a_good_proof_does_not_lift_a_reservation() -> None:
    found = assess(ReplyItem(choice=Choice.ACCEPTED, comment="Sur devis.", proof=GOOD), HOSTING)
    assert found.grade is Grade.TO_READ
    assert found.told == "la preuve décrite convient : en demander la copie ; commentaire : « Sur devis. »"


def test_a_library_without_a_list_of_courtesies_takes_everything_for_a_reservation() -> None:
    formulas = library().formulas.model_copy(update={"harmless": ()})
    bare = library().model_copy(update={"formulas": formulas})
    item = ReplyItem(choice=Choice.ACCEPTED, comment="Merci")
    assert Grader(bare, case(), DAY, WHO).assess(RECOVERY, item, SENT).grade is Grade.TO_READ


GOOD = (
    "titulaire : Prestataire Exemple ; numéro : HDS-EX-1 ; organisme certificateur : Certificateur Exemple ; "
    "activités couvertes : 1, 2, 3, 4, 5 et 6 ; date d'expiration : 01/01/2028 ; référentiel : 2.0"
)


@pytest.mark.parametrize("proof", [GOOD, GOOD.replace(" ; ", "\n"), GOOD.upper().replace("PRESTATAIRE", "Prestataire")])
def test_a_proof_described_by_its_labels_is_proven(proof: str) -> None:
    assert assess(ReplyItem(choice=Choice.COVERED, proof=proof), HOSTING).grade is Grade.PROVEN


@pytest.mark.parametrize(
    ("proof", "reason"),
    [
        ("Certificat HDS en cours", "preuve décrite sans ses mentions : écrire « titulaire : …"),
        (GOOD.replace("Prestataire Exemple", "Autre Société"), "Autre Société"),
        (GOOD.replace("01/01/2028", "19/12/2026"), "19 décembre 2026"),
        (GOOD.replace("01/01/2028", "bientôt"), "mention illisible : expire_le"),
        (GOOD.replace("numéro : HDS-EX-1 ; ", ""), "numéro à indiquer"),
    ],
)
def test_a_proof_that_is_not_good_says_why(proof: str, reason: str) -> None:
    found = assess(ReplyItem(choice=Choice.COVERED, proof=proof), HOSTING)
    assert found.grade is Grade.UNPROVEN
    assert reason in found.reason


def test_a_proof_does_not_make_an_agreement() -> None:
    assert assess(ReplyItem(proof=GOOD), HOSTING).grade is Grade.PROVEN
    assert assess(ReplyItem(choice=Choice.REFUSED, proof=GOOD), HOSTING).grade is Grade.REFUSED


def test_the_last_day_of_a_proof_is_good() -> None:
    assert assess(ReplyItem(proof=GOOD), HOSTING, day=date(2028, 1, 1)).grade is Grade.PROVEN
    assert assess(ReplyItem(proof=GOOD), HOSTING, day=date(2028, 1, 2)).grade is Grade.UNPROVEN


def test_a_point_that_the_library_no_longer_has_is_still_graded() -> None:
    """A reply to texts of an older library."""
    found = assess(ReplyItem(value="15 jours calendaires"), "point-disparu")
    assert (found.grade, found.reason) == (Grade.TO_READ, "la bibliothèque n'a plus ce point")
    assert assess(ReplyItem(choice=Choice.ACCEPTED), "point-disparu").grade is Grade.AGREED
    assert assess(ReplyItem(choice=Choice.REFUSED), "point-disparu").grade is Grade.REFUSED
