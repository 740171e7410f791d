"""Where a request stands that no passage tells, what parts no list, and which sentence is never struck."""

from __future__ import annotations

import pytest

from clausier.documents.marked.places import Places
from clausier.documents.marked.placing import By, Placed, Placer
from clausier.documents.marked.subjects import Point
from clausier.model.reading import Passage, PointReading, ReadFile, Reading, Status
from clausier.office.contract import read_word
from tests.documents.marked import requests
from tests.office.contract.packages import p
from tests.office.marking.contracts import tbl, word

MIXED = "Le Prestataire sauvegarde chaque semaine et chiffre les copies."
SOURCE = read_word(
    word(
        p("Article 1 – Définitions")
        + p("Maintenance : désigne la correction des anomalies.")
        + p("Article 2 – Infrastructure de sauvegarde")
        + p(MIXED)
        + p("Les copies restent sur site.")
        + p("Article 3 – Exclusions")
        + p("Sont exclus du forfait :")
        + p("- la restauration des données ;")
        + p("- les consommables.")
        + p("Les exclusions sont revues")
        + p("chaque année par le Prestataire.")
        + p("Article 4 – Test d’intrusion")
        + p("Les tests sont permis.")
        + p("Article 5 – Réversibilité")
        + p("Le Prestataire remet les données.")
        + p("Fait à Exempleville, le 2 mars 2026, en deux exemplaires.")
        + tbl(["Le Client", "Le Prestataire"], ["", ""])
    ),
    "contrat.docx",
)
COPIES = Point(4, "Sauvegardes quotidiennes", ("sauvegarde* / backup*",), MIXED)
ASKED = {
    "copies": Point(4, "Sauvegardes chiffrées", ("sauvegarde* / chiffrement",)),
    "tests": Point(4, "Test de restauration des sauvegardes", ("test* / restauration",)),
    "parc": Point(7, "Inventaire du parc", ("inventaire / infrastructure",)),
    "sortie": Point(10, "Procédure de réversibilité", ("reversib* / donnees",)),
    "prix": Point(9, "Prix de la réversibilité", ("prix / tarif*",)),
}


def placed(id_: str, points: dict[str, Point], reading: Reading | None = None, **told: str) -> Placed:
    one = requests()[0].model_copy(update={"id": id_, "citation": "", "article": "", **told})
    (found,) = Placer(Places(SOURCE), reading, points).placed([one])
    return found


@pytest.mark.parametrize(
    ("id_", "beside", "after"),
    [
        ("sortie", {}, "Le Prestataire remet les données."),
        ("copies", {"quotidiennes": COPIES}, "Les copies restent sur site."),
        ("copies", {}, ""),
        ("copies", {"quotidiennes": Point(5, "Sauvegardes", COPIES.headings, MIXED)}, ""),
        ("tests", {"autre": Point(4, "Sauvegardes", ("sauvegarde*",), "Les tests sont permis.")}, ""),
        ("parc", {"politique": Point(7, "Politique de sauvegarde", ("sauvegarde*",), MIXED)}, ""),
        ("prix", {}, ""),
    ],
    ids=["its own heading", "beside its like", "alone", "another category", "a chance", "another word", "none"],
)
def test_an_article_on_the_very_subject_is_a_place(id_: str, beside: dict[str, Point], after: str) -> None:
    found = placed(id_, {**ASKED, **beside})
    assert (found.block.text if found.block else "") == after
    assert found.by is (By.SUBJECT if after else By.NOTHING)


def test_nothing_parts_a_list_or_a_sentence_nor_goes_among_definitions_or_signatures() -> None:
    for citation in ("Sont exclus du forfait", "la restauration des données"):
        found = placed("x", {}, citation=citation)
        assert found.block is not None
        assert found.block.text == "les consommables."
    found = placed("x", {"x": Point(4, contrary=True)}, citation="Les exclusions sont revues")
    assert (found.block.text if found.block else "", found.sentence) == ("chaque année par le Prestataire.", "")
    assert placed("x", {}, citation="la correction des anomalies").block is None
    found = placed("x", {}, article="article 5")
    assert found.block is not None
    assert found.block.text == "Le Prestataire remet les données."


def test_a_sentence_that_says_more_than_what_is_contrary_stays() -> None:
    contrary = {"x": Point(4, contrary=True)}
    part = placed("x", contrary, citation="Le Prestataire sauvegarde chaque semaine")
    assert (part.sentence, part.contrary) == ("", True)
    assert placed("x", contrary, citation=MIXED).sentence == MIXED
    granted = {**contrary, "y": Point(4, citation="chiffre les copies")}
    assert placed("x", granted, citation=MIXED).sentence == ""
    both = {**contrary, "y": Point(4, citation="chiffre les copies", contrary=True)}
    assert placed("x", both, citation=MIXED).sentence == MIXED


def test_a_sentence_that_was_read_to_grant_another_point_stays() -> None:
    passage = Passage(file="contrat.docx", start=0, quote=MIXED)
    points = {"x": Point(4, contrary=True), "y": Point(4)}
    for status, kept in ((Status.FOUND, ""), (Status.CONTRARY, MIXED)):
        read = PointReading(status=status, passages=(passage,))
        reading = Reading(files=(ReadFile(name="contrat.docx", digest=SOURCE.digest),), points={"y": read})
        assert placed("x", points, reading, citation=MIXED).sentence == kept
