"""What the texts of dossiers and clauses mean, and what is refused."""

from __future__ import annotations

import pytest

from clausier.quantity import Countries, Duration, Kind, Quantity, QuantityError, Tax, Unit, parse, parse_as
from tests.quantity.values import KINDS, amount, count, duration, frequency

DURATIONS = [
    ("15 jours", duration(15, Unit.DAY)),
    ("quinze (15) jours", duration(15, Unit.DAY)),
    ("15 (quinze) jours", duration(15, Unit.DAY)),
    ("quinze jours", duration(15, Unit.DAY)),
    ("QUINZE  Jours", duration(15, Unit.DAY)),
    ("15\u00a0jours\u202fcalendaires", duration(15, Unit.DAY)),
    ("15j", duration(15, Unit.DAY)),
    ("15 jour(s)", duration(15, Unit.DAY)),
    ("vingt et un jours", duration(21, Unit.DAY)),
    ("quatre-vingt-dix jours", duration(90, Unit.DAY)),
    ("1,5 jour", duration("3/2", Unit.DAY)),
    ("1 200 jours", duration(1200, Unit.DAY)),
    ("72h", duration(72, Unit.HOUR)),
    ("1h30", duration("3/2", Unit.HOUR)),
    ("1 heure et 30 minutes", duration("3/2", Unit.HOUR)),
    ("0h20", duration(20, Unit.MINUTE)),
    ("30 mn", duration(30, Unit.MINUTE)),
    ("30 min.", duration(30, Unit.MINUTE)),
    ("30 minutes", duration(30, Unit.MINUTE)),
    ("30 minutes ouvrées", duration(30, Unit.WORKING_MINUTE)),
    ("4 heures ouvrees", duration(4, Unit.WORKING_HOUR)),
    ("2 semaines", duration(2, Unit.WEEK)),
    ("1 mois", duration(1, Unit.MONTH)),
    ("un an", duration(1, Unit.YEAR)),
    ("deux années", duration(2, Unit.YEAR)),
    ("5 jours ouvrés", duration(5, Unit.WORKING_DAY)),
    ("cinq (5) Jours ouvrés", duration(5, Unit.WORKING_DAY)),
    ("6 jours ouvrables", duration(6, Unit.BUSINESS_DAY)),
    ("J+1", duration(2, Unit.WORKING_DAY)),
    ("j + 1 ouvré", duration(2, Unit.WORKING_DAY)),
    ("J+1 calendaire", duration(2, Unit.DAY)),
    ("J+1 ouvrable", duration(2, Unit.BUSINESS_DAY)),
    ("24/48 h", duration(24, Unit.HOUR, 48)),
    ("24 à 48 heures", duration(24, Unit.HOUR, 48)),
    ("24h-48h", duration(24, Unit.HOUR, 48)),
    ("de 24 à 48 heures", duration(24, Unit.HOUR, 48)),
    ("deux ou trois jours", duration(2, Unit.DAY, 3)),
    ("entre 5 et 10 jours ouvrés", duration(5, Unit.WORKING_DAY, 10)),
    ("au plus 15 jours", duration(0, Unit.DAY, 15)),
    ("15 jours maximum", duration(0, Unit.DAY, 15)),
    ("sous 48 h", duration(0, Unit.HOUR, 48)),
    ("dans les 8 jours", duration(0, Unit.DAY, 8)),
    ("dans un délai de 8 jours", duration(0, Unit.DAY, 8)),
]
FREQUENCIES = [
    ("1 par jour", frequency(1, Unit.DAY)),
    ("1/jour", frequency(1, Unit.DAY)),
    ("quotidienne", frequency(1, Unit.DAY)),
    ("Quotidien", frequency(1, Unit.DAY)),
    ("tous les jours", frequency(1, Unit.DAY)),
    ("chaque nuit", frequency(1, Unit.DAY)),
    ("2 par an", frequency(2, Unit.YEAR)),
    ("2 fois par an", frequency(2, Unit.YEAR)),
    ("deux (2) fois par an", frequency(2, Unit.YEAR)),
    ("deux fois l’an", frequency(2, Unit.YEAR)),
    ("2x/an", frequency(2, Unit.YEAR)),
    ("1 à 2 fois par an", frequency(2, Unit.YEAR, low=1)),
    ("au plus 2 par an", frequency(2, Unit.YEAR, low=0)),
    ("hebdomadaires", frequency(1, Unit.WEEK)),
    ("mensuelle", frequency(1, Unit.MONTH)),
    ("bimensuel", frequency(2, Unit.MONTH)),
    ("trimestriel", frequency(1, Unit.MONTH, every=3)),
    ("1 par trimestre", frequency(1, Unit.MONTH, every=3)),
    ("semestrielle", frequency(1, Unit.MONTH, every=6)),
    ("tous les 6 mois", frequency(1, Unit.MONTH, every=6)),
    ("tous les deux semestres", frequency(1, Unit.MONTH, every=12)),
    ("annuellement", frequency(1, Unit.YEAR)),
    ("une fois tous les deux ans", frequency(1, Unit.YEAR, every=2)),
    ("toutes les 4 heures", frequency(1, Unit.HOUR, every=4)),
    ("toutes les 4 heures ouvrées", frequency(1, Unit.WORKING_HOUR, every=4)),
    ("1 par jour ouvré", frequency(1, Unit.WORKING_DAY)),
    ("tous les jours ouvrés", frequency(1, Unit.WORKING_DAY)),
]
OTHERS = [
    ("14", count(14)),
    ("14 versions", count(14, "versions")),
    ("quatorze (14) versions", count(14, "versions")),
    ("7 à 14 versions", count(7, "versions", 14)),
    ("3 dernières générations", count(3, "dernières générations")),
    ("60 € HT", amount("60", Tax.EXCLUDED)),
    ("60 euros hors taxes", amount("60", Tax.EXCLUDED)),
    ("72€ TTC", amount("72", Tax.INCLUDED)),
    ("1 200,50 €", amount("1200.5")),
    ("soixante euros", amount("60")),
    ("Gratuit", amount("0")),
    ("France", Countries(("FR",))),
    ("la France", Countries(("FR",))),
    ("France, Allemagne et Irlande", Countries(("FR", "DE", "IE"))),
    ("FR ; DE ; FR", Countries(("FR", "DE"))),
    ("Trinité-et-Tobago, France", Countries(("TT", "FR"))),
]
LESS_USUAL = [
    ("au plus 1h30", duration(0, Unit.HOUR, "3/2")),
    ("0h30 maximum", duration(0, Unit.MINUTE, 30)),
    ("au plus J+1", duration(0, Unit.WORKING_DAY, 2)),
    ("J+0", duration(1, Unit.WORKING_DAY)),
    ("24\u201348 h", duration(24, Unit.HOUR, 48)),
    ("24 \u2014 48 h", duration(24, Unit.HOUR, 48)),
    ("2/10 jours", duration(2, Unit.DAY, 10)),
    ("24 heures calendaires", duration(24, Unit.HOUR)),
    ("au plus quotidienne", frequency(1, Unit.DAY, low=0)),
    ("tous les 1,5 mois", frequency(1, Unit.MONTH, every="3/2")),
    ("au maximum tous les 2 trimestres", frequency(1, Unit.MONTH, every=6, low=0)),
    ("60,5 € ttc", amount("60.5", Tax.INCLUDED)),
    ("60 € toutes taxes comprises", amount("60", Tax.INCLUDED)),
    ("60 € hors taxe", amount("60", Tax.EXCLUDED)),
    ("10 à 20,55 €", amount("10", high="20.55")),
    ("France ou Irlande", Countries(("FR", "IE"))),
    ("France / Irlande", Countries(("FR", "IE"))),
    ("123456789012 jours", duration(123456789012, Unit.DAY)),
]
READABLE: list[tuple[str, Quantity]] = [*DURATIONS, *FREQUENCIES, *OTHERS, *LESS_USUAL]


