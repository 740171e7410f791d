"""The conservative comparison, example by example."""

from __future__ import annotations

import pytest

from clausier.quantity import QuantityError, meets, parse
from clausier.quantity.compare import counted_as

AT_MOST = [
    ("15 jours", "15 jours", True),
    ("16 jours", "15 jours", False),
    ("2 semaines", "15 jours", True),
    ("15 jours ouvrés", "15 jours", False),
    ("11 jours ouvrés", "15 jours", False),
    ("9 jours ouvrés", "13 jours", True),
    ("9 jours ouvrés", "12 jours", False),
    ("12 jours ouvrables", "14 jours", True),
    ("12 jours ouvrables", "13 jours", False),
    ("5 jours ouvrés", "1 semaine", True),
    ("40 heures ouvrées", "1 semaine", True),
    ("41 heures ouvrées", "1 semaine", False),
    ("2 heures ouvrées", "3 jours", True),
    ("2 heures ouvrées", "48 heures", False),
    ("24 à 48 heures", "1 jour", False),
    ("24 à 48 heures", "2 jours", True),
    ("au plus 48 heures", "2 jours", True),
    ("1 mois", "30 jours", False),
    ("1 mois", "31 jours", True),
    ("30 jours", "1 mois", True),
    ("31 jours", "1 mois", False),
    ("22 jours ouvrés", "1 mois", False),
    ("20 jours ouvrés", "1 mois", True),
    ("1 an", "12 mois", True),
    ("12 mois", "1 an", True),
    ("13 mois", "1 an", False),
    ("360 jours", "12 mois", True),
    ("361 jours", "12 mois", False),
    ("1 an", "371 jours", False),
    ("1 an", "372 jours", True),
    ("90 minutes", "1 heure", False),
    ("1h30", "90 minutes", True),
    ("1 jour ouvré", "8 heures ouvrées", True),
    ("24 heures", "8 heures ouvrées", True),
    ("25 heures", "8 heures ouvrées", False),
    ("48 heures", "8 heures ouvrées", False),
    ("30 minutes", "8 heures ouvrées", True),
    ("1 jour ouvrable", "8 heures ouvrées", True),
    ("J+1", "8 heures ouvrées", False),
    ("J+1", "2 jours ouvrés", True),
    ("J+1 calendaire", "2 jours", True),
    ("J+1 calendaire", "1 jour", False),
    ("2 jours", "2 jours ouvrés", True),
    ("1 semaine", "5 jours ouvrés", False),
    ("30 minutes ouvrées", "1 heure ouvrée", True),
    ("6 jours ouvrables", "5 jours ouvrables", False),
    ("5 jours ouvrés", "5 jours ouvrables", False),
    ("5 jours ouvrés", "6 jours ouvrables", True),
    ("6 jours", "6 jours ouvrables", True),
    ("4 par an", "2 par an", False),
    ("14 versions", "14", True),
    ("15", "14 versions", False),
    ("60 € HT", "60 € HT", True),
    ("60,01 €", "60 €", False),
    ("60 €", "60 € HT", True),
    ("gratuit", "60 € TTC", True),
    ("60 € TTC", "0 € HT", False),
    ("60 € TTC", "60 €", True),
    ("60 €", "60 €", True),
    ("14 jeux complets", "14 jeu complet", True),
]
AT_LEAST = [
    ("15 jours", "15 jours", True),
    ("14 jours", "2 semaines", True),
    ("1 mois", "30 jours", True),
    ("1 mois", "31 jours", False),
    ("30 jours", "1 mois", True),
    ("5 jours ouvrés", "5 jours", True),
    ("5 jours ouvrés", "6 jours", False),
    ("6 jours ouvrés", "8 jours", True),
    ("6 jours ouvrés", "9 jours", False),
    ("7 jours ouvrables", "8 jours", True),
    ("7 jours ouvrables", "9 jours", False),
    ("8 heures ouvrées", "24 heures", True),
    ("4 heures ouvrées", "5 heures", False),
    ("1 semaine", "5 jours ouvrés", True),
    ("6 jours", "5 jours ouvrés", False),
    ("2 jours", "1 heure ouvrée", False),
    ("1 jour ouvrable", "8 heures ouvrées", True),
    ("1 semaine", "6 jours ouvrables", True),
    ("6 jours", "6 jours ouvrables", False),
    ("6 jours ouvrés", "7 jours ouvrables", True),
    ("24 à 48 heures", "2 jours", False),
    ("au plus 30 jours", "15 jours", False),
    ("1 par jour", "1 par jour", True),
    ("1 par jour ouvré", "1 par jour", True),
    ("toutes les 4 heures ouvrées", "2 par jour", True),
    ("tous les 2 jours ouvrés", "tous les 2 jours", False),
    ("6 par semaine", "1 par jour", False),
    ("7 par semaine", "1 par jour", True),
    ("5 par semaine", "1 par jour ouvré", True),
    ("tous les 6 mois", "2 par an", True),
    ("tous les 7 mois", "2 par an", False),
    ("semestriel", "2 par an", True),
    ("1 par an", "2 par an", False),
    ("1 à 2 fois par an", "2 par an", False),
    ("365 par an", "1 par jour", True),
    ("52 par an", "1 par semaine", False),
    ("7 à 14 versions", "7 versions", True),
    ("7 à 14 versions", "8 versions", False),
    ("1 version", "1 Versions", True),
    ("60 €", "60 € TTC", True),
    ("gratuit", "60 € TTC", False),
    ("60 € HT", "60 €", True),
    ("14", "14 versions", True),
    ("14 versions", "14", True),
]


