"""Quantities in French: plainly, as contracts write them, and why they fall short."""

from __future__ import annotations

import pytest

from clausier.quantity import legal, parse, plain, shortfall


@pytest.mark.parametrize(
    ("text", "plainly", "legally"),
    [
        ("15 jours", "15 jours", "quinze (15) jours calendaires"),
        ("15 jours calendaires", "15 jours calendaires", "quinze (15) jours calendaires"),
        ("1 jour", "1 jour", "un (1) jour calendaire"),
        ("8 heures ouvrées", "8 heures ouvrées", "huit (8) Heures ouvrées"),
        ("1 heure ouvrée", "1 heure ouvrée", "une (1) Heure ouvrée"),
        ("5 jours ouvrés", "5 jours ouvrés", "cinq (5) Jours ouvrés"),
        ("6 jours ouvrables", "6 jours ouvrables", "six (6) jours ouvrables"),
        ("1h", "1 heure", "une (1) heure"),
        ("21 min", "21 minutes", "vingt et une (21) minutes"),
        ("1h30", "1 h 30", "1 h 30"),
        ("0,5 h", "30 minutes", "trente (30) minutes"),
        ("1,5 jour ouvré", "1,5 jour ouvré", "1,5 Jour ouvré"),
        ("2 mois", "2 mois", "deux (2) mois"),
        ("24/48 h", "24 à 48 heures", "vingt-quatre (24) à quarante-huit (48) heures"),
        ("sous 48 h", "48 heures au plus", "quarante-huit (48) heures au plus"),
        ("1200 jours", "1 200 jours", "mille deux cents (1 200) jours calendaires"),
        ("2 par an", "2 fois par an", "deux (2) fois par an"),
        ("quotidienne", "1 fois par jour", "une (1) fois par jour"),
        ("1 par jour ouvré", "1 fois par jour ouvré", "une (1) fois par Jour ouvré"),
        ("semestriel", "tous les 6 mois", "tous les six (6) mois"),
        ("toutes les 4 heures", "toutes les 4 heures", "toutes les quatre (4) heures"),
        ("2 par trimestre", "2 fois tous les 3 mois", "deux (2) fois tous les trois (3) mois"),
        ("1 à 2 par an", "1 à 2 fois par an", "une (1) à deux (2) fois par an"),
        ("14", "14", "quatorze (14)"),
        ("14 versions", "14 versions", "quatorze (14) versions"),
        ("1 version", "1 version", "une (1) version"),
        ("1 remise complète", "1 remise complète", "une (1) remise complète"),
        ("1 chose", "1 chose", "1 chose"),
        ("2 choses", "2 choses", "deux (2) choses"),
        ("1 poste", "1 poste", "un (1) poste"),
        ("60 € HT", "60 € HT", "soixante euros hors taxes (60 € HT)"),
        ("1 € TTC", "1 € TTC", "un euro toutes taxes comprises (1 € TTC)"),
        ("1200,5 €", "1 200,50 €", "1 200,50 €"),
        ("1 000 000 €", "1 000 000 €", "un million d'euros (1 000 000 €)"),
        ("gratuit", "0 €", "zéro euro (0 €)"),
        ("50 à 60 €", "50 à 60 €", "50 à 60 €"),
        ("FR, IE", "France et Irlande", "France et Irlande"),
        ("1,5 h", "1 h 30", "1 h 30"),
        ("1,05 h", "1 h 03", "1 h 03"),
        ("0,25 h", "15 minutes", "quinze (15) minutes"),
        ("au plus 1h30", "1 h 30 au plus", "1 h 30 au plus"),
        ("0,33 h", "0,33 heure", "0,33 heure"),
        ("1,5 à 2 heures", "1,5 à 2 heures", "1,5 à deux (2) heures"),
        ("1 à 1,5 heure", "1 à 1,5 heure", "une (1) à 1,5 heure"),
        ("0 jour", "0 jour", "zéro (0) jour calendaire"),
        ("au plus 1 par an", "1 fois par an au plus", "une (1) fois par an au plus"),
        ("0 à 5 versions", "5 versions au plus", "cinq (5) versions au plus"),
        ("1 à 21 versions", "1 à 21 versions", "une (1) à vingt et une (21) versions"),
        ("21 postes", "21 postes", "vingt et un (21) postes"),
        ("21 choses", "21 choses", "21 choses"),
        ("22 choses", "22 choses", "vingt-deux (22) choses"),
        ("21", "21", "vingt et un (21)"),
        ("au plus 60 € HT", "60 € HT au plus", "60 € HT au plus"),
        ("2 €", "2 €", "deux euros (2 €)"),
        ("2 000 000 000 €", "2 000 000 000 €", "deux milliards d'euros (2 000 000 000 €)"),
        ("1 000 200 €", "1 000 200 €", "un million deux cents euros (1 000 200 €)"),
        ("50,50 à 60 € TTC", "50,50 à 60 € TTC", "50,50 à 60 € TTC"),
        ("une fois toutes les 2 semaines", "toutes les 2 semaines", "toutes les deux (2) semaines"),
        ("1 à 2 fois tous les 3 mois", "1 à 2 fois tous les 3 mois", "une (1) à deux (2) fois tous les trois (3) mois"),
        ("toutes les 21 heures", "toutes les 21 heures", "toutes les vingt et une (21) heures"),
        ("tous les 21 jours", "tous les 21 jours", "tous les vingt et un (21) jours"),
        ("1 par heure ouvrée", "1 fois par heure ouvrée", "une (1) fois par Heure ouvrée"),
        ("FR", "France", "France"),
        ("FR, IE, DE", "France, Irlande et Allemagne", "France, Irlande et Allemagne"),
    ],
)
def test_written(text: str, plainly: str, legally: str) -> None:
    assert (plain(parse(text)), legal(parse(text))) == (plainly, legally)


