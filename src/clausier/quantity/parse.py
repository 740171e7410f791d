"""Texts to quantities. What is not surely one thing is refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from clausier.french import country_code, fold
from clausier.quantity import grammar
from clausier.quantity.reading import Reading, number, read
from clausier.quantity.units import (
    Amount,
    Count,
    Countries,
    Duration,
    Frequency,
    Kind,
    Quantity,
    QuantityError,
    Tax,
    Unit,
)

_ALLOWED = (
    "Écrire une durée (« 15 jours »), une fréquence (« 2 par an »), un nombre (« 14 versions »), "
    "un montant (« 60 € HT ») ou des pays (« France et Irlande »)."
)
_EXAMPLES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.DURATION: "une durée. Écrire un nombre et une unité (minutes, heures, heures ouvrées, jours, "
        "jours ouvrés, jours ouvrables, semaines, mois, ans), "
        "par exemple « 15 jours » ou « 4 heures ouvrées ».",
        Kind.FREQUENCY: "une fréquence. Écrire un nombre et une période, par exemple « 2 par an », "
        "« tous les 6 mois » ou « quotidienne ».",
        Kind.COUNT: "un nombre. Écrire un nombre entier et, au besoin, ce qu'il compte, par exemple « 14 versions ».",
        Kind.AMOUNT: "un montant. Écrire une somme en euros, par exemple « 60 € HT », ou « gratuit ».",
        Kind.COUNTRIES: "une liste de pays. Écrire des noms de pays, par exemple « France » ou « France et Irlande ».",
    }
)


@lru_cache(maxsize=1024)  # the points of a library say the same figures five times over
def parse(text: str) -> Quantity:
    """The quantity that the text surely is, of any kind; QuantityError otherwise."""
    reading = read(text)
    found: list[Quantity] = []
    refused: list[QuantityError] = []
    for kind in Kind:
        try:
            value = _attempt(kind, reading)
        except QuantityError as error:
            refused.append(error)
        else:
            found += [] if value is None else [value]
    if len(found) == 1:
        return found[0]
    raise refused[0] if refused and not found else QuantityError(f"« {text} » ne se lit pas. {_ALLOWED}")


@lru_cache(maxsize=1024)  # the contracts of a batch give the same values in the same words
def parse_as(kind: Kind, text: str) -> Quantity:
    """The quantity of this kind that the text says; QuantityError if it says anything else."""
    value = _attempt(kind, read(text))
    if value is None:
        raise QuantityError(f"« {text} » ne se lit pas comme {_EXAMPLES[kind]}")
    return value


def _attempt(kind: Kind, reading: Reading) -> Quantity | None:
    """None where the text does not look like the kind; QuantityError where it does and is unclear."""
    readers: Mapping[Kind, Callable[[Reading], Quantity | None]] = {
        Kind.DURATION: _duration,
        Kind.FREQUENCY: _frequency,
        Kind.COUNT: _count,
        Kind.AMOUNT: _amount,
        Kind.COUNTRIES: _countries,
    }
    return readers[kind](reading)


def _duration(reading: Reading) -> Duration | None:
    text = reading.canonical
    if match := grammar.HOURS_MINUTES.fullmatch(text):
        return _hours_minutes(reading, int(match["hours"]), int(match["minutes"]))
    if match := grammar.FROM_DAY.fullmatch(text):
        unit = _qualified(reading, Unit.DAY, match["qualifier"] or "ouvres")
        days = Fraction(int(match["days"]) + 1)
        return Duration(Fraction(0) if reading.at_most else days, days, unit, unit is Unit.DAY)
    if match := grammar.DURATION.fullmatch(text):
        if match["first"] and grammar.UNIT_WORDS[match["first"]] is not grammar.UNIT_WORDS[match["unit"]]:
            return None
        low, high = _range(reading, match)
        unit = _qualified(reading, grammar.UNIT_WORDS[match["unit"]], match["qualifier"])
        return Duration(low, high, unit, bool(match["qualifier"]) and unit is Unit.DAY)
    return None


def _hours_minutes(reading: Reading, hours: int, minutes: int) -> Duration:
    unit, n = (Unit.HOUR, Fraction(60 * hours + minutes, 60)) if hours else (Unit.MINUTE, Fraction(minutes))
    return Duration(Fraction(0) if reading.at_most else n, n, unit)


def _range(reading: Reading, match: re.Match[str]) -> tuple[Fraction, Fraction]:
    opening, linked = match["opening"], match["link"]
    if (opening == "entre ") != (linked == "et") or (opening == "de " and linked != "a"):
        raise QuantityError(
            f"« {reading.original} » n'est pas une fourchette. Écrire par exemple « 24 à 48 heures » "
            "ou « entre 5 et 10 jours »."
        )
    low, high = reading.ends(match["low"], match["high"])
    if linked == "/" and high < 10:
        raise QuantityError(
            f"« {reading.original} » se lit de deux façons (fraction ou fourchette). "
            "Écrire par exemple « 2 à 3 jours »."
        )
    return low, high


def _qualified(reading: Reading, unit: Unit, qualifier: str | None) -> Unit:
    if qualifier is None or (qualifier.startswith("calendaire") and unit in (Unit.DAY, Unit.HOUR)):
        return unit
    if qualifier.startswith("ouvrable") and unit is Unit.DAY:
        return Unit.BUSINESS_DAY
    if re.fullmatch("ouvree?s?", qualifier) and unit in grammar.WORKING:
        return grammar.WORKING[unit]
    raise QuantityError(
        f"« {reading.original} » : « {unit.plural()} {qualifier} » n'est pas une unité claire. "
        "Écrire des jours (calendaires), des jours ouvrés, des jours ouvrables ou des heures ouvrées, "
        "par exemple « 15 jours »."
    )


def _frequency(reading: Reading) -> Frequency | None:
    text = reading.canonical
    if grammar.AMBIGUOUS_ADJECTIVE.fullmatch(text):
        raise QuantityError(
            f"« {reading.original} » se comprend de deux façons. Écrire par exemple « 2 par an » ou « tous les 2 ans »."
        )
    for pattern, times, every, unit in grammar.ADJECTIVES:
        if re.fullmatch(f"(?:{pattern})s?", text):
            return Frequency(Fraction(0 if reading.at_most else times), Fraction(times), Fraction(every), unit)
    match = grammar.TIMES.fullmatch(text) or grammar.EVERY.fullmatch(text)
    return _counted_frequency(reading, match) if match else None


def _counted_frequency(reading: Reading, match: re.Match[str]) -> Frequency:
    low, high = _range(reading, match) if match["low"] else reading.ends("1", None)
    size, unit = grammar.PERIODS[match["period"]]
    every = match.groupdict().get("every")
    periods = size * (number(every) if every else Fraction(1))
    return Frequency(low, high, periods, _qualified(reading, unit, match["qualifier"]))


def _count(reading: Reading) -> Count | None:
    match = grammar.COUNT.fullmatch(reading.canonical)
    noun = (match and match["noun"]) or ""
    if not match or grammar.NOT_NOUNS & set(noun.split()):
        return None
    low, high = _range(reading, match)
    if low.denominator != 1 or high.denominator != 1:
        raise QuantityError(f"« {reading.original} » ne se lit pas comme {_EXAMPLES[Kind.COUNT]}")
    return Count(low, high, reading.text[len(reading.text) - len(noun) :])


def _amount(reading: Reading) -> Amount | None:
    if grammar.FREE.fullmatch(reading.canonical):
        return Amount(Fraction(0), Fraction(0))
    match = grammar.AMOUNT.fullmatch(reading.canonical)
    if not match:
        return None
    low, high = _range(reading, match)
    if (100 * low).denominator != 1 or (100 * high).denominator != 1:
        raise QuantityError(f"« {reading.original} » : un montant a deux décimales au plus, par exemple « 60,50 € ».")
    tax = {"h": Tax.EXCLUDED, "t": Tax.INCLUDED}.get((match["tax"] or " ")[0], Tax.UNSTATED)
    return Amount(low, high, tax)


def _countries(reading: Reading) -> Countries | None:
    items = [item.strip() for item in re.split("[,;/]", reading.text)]
    codes = [code for item in items for code in _country_codes(item)]
    if not all(codes) or reading.at_most:
        return None
    return Countries(tuple(dict.fromkeys(code for code in codes if code)))


def _country_codes(item: str) -> list[str | None]:
    """An item is one name, even with « et » inside, or names linked by « et »."""
    whole = country_code(item)
    if whole is not None:
        return [whole]
    linked = re.sub(r"^et ", "", fold(item))
    return [country_code(name) for name in re.split(r" (?:et|ou) ", linked)]