@pytest.mark.parametrize(("text", "value"), READABLE)
def test_reads(text: str, value: Quantity) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(("text", "value"), READABLE)
def test_reads_as_its_kind_only(text: str, value: Quantity) -> None:
    own = KINDS[type(value)]
    assert parse_as(own, text) == value
    for other in set(Kind) - {own}:
        with pytest.raises(QuantityError):
            parse_as(other, text)


def test_calendar_days_remember_that_they_were_said() -> None:
    bare, stated = parse("15 jours"), parse("15 jours calendaires")
    assert isinstance(bare, Duration)
    assert isinstance(stated, Duration)
    assert (bare.calendar_stated, stated.calendar_stated) == (False, True)
    assert bare == stated


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "n'est pas une valeur"),
        ("   ", "n'est pas une valeur"),
        ("1" * 201, "n'est pas une valeur"),
        ("<15> jours", "n'est pas une valeur"),
        ("quinze (16) jours", "diffèrent"),
        ("15 jours francs", "« jours francs » n'est pas une unité claire"),
        ("4 heures ouvrables", "n'est pas une unité claire"),
        ("1 mois calendaire", "n'est pas une unité claire"),
        ("2 semaines ouvrées", "n'est pas une unité claire"),
        ("environ 15 jours", "« environ » ne fixe rien"),
        ("au moins 2 par an", "« au moins » ne fixe rien"),
        ("14 versions ou plus", "« ou plus » ne fixe rien"),
        ("moins de 48 h", "« moins de » ne fixe rien"),
        ("bisannuel", "se comprend de deux façons"),
        ("bimestrielle", "se comprend de deux façons"),
        ("1/2 jour", "fraction ou fourchette"),
        ("3/4 heures", "fraction ou fourchette"),
        ("10 à 5 jours", "du plus petit nombre au plus grand"),
        ("24/24 h", "du plus petit nombre au plus grand"),
        ("5 et 10 jours", "n'est pas une fourchette"),
        ("entre 5 à 10 jours", "n'est pas une fourchette"),
        ("de 5 jours", "n'est pas une fourchette"),
        ("1.200 jours", "ne se lit pas sûrement"),
        ("1,200 jours", "ne se lit pas sûrement"),
        ("9999999999999 jours", "trop long"),
        ("tous les 0 jours", "période non nulle"),
        ("2,5 versions", "nombre entier"),
        ("60,555 €", "ne se lit pas sûrement"),
        ("un mois et demi", "ne se lit pas"),
        ("rapidement", "ne se lit pas"),
        ("24/7", "du plus petit nombre au plus grand"),
        ("24 heures à 2 jours", "ne se lit pas"),
        ("2 jours et 4 heures", "ne se lit pas"),
        ("deux 500 jours", "ne se lit pas"),
        ("-5 jours", "ne se lit pas"),
        ("2² jours", "ne se lit pas"),
        ("½ jour", "ne se lit pas"),
        ("1h75", "ne se lit pas"),
        ("1h5", "ne se lit pas"),
        ("1 quinzaine", "ne se lit pas"),
        ("une dizaine", "ne se lit pas"),
        ("2 journées", "ne se lit pas"),
        ("10 m", "ne se lit pas"),
        ("1 fois", "ne se lit pas"),
        ("60 $", "ne se lit pas"),
        ("60 € HT par heure", "ne se lit pas"),
        ("un jour sur deux", "ne se lit pas"),
        ("6 fois par semaine le soir", "ne se lit pas"),
        ("Europe", "ne se lit pas"),
        ("Union européenne", "ne se lit pas"),
        ("France ou ailleurs", "ne se lit pas"),
        ("sans supplément", "ne se lit pas"),
        ("France,", "ne se lit pas"),
    ],
)
def test_refuses(text: str, message: str) -> None:
    with pytest.raises(QuantityError, match=message):
        parse(text)


def test_a_range_that_goes_down_cannot_be_built() -> None:
    with pytest.raises(QuantityError, match="du plus petit nombre au plus grand"):
        duration(3, Unit.DAY, 2)
