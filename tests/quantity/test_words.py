"""What is said of a quantity that is refused or falls short, word for word."""

from __future__ import annotations

from fractions import Fraction

import pytest

from clausier.quantity import (
    Amount,
    Count,
    Countries,
    Duration,
    Frequency,
    Kind,
    QuantityError,
    Unit,
    legal,
    meets,
    parse,
    parse_as,
    plain,
    shortfall,
)
from clausier.quantity.compare import counted_as

RANGE = "du plus petit nombre au plus grand, par exemple « 24 à 48 heures »."
UNITS = (
    "n'est pas une unité claire. Écrire des jours (calendaires), des jours ouvrés, des jours ouvrables ou des heures "
    "ouvrées, par exemple « 15 jours »."
)
VALUES = (
    "Écrire une durée (« 15 jours »), une fréquence (« 2 par an »), un nombre (« 14 versions »), "
    "un montant (« 60 € HT ») ou des pays (« France et Irlande »)."
)
SURE = "Écrire la valeur qui engage, ou une fourchette, par exemple « 24 à 48 heures »."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "«  » n'est pas une valeur. Écrire un nombre et son unité, par exemple « 15 jours »."),
        (
            "1" * 201,
            f"« {'1' * 60} » n'est pas une valeur. Écrire un nombre et son unité, par exemple « 15 jours ».",
        ),
        ("rapidement", f"« rapidement » ne se lit pas. {VALUES}"),
        ("Environ 15 jours", f"« Environ 15 jours » : « environ » ne fixe rien de certain. {SURE}"),
        ("10 à 5 jours", f"« 10 à 5 jours » : une fourchette va {RANGE}"),
        ("5 à 5 jours", f"« 5 à 5 jours » : une fourchette va {RANGE}"),
        (
            "entre 5 à 10 jours",
            "« entre 5 à 10 jours » n'est pas une fourchette. Écrire par exemple « 24 à 48 heures » "
            "ou « entre 5 et 10 jours ».",
        ),
        (
            "1/2 jour",
            "« 1/2 jour » se lit de deux façons (fraction ou fourchette). Écrire par exemple « 2 à 3 jours ».",
        ),
        ("15 jours francs", f"« 15 jours francs » : « jours francs » {UNITS}"),
        ("4 heures ouvrables", f"« 4 heures ouvrables » : « heures ouvrables » {UNITS}"),
        (
            "Bisannuel",
            "« Bisannuel » se comprend de deux façons. Écrire par exemple « 2 par an » ou « tous les 2 ans ».",
        ),
        (
            "2,5 versions",
            "« 2,5 versions » ne se lit pas comme un nombre. Écrire un nombre entier et, au besoin, ce qu'il compte, "
            "par exemple « 14 versions ».",
        ),
        (
            "quinze (16) jours",
            "le nombre en lettres et le nombre en chiffres diffèrent. Les accorder, par exemple « quinze (15) jours ».",
        ),
        (
            "1.200 jours",
            "« 1.200 » ne se lit pas sûrement. Écrire « 1 200 » pour mille deux cents, et deux décimales au plus.",
        ),
        (
            "1234567890123 jours",
            "« 1234567890123 » est trop long. Écrire un nombre de douze chiffres au plus.",
        ),
        ("tous les 0 jours", "une fréquence compte par période non nulle, par exemple « tous les 6 mois »."),
    ],
)
def test_why_a_text_is_refused(text: str, message: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (
            Kind.DURATION,
            "une durée. Écrire un nombre et une unité (minutes, heures, heures ouvrées, jours, jours ouvrés, jours "
            "ouvrables, semaines, mois, ans), par exemple « 15 jours » ou « 4 heures ouvrées ».",
        ),
        (
            Kind.FREQUENCY,
            "une fréquence. Écrire un nombre et une période, par exemple « 2 par an », « tous les 6 mois » ou "
            "« quotidienne ».",
        ),
        (
            Kind.COUNT,
            "un nombre. Écrire un nombre entier et, au besoin, ce qu'il compte, par exemple « 14 versions ».",
        ),
        (Kind.AMOUNT, "un montant. Écrire une somme en euros, par exemple « 60 € HT », ou « gratuit »."),
        (
            Kind.COUNTRIES,
            "une liste de pays. Écrire des noms de pays, par exemple « France » ou « France et Irlande ».",
        ),
    ],
)
def test_what_each_kind_allows(kind: Kind, allowed: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_as(kind, "dès que possible")
    assert str(caught.value) == f"« dès que possible » ne se lit pas comme {allowed}"


OTHER_KIND = "la valeur et le seuil ne sont pas de même nature. Donner la valeur dans la nature du seuil."


@pytest.mark.parametrize(
    ("value", "limit", "at_most", "message"),
    [
        ("15 jours", "2 par an", True, OTHER_KIND),
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
    ("value", "limit", "at_most", "expected"),
    [
        ("gratuit", "60 € TTC", True, True),
        ("gratuit", "60 € TTC", False, False),
        ("60 € TTC", "0 € HT", True, False),
        ("60 € TTC", "60 €", True, True),
        ("60 € HT", "60 €", False, True),
        ("60 €", "60 €", True, True),
        ("14", "14 versions", False, True),
        ("14 versions", "14", False, True),
        ("14 jeux complets", "14 jeu complet", True, True),
    ],
)
def test_what_is_compared_without_its_tax_or_its_noun(value: str, limit: str, at_most: bool, expected: bool) -> None:
    assert meets(parse(value), parse(limit), at_most=at_most) is expected


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


def test_a_quantity_that_contradicts_itself_cannot_be_built() -> None:
    one, two = Fraction(1), Fraction(2)
    for build in (
        lambda: Duration(two, one, Unit.DAY),
        lambda: Duration(-one, one, Unit.DAY),
        lambda: Frequency(two, one, one, Unit.DAY),
        lambda: Count(two, one),
        lambda: Amount(two, one),
    ):
        with pytest.raises(QuantityError) as caught:
            build()
        assert str(caught.value) == f"une fourchette va {RANGE}"
    with pytest.raises(QuantityError) as never:
        Frequency(one, one, Fraction(0), Unit.DAY)
    assert str(never.value) == "une fréquence compte par période non nulle, par exemple « tous les 6 mois »."
    assert Frequency(one, one, Fraction(1, 2), Unit.DAY).every == Fraction(1, 2)
    assert Count(Fraction(0), Fraction(0)) == Count(Fraction(0), Fraction(0), "")


UNIT_WORDS = {
    Unit.MINUTE: ("minutes", True),
    Unit.HOUR: ("heures", True),
    Unit.DAY: ("jours", False),
    Unit.WEEK: ("semaines", True),
    Unit.MONTH: ("mois", False),
    Unit.YEAR: ("ans", False),
    Unit.WORKING_MINUTE: ("minutes ouvrées", True),
    Unit.WORKING_HOUR: ("heures ouvrées", True),
    Unit.WORKING_DAY: ("jours ouvrés", False),
    Unit.BUSINESS_DAY: ("jours ouvrables", False),
}


@pytest.mark.parametrize("unit", Unit)
def test_units_agree_in_number_and_gender(unit: Unit) -> None:
    words, feminine = UNIT_WORDS[unit]
    assert (unit.plural(), unit.is_feminine) == (words, feminine)
    one, two = (Duration(Fraction(n), Fraction(n), unit) for n in (1, 2))
    assert (plain(one), plain(two)) == (f"1 {unit.value}", f"2 {words}")
    calendar = (" calendaire", " calendaires") if unit is Unit.DAY else ("", "")
    told = {Unit.WORKING_HOUR: "Heure ouvrée", Unit.WORKING_DAY: "Jour ouvré"}.get(unit, unit.value)
    assert legal(one) == f"{'une' if feminine else 'un'} (1) {told}{calendar[0]}"
    assert legal(two) == f"deux (2) {words.capitalize() if unit.value != told else words}{calendar[1]}"


@pytest.mark.parametrize(
    ("text", "plainly", "legally"),
    [
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
        ("1 par heure ouvrée", "1 fois par heure ouvrée", "une (1) fois par Heure ouvrée"),
        ("FR", "France", "France"),
        ("FR, IE, DE", "France, Irlande et Allemagne", "France, Irlande et Allemagne"),
    ],
)
def test_written_plainly_and_as_contracts_do(text: str, plainly: str, legally: str) -> None:
    assert (plain(parse(text)), legal(parse(text))) == (plainly, legally)


@pytest.mark.parametrize(
    ("value", "limit", "at_most", "phrase"),
    [
        ("16 jours", "15 jours", True, "16 jours au lieu de 15 jours au plus, soit 1 jour de trop"),
        ("14 jours", "15 jours", False, "14 jours au lieu de 15 jours au moins, soit 1 jour de moins"),
        (
            "10 à 20 jours",
            "15 jours",
            True,
            "10 à 20 jours au lieu de 15 jours au plus, soit jusqu'à 5 jours de trop",
        ),
        ("20 jours", "10 à 15 jours", True, "20 jours au lieu de 15 jours au plus, soit 5 jours de trop"),
        ("5 jours", "10 à 15 jours", False, "5 jours au lieu de 10 jours au moins, soit 5 jours de moins"),
        (
            "20 jours",
            "15 jours calendaires",
            True,
            "20 jours au lieu de 15 jours calendaires au plus, soit 5 jours de trop",
        ),
        ("20 minutes", "1 jour", False, "20 minutes, soit environ 0,01 jour, au lieu de 1 jour au moins"),
        ("10 minutes", "1 heure", False, "10 minutes, soit 10 minutes, au lieu de 1 heure au moins"),
        (
            "24/48 h",
            "3 jours",
            False,
            "24 à 48 heures, soit parfois seulement 1 jour, au lieu de 3 jours au moins",
        ),
        (
            "3 heures ouvrées",
            "1 jour ouvré",
            False,
            "3 heures ouvrées, soit environ 0,38 jour ouvré, au lieu de 1 jour ouvré au moins",
        ),
        ("12 heures", "1 jour", False, "12 heures, soit 0,5 jour, au lieu de 1 jour au moins"),
        (
            "2 par an",
            "1 par an",
            True,
            "2 fois par an au lieu de 1 fois par an au plus",
        ),
        (
            "3 par mois",
            "1 par semaine",
            False,
            "3 fois par mois au lieu de 1 fois par semaine au moins, soit environ 36 par an au lieu de 52",
        ),
        (
            "1 à 3 versions",
            "5 à 7 versions",
            False,
            "1 à 3 versions au lieu de 5 versions au moins, soit 4 de moins",
        ),
        (
            "8 à 9 versions",
            "5 à 7 versions",
            True,
            "8 à 9 versions au lieu de 7 versions au plus, soit 2 de trop",
        ),
        ("70,50 € HT", "50 à 60 € HT", True, "70,50 € HT au lieu de 60 € HT au plus, soit 10,50 € de trop"),
        ("40 €", "50 à 60 €", False, "40 € au lieu de 50 € au moins, soit 10 € de moins"),
        (
            "Suisse, Maroc, France",
            "France et Irlande",
            True,
            "Suisse et Maroc hors de la liste admise (France et Irlande)",
        ),
        ("15 jours", "2 par an", True, "15 jours au lieu de 2 fois par an"),
    ],
)
def test_by_how_much_a_value_falls_short(value: str, limit: str, at_most: bool, phrase: str) -> None:
    assert shortfall(parse(value), parse(limit), at_most=at_most) == phrase


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("au plus 1h30", Duration(Fraction(0), Fraction(3, 2), Unit.HOUR)),
        ("0h30 maximum", Duration(Fraction(0), Fraction(30), Unit.MINUTE)),
        ("au plus J+1", Duration(Fraction(0), Fraction(2), Unit.WORKING_DAY)),
        ("J+0", Duration(Fraction(1), Fraction(1), Unit.WORKING_DAY)),
        ("2/10 jours", Duration(Fraction(2), Fraction(10), Unit.DAY)),
        ("24 heures calendaires", Duration(Fraction(24), Fraction(24), Unit.HOUR)),
        ("au plus quotidienne", Frequency(Fraction(0), Fraction(1), Fraction(1), Unit.DAY)),
        ("tous les 1,5 mois", Frequency(Fraction(1), Fraction(1), Fraction(3, 2), Unit.MONTH)),
        ("au maximum tous les 2 trimestres", Frequency(Fraction(0), Fraction(1), Fraction(6), Unit.MONTH)),
        ("60,5 € ttc", parse("60,50 € TTC")),
        ("60 € toutes taxes comprises", parse("60 € TTC")),
        ("60 € hors taxe", parse("60 € HT")),
        ("10 à 20,55 €", Amount(Fraction(10), Fraction("20.55"))),
        ("France ou Irlande", Countries(("FR", "IE"))),
        ("France / Irlande", Countries(("FR", "IE"))),
        ("123456789012 jours", Duration(Fraction(123456789012), Fraction(123456789012), Unit.DAY)),
    ],
)
def test_less_usual_texts(text: str, value: object) -> None:
    assert parse(text) == value


@pytest.mark.parametrize("text", ["J+1 calendaire", "15 jours calendaires", "au plus 15 jours calendaires"])
def test_calendar_days_are_said_again(text: str) -> None:
    value = parse(text)
    assert isinstance(value, Duration)
    assert value.calendar_stated
    assert "jours calendaires" in plain(value)
    other = parse(text.replace(" calendaires", "").replace("calendaire", "ouvré"))
    assert isinstance(other, Duration)
    assert not other.calendar_stated
