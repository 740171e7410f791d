"""What is said of a text that is refused, and how units agree and are said again, word for word."""

from __future__ import annotations

from fractions import Fraction

import pytest

from clausier.quantity import (
    Amount,
    Count,
    Duration,
    Frequency,
    Kind,
    QuantityError,
    Unit,
    legal,
    parse,
    parse_as,
    plain,
)

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


@pytest.mark.parametrize("text", ["J+1 calendaire", "15 jours calendaires", "au plus 15 jours calendaires"])
def test_calendar_days_are_said_again(text: str) -> None:
    value = parse(text)
    assert isinstance(value, Duration)
    assert value.calendar_stated
    assert "jours calendaires" in plain(value)
    other = parse(text.replace(" calendaires", "").replace("calendaire", "ouvré"))
    assert isinstance(other, Duration)
    assert not other.calendar_stated
