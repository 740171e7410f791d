"""Quantities inside sentences: what is found, where, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.quantity import Kind, parse_as
from clausier.quantity.find import find, folded_for_search

SENTENCES = [
    ("dans un délai de quinze (15) jours", [(Kind.DURATION, "quinze (15) jours")]),
    ("sous 4h ouvrées", [(Kind.DURATION, "4h ouvrées")]),
    ("livré à J+1", [(Kind.DURATION, "J+1")]),
    ("entre 24 à 48 h", [(Kind.DURATION, "24 à 48 h")]),
    ("délai de 24/48h", [(Kind.DURATION, "24/48h")]),
    ("quatre-vingt-dix jours", [(Kind.DURATION, "quatre-vingt-dix jours")]),
    ("un mois avant l’échéance", [(Kind.DURATION, "un mois")]),
    ("sous 4 heures ouvrables", [(Kind.DURATION, "4 heures ouvrables")]),
    ("rétabli en 1h30", [(Kind.DURATION, "1h30")]),
    ("délai de 2h à 4h", [(Kind.DURATION, "2h à 4h")]),
    ("une fois par an", [(Kind.FREQUENCY, "une fois par an")]),
    ("tous les six mois", [(Kind.FREQUENCY, "tous les six mois")]),
    ("2 fois/an", [(Kind.FREQUENCY, "2 fois/an")]),
    ("deux tests de restauration par an", [(Kind.FREQUENCY, "2 fois par an")]),
    ("quotidienne, puis mensuelle", [(Kind.FREQUENCY, "quotidienne"), (Kind.FREQUENCY, "mensuelle")]),
    ("chaque nuit", [(Kind.FREQUENCY, "chaque nuit")]),
    ("les sept dernières versions de chaque jeu", [(Kind.COUNT, "7 versions")]),
    ("1 000 utilisateurs", [(Kind.COUNT, "1 000 utilisateurs")]),
    ("60 € HT/heure", [(Kind.AMOUNT, "60 € HT")]),
    ("15 000 euros hors taxes", [(Kind.AMOUNT, "15 000 euros hors taxes")]),
    ("100 € T.T.C.", [(Kind.AMOUNT, "100 € TTC")]),
    ("gratuitement", [(Kind.AMOUNT, "gratuitement")]),
    ("2 h x 60 € = 120 € HT", [(Kind.DURATION, "2 h"), (Kind.AMOUNT, "60 €"), (Kind.AMOUNT, "120 € HT")]),
]
NOTHING = [
    "24h/24 et 7j/7",
    "7 jours sur 7, 24 heures sur 24",
    "24/7",
    "de 9h à 18h",
    "de 9 h 00 à 17h30",
    "du lundi au vendredi de 9 heures à 12 heures",
    "avant 18 h",
    "du 1er janvier 2024 au 31 décembre 2026",
    "le 12/03/2024",
    "au capital de 13 729 971 €",
    "article 7 jours",
    "version 2.0",
    "11 Version du document",
    "2 % par mois",
    "une obligation",
]


@pytest.mark.parametrize(("sentence", "values"), SENTENCES)
def test_what_is_found(sentence: str, values: list[tuple[Kind, str]]) -> None:
    assert [(one.kind, one.text) for one in find(sentence)] == values


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_only_looks_like_one(sentence: str) -> None:
    assert find(sentence) == ()


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in SENTENCES])
def test_case_and_apostrophes_do_not_change_what_is_found(sentence: str) -> None:
    quantities = [one.quantity for one in find(sentence)]
    for other in (sentence.upper(), sentence.replace("'", "’"), sentence.replace(" ", "\u00a0")):
        assert [one.quantity for one in find(other)] == quantities


@given(st.text(alphabet="0123456789 /hj€.,à-xyz'unedeuxmoisjoursfoispar", max_size=60))
def test_places_are_in_order_and_what_is_told_reads_as_the_same(text: str) -> None:
    found = find(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        assert text[one.start : one.end].strip()
        assert one.quantity is None or parse_as(one.kind, one.text) == one.quantity


@given(st.text(max_size=40))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded_for_search(text)) == len(text)
