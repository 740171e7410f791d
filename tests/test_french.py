"""French for readers: numbers, dates, countries, typography."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clausier.french import (
    country_code,
    country_name,
    ends_with_one,
    figures,
    fold,
    join,
    long_date,
    number_words,
    plural,
    typeset,
    words_number,
)

# The first call of all loads tables: a deadline would judge the machine.
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")

N, T = "\u00a0", "\u202f"
NB = N + T
# The house check of Word files (check_docx.py): none of these may match a typeset text.
URLISH = re.compile(r"(?:https?://|www\.|mailto:)\S+")
TYPO = {
    "espace sécable avant ; : ! ? »": rf"(?<=\S) (?=[;:!?»](?:\s|$|[)»\]]|[{NB}]))",
    "espace insécable manquante avant ; ! ?": r"(?<=[A-Za-zÀ-ÿ0-9)»])(?=[;!?](?:\s|$))",
    "espace insécable manquante avant :": r"(?<=[A-Za-zÀ-ÿ)»])(?=:(?:\s|$))",
    "espace sécable/absente après «": rf"«(?![{NB}])",
    "espace absente avant »": rf"(?<=[^\s{NB}])»",
    "double espace": r"(?<=\S)  +(?=\S)",
    "espace sécable avant unité": r"(?<=\d) (?=[€%])",
    "espace sécable dans un nombre": r"(?<=\d) (?=\d{3}(?!\d))",
    "apostrophe droite": r"(?<=[A-Za-zÀ-ÿ])'(?=[A-Za-zÀ-ÿ])",
}
BITS = st.one_of(
    st.sampled_from("«»\"':;!?. \n\taÉl5€%()[]×" + NB),
    st.sampled_from(["...", "  ", "12", "300", "jours", "n°", "art.", "L.", "qu", "a@b.fr"]),
    st.sampled_from(["http://x.fr", "www.a", "mailto:"]),
)
TEXTS = st.one_of(st.text(), st.lists(BITS, max_size=14).map("".join))


def faults(text: str) -> list[str]:
    masked = URLISH.sub(lambda match: "x" * len(match[0]), text)
    return [name for name, pattern in TYPO.items() if re.search(pattern, masked)]


def visible(text: str) -> str:
    """What must survive: everything but spaces, with respelled signs in one spelling."""
    for typed, printed in (("'", "’"), ("...", "…"), ('"', "«"), ("»", "«")):
        text = text.replace(typed, printed)
    return re.sub(r"[ \u00a0\u202f]", "", text)


@pytest.mark.parametrize(
    ("n", "masculine", "feminine"),
    [
        (0, "zéro", "zéro"),
        (1, "un", "une"),
        (15, "quinze", "quinze"),
        (21, "vingt et un", "vingt et une"),
        (80, "quatre-vingts", "quatre-vingts"),
        (81, "quatre-vingt-un", "quatre-vingt-une"),
        (200, "deux cents", "deux cents"),
        (1_000_000, "un million", "un million"),
    ],
)
def test_number_words(n: int, masculine: str, feminine: str) -> None:
    assert (number_words(n), number_words(n, feminine=True)) == (masculine, feminine)


@given(st.integers(0, 1000), st.booleans())
def test_words_are_read_back(n: int, feminine: bool) -> None:
    assert words_number(number_words(n, feminine).upper()) == n


@pytest.mark.parametrize("words", ["", "et", "quinzaine", "un deux", "vingt-et", "jours"])
def test_other_words_are_no_number(words: str) -> None:
    assert words_number(words) is None


@pytest.mark.parametrize(
    ("n", "decimals", "shown"),
    [
        (Fraction(1200), None, "1 200"),
        (Fraction(3, 2), None, "1,5"),
        (Fraction(2401, 2), 2, "1 200,50"),
        (Fraction(2, 3), None, "0,67"),
        (Fraction(5, 2), 0, "2"),
        (-3, None, "-3"),
    ],
)
def test_figures(n: Fraction | int, decimals: int | None, shown: str) -> None:
    assert figures(n, decimals) == shown


def test_long_date() -> None:
    assert long_date(date(2026, 9, 1)) == "1er septembre 2026"
    assert long_date(date(2026, 2, 28)) == "28 février 2026"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("France", "FR"),
        ("la France", "FR"),
        ("FRANCE", "FR"),
        ("FR", "FR"),
        ("fr", "FR"),
        ("l’Allemagne", "DE"),
        ("les Pays-Bas", "NL"),
        ("etats unis", "US"),
        ("Tchéquie", "CZ"),
        ("République tchèque", "CZ"),
        ("Réunion", "RE"),
        ("Union européenne", None),
        ("UE", None),
        ("EU", None),
        ("Europe", None),
        ("", None),
        ("Frances", None),
    ],
)
def test_country_code(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_country_name() -> None:
    assert country_name("FR") == "France"
    with pytest.raises(ValueError, match="« EU » n'est pas un code de pays"):
        country_name("EU")


def test_join_and_plural() -> None:
    assert join([]) == ""
    assert join(["a"]) == "a"
    assert join(["a", "b", "c"]) == "a, b et c"
    assert join(["a", "b"], last="ou") == "a ou b"
    assert [plural(n, "jour", "jours") for n in (0, 1, 1.5, 2)] == ["jour", "jour", "jour", "jours"]


@given(st.text())
def test_folding_keeps_positions(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'article", "l’article"),
        ("l'« avenant »", f"l’«{N}avenant{N}»"),
        ("délai : 15 jours", f"délai{N}: 15{N}jours"),
        ("délai: x", f"délai{N}: x"),
        (" : suite", f"{N}: suite"),
        (": suite", f"{N}: suite"),
        ("dit « ", f"dit «{N}"),
        ("dit «", f"dit «{N}"),
        ("» fin", f"{N}» fin"),
        ("oui ; non ! quoi ?", f"oui{T}; non{T}! quoi{T}?"),
        ("quoi?! (oui?)", f"quoi{T}?! (oui{T}?)"),
        ("à 12:30, http://x.fr/?a=1;b : oui", f"à 12:30, http://x.fr/?a=1;b{N}: oui"),
        ("jean@cabinet.fr : oui", f"jean@cabinet.fr{N}: oui"),
        ("60 € HT, 20%", f"60{N}€ HT, 20{N}%"),
        ("10 000 postes", f"10{T}000{N}postes"),
        ("n° 3, art. 28, article 28", f"n°{N}3, art.{N}28, article{N}28"),
        ("article L. 1111-8", f"article{N}L.{N}1111-8"),
        ("fin...", "fin…"),
        ("[...]", "[…]"),
        ("nom : ....", f"nom{N}: ...."),
        ('dit "oui", puis "non"', f"dit «{N}oui{N}», puis «{N}non{N}»"),
        ('voir "https://x.fr" ici', f"voir «{N}https://x.fr{N}» ici"),
        ('écran de 24" et 27"', 'écran de 24" et 27"'),
        ("1er septembre", "1er\u00a0septembre"),
        ("deux   mots\n\t fin", "deux mots\n\t fin"),
        ("jusqu'", "jusqu’"),
        ("", ""),
    ],
)
def test_typeset(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


@given(TEXTS)
@example("×'a")
@example('""a""')
@example("« ; »")
@example("l'www.x")
def test_typeset_text_has_no_fault(text: str) -> None:
    assert faults(typeset(text)) == []


@given(TEXTS)
def test_typeset_is_idempotent(text: str) -> None:
    once = typeset(text)
    assert typeset(once) == once


@given(TEXTS)
def test_typeset_loses_nothing(text: str) -> None:
    assert visible(typeset(text)) == visible(text)


@given(st.lists(st.sampled_from(["mot", " : suite", "dit « ", "x", " »", " ; fin", "l'", "avis"]), max_size=6))
def test_pieces_typeset_apart_make_no_fault_together(pieces: list[str]) -> None:
    spaced = [piece for pair in zip(pieces, [" "] * len(pieces), strict=True) for piece in pair if piece.strip()]
    assert faults("".join(typeset(piece) for piece in spaced)) == []


def test_months_are_those_of_babel() -> None:
    from babel.dates import format_date

    for month in range(1, 13):
        day = date(2026, month, 2)
        assert long_date(day) == format_date(day, "d MMMM y", locale="fr")


def test_which_cardinals_end_with_one() -> None:
    assert all(ends_with_one(n) is number_words(n).endswith("un") for n in range(1200))


@pytest.mark.parametrize("name", ["4", "48 heures", "F1", "²"])
def test_what_holds_a_figure_is_no_country(name: str) -> None:
    assert country_code(name) is None
