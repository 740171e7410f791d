"""SIREN and SIRET numbers, and what hands and spreadsheets make of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.errors import InvalidInput
from tests.builders import case

GOOD = {
    "siren": ["005720784", "005 720 784", "005\u00a0720\u202f784", "356000000", "000000000", ""],
    "siret": ["35600000000048", "356 000 000 00048", "356 000 000 00014", "000 000 000 00000"],
}
BAD = {
    "siren": {
        "5720784": "a 7 chiffres : un numéro SIREN en a 9. Recopier les neuf chiffres, zéros du début compris.",
        "0057207840": "a 10 chiffres : un numéro SIREN en a 9. Recopier les neuf chiffres.",
        "005720785": "sa clé ne tombe pas juste, un chiffre est faux.",
        "néant": "n'est pas un numéro SIREN. Recopier les neuf chiffres, ou laisser vide si le numéro n'est pas connu.",
        "FR 005720784": "n'est pas un numéro SIREN.",
    },
    "siret": {
        "3560000000004": "a 13 chiffres : un numéro SIRET en a 14.",
        "8,12E+13": "le tableur l'a arrondi. Mettre la colonne au format Texte.",
        "3.56e13": "le tableur l'a arrondi.",
        "35600000000049": "sa clé ne tombe pas juste",
    },
}


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in GOOD.items() for text in texts])
@pytest.mark.parametrize("who", ["cabinet", "prestataire"])
def test_a_number_is_kept_as_written(who: str, key: str, text: str) -> None:
    found = case(**{who: {key: text}})
    assert getattr(found.practice if who == "cabinet" else found.provider, key) == text


@pytest.mark.parametrize(
    ("key", "text", "told"), [(key, text, told) for key, texts in BAD.items() for text, told in texts.items()]
)
@pytest.mark.parametrize("who", ["cabinet", "prestataire"])
def test_a_spoilt_number_is_refused_at_its_place(who: str, key: str, text: str, told: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        case(**{who: {key: text}})
    (problem,) = caught.value.problems
    assert problem.key == f"{who}.{key}"
    assert told in str(problem)


def key_of(figures: str) -> str:
    """The last digit that the rule of Luhn asks, worked out by trying."""
    return next(str(last) for last in range(10) if _sum(f"{figures}{last}") % 10 == 0)


def _sum(figures: str) -> int:
    return sum(
        int(figure) if rank % 2 == 0 else sum(map(int, str(2 * int(figure))))
        for rank, figure in enumerate(reversed(figures))
    )


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_told(figures: str, rank: int, shift: int) -> None:
    good = figures + key_of(figures)
    wrong = f"{good[:rank]}{(int(good[rank]) + shift) % 10}{good[rank + 1 :]}"
    sections: dict[str, Any] = {"prestataire": {"siren": good}}
    assert case(**sections).provider.siren == good
    with pytest.raises(InvalidInput):
        case(prestataire={"siren": wrong})
