"""What an answer is worth and why, word for word."""

from __future__ import annotations

import pytest

from clausier.model.negotiation import (
    Assessment,
    Choice,
    Grade,
    ReplyItem,
    Touch,
)
from clausier.model.requirement import Position
from clausier.negotiation.grading import RESERVED, Grader
from clausier.negotiation.values import grade_value
from tests.builders import case, library
from tests.negotiation.test_grading import GOOD, HOSTING, RECOVERY, SENT, WHO, assess
from tests.negotiation.test_standing import DAY


@pytest.mark.parametrize(
    ("point", "value", "reason"),
    [
        (RECOVERY, "15 jours calendaires", "cible : 15 jours calendaires"),
        (RECOVERY, "16 jours calendaires", "repli : 30 jours calendaires"),
        (RECOVERY, "31 jours calendaires", "plancher : 45 jours calendaires"),
        (RECOVERY, "46 jours calendaires", "plancher : 45 jours calendaires"),
        ("incidents-delai-critique", "9 heures ouvrées", "plancher : 8 heures ouvrées"),
        ("sauvegardes-versions", "30 jours", "aucune de nos positions n'est de cette nature (duree)"),
        ("hebergement-localisation", "France", "demandé : EEE"),
        ("hebergement-localisation", "Suisse", "demandé : EEE"),
        ("perimetre-services", "15 jours", "ce point n'a pas de chiffre à comparer"),
    ],
)
def test_a_value_is_told_with_what_it_was_compared_with(point: str, value: str, reason: str) -> None:
    assert grade_value(value, library().by_id[point], library())[1] == reason


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (
            "vite",
            "« vite » ne se lit pas comme une durée. Écrire un nombre et une unité (minutes, heures, heures ouvrées, "
            "jours, jours ouvrés, jours ouvrables, semaines, mois, ans), par exemple « 15 jours » ou "
            "« 4 heures ouvrées ».",
        ),
        (
            "environ 15 jours",
            "« environ 15 jours » : « environ » ne fixe rien de certain. Écrire la valeur qui "
            "engage, ou une fourchette, par exemple « 24 à 48 heures ».",
        ),
    ],
)
def test_a_value_that_cannot_be_read_says_why(value: str, reason: str) -> None:
    assert grade_value(value, library().by_id[RECOVERY], library()) == (Grade.TO_READ, reason)


@pytest.mark.parametrize(
    ("value", "grade", "reason"),
    [
        ("15 jours calendaires", Grade.TARGET, "cible : 15 jours calendaires"),
        ("16 jours calendaires", Grade.FLOOR, "plancher : 45 jours calendaires"),
    ],
)
def test_a_position_without_the_figure_is_no_step(value: str, grade: Grade, reason: str) -> None:
    point = library().by_id[RECOVERY]
    positions = point.positions.model_copy(update={"fallbacks": (Position(),)})
    assert grade_value(value, point.model_copy(update={"positions": positions}), library()) == (grade, reason)
    lower = positions.model_copy(update={"floor": None})
    assert grade_value("16 jours calendaires", point.model_copy(update={"positions": lower}), library()) == (
        Grade.BELOW,
        "cible : 15 jours calendaires",
    )


RESERVATION = "Uniquement si une option payante est souscrite."
WORDED = "rédaction proposée sans valeur"