@pytest.mark.parametrize(
    ("value", "limit", "phrase"),
    [
        ("30 jours", "15 jours", "30 jours au lieu de 15 jours au plus, soit 15 jours de trop"),
        (
            "15 jours ouvrés",
            "15 jours",
            "15 jours ouvrés, soit jusqu'à 21 jours calendaires, au lieu de 15 jours au plus",
        ),
        ("3 semaines", "15 jours", "3 semaines, soit 21 jours, au lieu de 15 jours au plus"),
        ("1 mois", "30 jours", "1 mois, soit jusqu'à 31 jours calendaires, au lieu de 30 jours au plus"),
        ("45 jours", "1 mois", "45 jours au lieu de 1 mois au plus (30 jours), soit 15 jours de trop"),
        ("20 jours", "2 semaines", "20 jours au lieu de 2 semaines au plus (14 jours), soit 6 jours de trop"),
        ("2 ans", "12 mois", "2 ans, soit 24 mois, au lieu de 12 mois au plus"),
        ("18 mois", "1 an", "18 mois au lieu de 1 an au plus (12 mois), soit 6 mois de trop"),
        (
            "48 heures",
            "8 heures ouvrées",
            "48 heures, soit jusqu'à 16 heures ouvrées, au lieu de 8 heures ouvrées au plus",
        ),
        (
            "2 jours ouvrés",
            "8 heures ouvrées",
            "2 jours ouvrés, soit 16 heures ouvrées, au lieu de 8 heures ouvrées au plus",
        ),
        ("2 heures", "30 minutes", "2 heures, soit 120 minutes, au lieu de 30 minutes au plus"),
        ("100 minutes", "1 heure", "100 minutes, soit 1 h 40, au lieu de 1 heure au plus"),
        ("24/48 h", "24 h", "24 à 48 heures au lieu de 24 heures au plus, soit jusqu'à 24 heures de trop"),
        ("24/48 h", "1 jour", "24 à 48 heures, soit jusqu'à 2 jours, au lieu de 1 jour au plus"),
        ("30 jours", "au plus 15 jours", "30 jours au lieu de 15 jours au plus, soit 15 jours de trop"),
        (
            "10 jours ouvrés",
            "6 jours ouvrables",
            "10 jours ouvrés, soit jusqu'à 12 jours ouvrables, au lieu de 6 jours ouvrables au plus",
        ),
        ("80 € HT", "60 € HT", "80 € HT au lieu de 60 € HT au plus, soit 20 € de trop"),
        ("20 versions", "14 versions", "20 versions au lieu de 14 versions au plus, soit 6 de trop"),
        ("France, Suisse", "France", "Suisse hors de la liste admise (France)"),
        ("16 jours", "15 jours", "16 jours au lieu de 15 jours au plus, soit 1 jour de trop"),
        ("10 à 20 jours", "15 jours", "10 à 20 jours au lieu de 15 jours au plus, soit jusqu'à 5 jours de trop"),
        ("20 jours", "10 à 15 jours", "20 jours au lieu de 15 jours au plus, soit 5 jours de trop"),
        ("20 jours", "15 jours calendaires", "20 jours au lieu de 15 jours calendaires au plus, soit 5 jours de trop"),
        ("2 par an", "1 par an", "2 fois par an au lieu de 1 fois par an au plus"),
        ("8 à 9 versions", "5 à 7 versions", "8 à 9 versions au lieu de 7 versions au plus, soit 2 de trop"),
        ("70,50 € HT", "50 à 60 € HT", "70,50 € HT au lieu de 60 € HT au plus, soit 10,50 € de trop"),
        ("Suisse, Maroc, France", "France et Irlande", "Suisse et Maroc hors de la liste admise (France et Irlande)"),
        ("15 jours", "2 par an", "15 jours au lieu de 2 fois par an"),
        (
            "2 par jour",
            "1 à 3 par semaine",
            "2 fois par jour au lieu de 3 fois par semaine au plus, soit environ 730 par an au lieu de 156",
        ),
    ],
)
def test_shortfall_at_most(value: str, limit: str, phrase: str) -> None:
    assert shortfall(parse(value), parse(limit), at_most=True) == phrase


