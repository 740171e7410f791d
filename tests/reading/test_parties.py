"""Who is who: names that a contract defines, then those of the library; the length of a text is kept."""

from __future__ import annotations

import pytest

from clausier.reading.parties import parties_of
from tests.builders import library


@pytest.mark.parametrize(
    ("sentences", "told", "expected"),
    [
        ([], "l'abonné paie l'éditeur", "l'CCCCCC paie l'PPPPPPP"),
        ([], "les utilisateurs appellent le titulaire", "les CCCCCCCCCCCC appellent le PPPPPPPPP"),
        (
            ["La société Exemple, SAS au capital de 1 000 €, ci-après dénommée « EXO », d'une part,"],
            "exo s'engage",
            "PPP s'engage",
        ),
        (["Ci-après “Commanditaire” ou “la Maison”"], "la maison doit", "la CCCCCC doit"),
        (["Exo s'engage à tout.", "EXO s'engage.", "EXO garantit la suite."], "exo assure", "PPP assure"),
        (["Titulaire : toute personne qui commande le service."], "le titulaire doit", "le CCCCCCCCC doit"),
        (["Le service s'engage.", "Le service s'engage.", "Le service s'engage."], "le service", "le service"),
    ],
)
def test_each_party_has_its_sign(sentences: list[str], told: str, expected: str) -> None:
    found = parties_of(sentences, library()).told(told)
    assert found == expected
    assert len(found) == len(told)


def test_the_order_of_the_sentences_does_not_matter() -> None:
    sentences = ["La société Un, SAS, ci-après « Un ».", "Ci-après « le Client » ou « Deux »", "Trois s'engage à tout."]
    assert parties_of(sentences, library()) == parties_of(sentences[::-1], library())