@pytest.mark.parametrize(
    ("item", "grade", "reason"),
    [
        (ReplyItem(choice=Choice.REFUSED, comment="Trop cher."), Grade.REFUSED, "Trop cher."),
        (ReplyItem(touch=Touch.DELETED), Grade.REFUSED, "clause supprimée du document renvoyé"),
        (
            ReplyItem(touch=Touch.UNTOUCHED, comment="Vu."),
            Grade.SILENT,
            "clause renvoyée telle quelle : ce n'est pas un accord",
        ),
        (ReplyItem(comment="Nous verrons."), Grade.SILENT, "Nous verrons."),
        (ReplyItem(choice=Choice.AMENDED), Grade.TO_READ, "modification annoncée, et non écrite"),
        (ReplyItem(choice=Choice.ACCEPTED, cost="200 € HT"), Grade.TO_READ, "coût : « 200 € HT »"),
        (ReplyItem(choice=Choice.ACCEPTED, time="en 2028"), Grade.TO_READ, "délai : « en 2028 »"),
        (
            ReplyItem(choice=Choice.AMENDED, comment="Voir avec notre siège."),
            Grade.TO_READ,
            "commentaire : « Voir avec notre siège. »",
        ),
        (
            ReplyItem(choice=Choice.ACCEPTED, comment=RESERVATION),
            Grade.TO_READ,
            f"commentaire : « {RESERVATION} »",
        ),
        (ReplyItem(choice=Choice.ACCEPTED, beside=RESERVATION), Grade.TO_READ, f"en marge : « {RESERVATION} »"),
        (ReplyItem(choice=Choice.ACCEPTED, comment="Merci, c'est conforme."), Grade.AGREED, ""),
        (ReplyItem(choice=Choice.ACCEPTED), Grade.AGREED, ""),
        (ReplyItem(choice=Choice.ACCEPTED, proof="Article 9.3"), Grade.AGREED, "preuve : « Article 9.3 »"),
        (ReplyItem(choice=Choice.REFUSED, beside="Trop cher."), Grade.REFUSED, "Trop cher."),
        (ReplyItem(beside="Nous verrons."), Grade.SILENT, "Nous verrons."),
        (
            ReplyItem(value="15 jours calendaires", comment=RESERVATION, cost="200 € HT"),
            Grade.TO_READ,
            f"cible : 15 jours calendaires, mais {RESERVED} ; coût : « 200 € HT » ; commentaire : « {RESERVATION} »",
        ),
        (
            ReplyItem(value="21 jours calendaires", wording="21 jours calendaires, sous réserve du paiement."),
            Grade.TO_READ,
            f"repli : 30 jours calendaires, mais {RESERVED} ; "
            "rédaction : « 21 jours calendaires, sous réserve du paiement. »",
        ),
        (
            ReplyItem(value="60 jours calendaires", wording="60 jours calendaires, sur devis."),
            Grade.BELOW,
            "plancher : 45 jours calendaires ; rédaction : « 60 jours calendaires, sur devis. »",
        ),
        (ReplyItem(wording=SENT.text), Grade.TO_READ, WORDED),
        (ReplyItem(value="15 jours calendaires"), Grade.TARGET, "cible : 15 jours calendaires"),
        (
            ReplyItem(value="31 jours calendaires", wording=SENT.text),
            Grade.FLOOR,
            "plancher : 45 jours calendaires",
        ),
    ],
)
def test_an_answer_is_graded_with_its_reason(item: ReplyItem, grade: Grade, reason: str) -> None:
    found = assess(item)
    assert (found.grade, found.told) == (grade, reason)


@pytest.mark.parametrize("value", ["", "31 jours calendaires", "vite"])
def test_the_words_that_differ_are_marked(value: str) -> None:
    changed = assess(ReplyItem(value=value, wording=SENT.text.replace("remet", "transmet"))).changes
    assert changed.startswith("Le Prestataire [-remet-][+transmet+] les Données")
    unknown = ReplyItem(value="31 jours", wording=SENT.text.replace("remet", "transmet"))
    assert assess(unknown, "point-disparu").changes == changed
    assert assess(ReplyItem(value="31 jours")).changes == ""


