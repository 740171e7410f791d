"""What a contract says of itself: suggested with its passage, and nothing where it is blank."""

from __future__ import annotations

import pytest

from clausier.model.library import Library
from clausier.reading import read
from tests.builders import library
from tests.reading.contracts import marked, text

PRESENTED = """
Contrat de maintenance informatique
Référence : MI-2024-017
Entre la société Exemple Services, SAS au capital de 10 000 €, dont le siège social est situé 12 rue des Lilas, \
33000 Bordeaux, immatriculée au RCS de Bordeaux sous le numéro 732 829 320, représentée par Mme Anne Martin, \
en qualité de présidente, ci-après « le Prestataire »,
Et la SELARL du Parc, SIRET 732 829 320 00074, représentée par le docteur Paul Petit, ci-après « le Client ».
# Durée
Le contrat est conclu pour une durée de trois ans à compter du 1er mars 2024.
Il est reconduit sauf préavis de trois mois.
Fait à Bordeaux, le 12 février 2024.
"""


def told(written: str, of: Library | None = None) -> dict[str, tuple[str, ...]]:
    return {one.key: one.value for one in read([text(written)], of or marked()).suggestions}


def test_the_head_of_a_dossier() -> None:
    assert told(PRESENTED) == {
        "prestataire.nom": ("Exemple Services",),
        "prestataire.forme": ("SAS",),
        "prestataire.siren": ("732 829 320",),
        "prestataire.adresse": ("12 rue des Lilas, 33000 Bordeaux",),
        "prestataire.representant": ("Mme Anne Martin",),
        "prestataire.qualite": ("présidente",),
        "cabinet.nom": ("SELARL du Parc",),
        "cabinet.forme": ("SELARL",),
        "cabinet.siret": ("732 829 320 00074",),
        "cabinet.representant": ("docteur Paul Petit",),
        "contrat.titre": ("Contrat de maintenance informatique",),
        "contrat.reference": ("MI-2024-017",),
        "contrat.date": ("2024-02-12",),
        "contrat.echeance": ("2027-03-01",),
        "contrat.preavis": ("trois mois",),
    }


@pytest.mark.parametrize(
    ("written", "signs"),
    [
        ("le Dr Camille Exemple", "Dr Camille Exemple"),
        ("la docteure Camille Exemple", "docteure Camille Exemple"),
        ("M. le docteur Paul Petit", "M. le docteur Paul Petit"),
        ("Le Goff Anne", "Le Goff Anne"),
        ("Léa Petit", "Léa Petit"),
    ],
)
def test_who_signs_is_told_without_an_article(written: str, signs: str) -> None:
    presented = PRESENTED.replace("le docteur Paul Petit", written)
    assert told(presented)["cabinet.representant"] == (signs,)


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("Il court du 1er janvier 2024 au 31 décembre 2026.", "contrat.echeance", "2026-12-31"),
        ("Le contrat est en vigueur jusqu'au 30/06/2027.", "contrat.echeance", "2027-06-30"),
        ("Contrat n° AB-12 du 3 mai 2024", "contrat.reference", "AB-12"),
        ("Contrat conclu le 2024-05-03 entre les parties.", "contrat.date", "2024-05-03"),
        ("Il peut être dénoncé à l'échéance avec un préavis de 60 jours.", "contrat.preavis", "60 jours"),
    ],
)
def test_one_line(written: str, key: str, value: str) -> None:
    assert told(written)[key] == (value,)


@pytest.mark.parametrize(
    "written",
    [
        "La société [NOM], SAS au capital de …, SIRET ........, ci-après « le Prestataire ».",
        "Fait à ............, le ..../..../....",
        "Référence : à compléter",
        "Une maintenance est annoncée avec un préavis de deux jours.",
        "SIRET 123 456 789 00012",
        "Fait à Pau, le 31 février 2024.",
    ],
)
def test_blanks_and_what_is_wrong_suggest_nothing_of_the_kind(written: str) -> None:
    assert not told(written).keys() - {"prestataire.forme"}


def test_facts_are_suggested_by_the_landmarks_of_their_values() -> None:
    found = told(
        "Le prestataire assure l'infogérance du parc.\nL'infogérance comprend la supervision du parc.\n"
        "La sauvegarde est assurée chaque nuit. La sauvegarde est réalisée en ligne.\nL'antivirus est en option.",
        library(),
    )
    assert found["contrat.type"] == ("infogerance",)
    assert set(found["situation.services"]) == {"infogerance", "sauvegarde"}
    found = told(
        "Les sauvegardes sont externalisées chez un hébergeur certifié. Le prestataire n'a aucun accès aux données.",
        library(),
    )
    assert found["situation.sauvegardes_hebergees_par"] == ("hebergeur_du_prestataire",)
    assert "situation.acces_aux_donnees" not in found
    assert told("Le prestataire peut, s'il intervient, accéder aux données.", library())["situation.acces_aux_donnees"]


def test_both_parties_may_be_presented_in_one_paragraph() -> None:
    told = read(
        [
            text(
                "La société Exemple Services, SAS, SIREN 732 829 320, dont le siège est 12 rue des Lilas, 33000 "
                "Bordeaux, ci-après « le Prestataire », et Le Cabinet des Glycines, SELARL, SIRET 732 829 320 00074, "
                "dont le siège est 8 allée des Glycines, 86000 Poitiers, ci-après « le Client »."
            )
        ],
        library(),
    ).suggestions
    values = {one.key: one.value[0] for one in told if one.key.startswith(("prestataire", "cabinet"))}
    assert values == {
        "prestataire.nom": "Exemple Services",
        "prestataire.forme": "SAS",
        "prestataire.siren": "732 829 320",
        "prestataire.adresse": "12 rue des Lilas, 33000 Bordeaux",
        "cabinet.nom": "Cabinet des Glycines",
        "cabinet.forme": "SELARL",
        "cabinet.siret": "732 829 320 00074",
        "cabinet.adresse": "8 allée des Glycines, 86000 Poitiers",
    }