@pytest.mark.parametrize(
    ("value", "limit", "phrase"),
    [
        ("10 jours", "30 jours", "10 jours au lieu de 30 jours au moins, soit 20 jours de moins"),
        (
            "5 jours ouvrés",
            "15 jours",
            "5 jours ouvrés, soit parfois seulement 5 jours calendaires, au lieu de 15 jours au moins",
        ),
        (
            "au plus 30 jours",
            "30 jours",
            "30 jours au plus au lieu de 30 jours au moins, soit jusqu'à 30 jours de moins",
        ),
        ("20 heures", "15 jours", "20 heures, soit environ 0,83 jour, au lieu de 15 jours au moins"),
        ("1 par an", "2 par an", "1 fois par an au lieu de 2 fois par an au moins"),
        (
            "6 par semaine",
            "1 par jour",
            "6 fois par semaine au lieu de 1 fois par jour au moins, soit environ 313 par an au lieu de 365",
        ),
        (
            "tous les 2 ans",
            "1 par an",
            "tous les 2 ans au lieu de 1 fois par an au moins, soit 0,5 par an au lieu de 1",
        ),
        (
            "52 par an",
            "1 par semaine",
            "52 fois par an au lieu de 1 fois par semaine au moins, soit 52 par an au lieu de 52,14",
        ),
        (
            "1 par an",
            "tous les 6 mois",
            "1 fois par an au lieu de tous les 6 mois au moins, soit 1 par an au lieu de 2",
        ),
        ("3 versions", "7 versions", "3 versions au lieu de 7 versions au moins, soit 4 de moins"),
        ("14 jours", "15 jours", "14 jours au lieu de 15 jours au moins, soit 1 jour de moins"),
        ("5 jours", "10 à 15 jours", "5 jours au lieu de 10 jours au moins, soit 5 jours de moins"),
        ("20 minutes", "1 jour", "20 minutes, soit environ 0,01 jour, au lieu de 1 jour au moins"),
        ("10 minutes", "1 heure", "10 minutes, soit 10 minutes, au lieu de 1 heure au moins"),
        ("24/48 h", "3 jours", "24 à 48 heures, soit parfois seulement 1 jour, au lieu de 3 jours au moins"),
        (
            "3 heures ouvrées",
            "1 jour ouvré",
            "3 heures ouvrées, soit environ 0,38 jour ouvré, au lieu de 1 jour ouvré au moins",
        ),
        ("12 heures", "1 jour", "12 heures, soit 0,5 jour, au lieu de 1 jour au moins"),
        (
            "3 par mois",
            "1 par semaine",
            "3 fois par mois au lieu de 1 fois par semaine au moins, soit environ 36 par an au lieu de 52",
        ),
        ("1 à 3 versions", "5 à 7 versions", "1 à 3 versions au lieu de 5 versions au moins, soit 4 de moins"),
        ("40 €", "50 à 60 €", "40 € au lieu de 50 € au moins, soit 10 € de moins"),
    ],
)
def test_shortfall_at_least(value: str, limit: str, phrase: str) -> None:
    assert shortfall(parse(value), parse(limit), at_most=False) == phrase