@pytest.mark.parametrize(
    ("wording", "more"),
    [
        ("", False),
        ("21 jours calendaires", False),
        ("« Vingt et un (21) jours calendaires. »", False),
        ("Merci, 21 jours calendaires.", False),
        (SENT.text.replace("quinze (15)", "vingt et un (21)"), False),
        (SENT.text.replace("quinze (15)", "21"), False),
        (SENT.text.replace("quinze (15)", "21").replace("remet", "s'efforce de remettre"), True),
        (SENT.text.replace("quinze (15)", "21").replace(" les Données", ""), True),
        (f"{SENT.text.replace('quinze (15)', '21')} Sauf force majeure.", True),
        ("21 jours calendaires, sous réserve du paiement des factures en cours", True),
        ("21 jours calendaires ?", True),
        ("121 jours calendaires", True),
    ],
)
def test_what_a_wording_says_beyond_its_figure_is_a_reservation(wording: str, more: bool) -> None:
    sent = SENT.model_copy(update={"value": "15 jours calendaires"})
    found = Grader(library(), case(), DAY, WHO).assess(
        RECOVERY, ReplyItem(choice=Choice.AMENDED, value="21 jours calendaires", wording=wording), sent
    )
    assert (found.grade, found.reserved) == ((Grade.TO_READ, True) if more else (Grade.FALLBACK, False))


PROVEN = "la preuve décrite convient : en demander la copie"


@pytest.mark.parametrize(
    ("item", "grade", "reason"),
    [
        (ReplyItem(proof=GOOD), Grade.PROVEN, PROVEN),
        (ReplyItem(choice=Choice.COVERED, comment="Article 4.", proof=GOOD), Grade.PROVEN, f"{PROVEN} ; Article 4."),
        (ReplyItem(choice=Choice.DISCUSS, proof=GOOD), Grade.PROVEN, PROVEN),
        (
            ReplyItem(choice=Choice.AMENDED, proof=GOOD),
            Grade.PROVEN,
            f"modification annoncée, et non écrite ; {PROVEN}",
        ),
        (ReplyItem(wording="Autre texte.", proof=GOOD), Grade.TO_READ, f"{WORDED} ; {PROVEN}"),
        (ReplyItem(choice=Choice.ACCEPTED, proof=GOOD), Grade.AGREED, PROVEN),
        (
            ReplyItem(proof="Certificat en cours"),
            Grade.UNPROVEN,
            "preuve décrite sans ses mentions : écrire « titulaire : … ; numéro : … ; organisme certificateur : … ; "
            "activités couvertes : … ; date d'expiration : … »",
        ),
        (
            ReplyItem(proof=GOOD.replace("01/01/2028", "bientôt")),
            Grade.UNPROVEN,
            "mention illisible : expire_le",
        ),
        (
            ReplyItem(proof=f"{GOOD.replace('01/01/2028', 'bientôt')} ; délivré le : hier"),
            Grade.UNPROVEN,
            "mention illisible : delivre_le et expire_le",
        ),
        (
            ReplyItem(proof=GOOD.replace("01/01/2028", "1/2/2026").replace("numéro : HDS-EX-1", "numéro :")),
            Grade.UNPROVEN,
            "certificat incomplet : numéro à indiquer ; certificat expiré le 1er février 2026",
        ),
        (
            ReplyItem(proof=f"{GOOD} ; Délivré  le : 21/12/2026 ; couleur : bleue"),
            Grade.UNPROVEN,
            "certificat délivré seulement le 21 décembre 2026",
        ),
        (ReplyItem(proof=f"{GOOD} ; delivre_le : 2026-12-20"), Grade.PROVEN, PROVEN),
        (ReplyItem(proof=f"{GOOD} ; Délivrée le : 20/12/2026"), Grade.PROVEN, PROVEN),
    ],
)
def test_a_proof_that_is_described_is_graded_with_its_reason(item: ReplyItem, grade: Grade, reason: str) -> None:
    found = assess(item, HOSTING)
    assert (found.grade, found.told) == (grade, reason)


def test_a_proof_that_nobody_asks_for_changes_nothing() -> None:
    local = case(situation={"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "cabinet"})
    found = Grader(library(), local, DAY, WHO).assess(HOSTING, ReplyItem(proof=GOOD), SENT)
    assert found == Assessment(grade=Grade.SILENT)
    assert assess(ReplyItem(proof=GOOD)) == Assessment(grade=Grade.SILENT)
    assert assess(ReplyItem(proof=GOOD), "point-disparu") == Assessment(grade=Grade.SILENT)