@pytest.mark.parametrize(("value", "limit", "expected"), AT_MOST)
def test_at_most(value: str, limit: str, expected: bool) -> None:
    assert meets(parse(value), parse(limit), at_most=True) is expected


@pytest.mark.parametrize(("value", "limit", "expected"), AT_LEAST)
def test_at_least(value: str, limit: str, expected: bool) -> None:
    assert meets(parse(value), parse(limit), at_most=False) is expected


@pytest.mark.parametrize("at_most", [True, False])
@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [("France", "France et Irlande", True), ("France, Suisse", "France et Irlande", False)],
)
def test_countries_are_among_the_admitted(value: str, limit: str, at_most: bool, expected: bool) -> None:
    assert meets(parse(value), parse(limit), at_most=at_most) is expected


OTHER_KIND = "la valeur et le seuil ne sont pas de même nature. Donner la valeur dans la nature du seuil."


@pytest.mark.parametrize(
    ("value", "limit", "at_most", "message"),
    [
        ("15 jours", "2 par an", True, OTHER_KIND),
        ("14", "15 jours", False, OTHER_KIND),
        ("France", "2 par an", True, OTHER_KIND),
        ("2 par an", "France", True, OTHER_KIND),
        (
            "14 versions",
            "7 copies",
            False,
            "« versions » et « copies » ne se comparent pas. Donner la valeur dans l'unité du seuil, en copies.",
        ),
        (
            "60 € TTC",
            "60 € HT",
            True,
            "un montant TTC ne se compare pas à un seuil HT. Écrire le montant HT.",
        ),
        (
            "60 €",
            "60 € TTC",
            True,
            "un montant sans mention de taxe ne se compare pas à un seuil TTC. Écrire le montant TTC.",
        ),
        (
            "60 €",
            "60 € HT",
            False,
            "un montant sans mention de taxe ne se compare pas à un seuil HT. Écrire le montant HT.",
        ),
        (
            "0,50 € TTC",
            "0,50 € HT",
            True,
            "un montant TTC ne se compare pas à un seuil HT. Écrire le montant HT.",
        ),
    ],
)
def test_what_cannot_be_compared(value: str, limit: str, at_most: bool, message: str) -> None:
    with pytest.raises(QuantityError) as caught:
        meets(parse(value), parse(limit), at_most=at_most)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("value", "limit", "counted"),
    [
        ("14 générations", "7 versions", "14 versions"),
        ("14 Generation", "7 versions", "14 versions"),
        ("14 sauvegardes", "7 versions", "14 sauvegardes"),
        ("14 générations", "7 jours", "14 générations"),
        ("14 jours", "7 versions", "14 jours"),
    ],
)
def test_a_synonym_counts_as_what_the_limit_counts(value: str, limit: str, counted: str) -> None:
    assert counted_as(parse(value), parse(limit), ["génération"]) == parse(counted)
