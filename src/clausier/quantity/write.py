"""Quantities in French, plainly (« 15 jours ») or as contracts do (« quinze (15) jours calendaires »).

Spaces are plain; `french.typeset` makes the no-break ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from clausier.french import country_name, ends_with_one, figures, fold, join, number_words, plural
from clausier.quantity.units import Amount, Count, Countries, Duration, Frequency, Quantity, Tax, Unit

_DEFINED_TERMS = frozenset({Unit.WORKING_HOUR, Unit.WORKING_DAY})
# Enough genders for what contracts count; the figure alone stands where « un » or « une » is not sure.
_FEMININE = re.compile(
    r".*(?:ions?|ies?|ites?|ures?|ances?|ences?)|(?:sauvegarde|personne|machine|licence|boite|page|remise)s?"
)
_MASCULINE = re.compile(
    r"|.*(?:ments?|ages?|eurs?|iers?|orts?|ests?|ais)|(?:poste|compte|exemplaire|site|jeu|delai|logiciel)s?"
)


@dataclass(frozen=True, slots=True)
class _Style:
    """How numbers (with their noun's gender) and units (« jours », « Heures ouvrées ») are written."""

    number: Callable[[Fraction, bool], str]
    unit: Callable[[str, Unit], str]
    states_calendar: bool


def plain(quantity: Quantity) -> str:
    """« 15 jours », « 8 heures ouvrées », « 2 fois par an », « 60 € HT », « 24 à 48 heures »."""
    match quantity:
        case Amount():
            return f"{_range(quantity, _euros)} € {quantity.tax}".rstrip() + _bound(quantity)
        case Countries():
            return join(country_name(code) for code in quantity.codes)
    return _written(quantity, _PLAIN)


def legal(quantity: Quantity) -> str:
    """« quinze (15) jours calendaires », « deux (2) fois par an »; figures alone for what is not whole."""
    match quantity:
        case Amount():
            return _legal_amount(quantity)
        case Countries():
            return plain(quantity)
    return _written(quantity, _LEGAL)


def _written(quantity: Duration | Frequency | Count, style: _Style) -> str:
    match quantity:
        case Duration():
            return _duration(quantity, style) + _bound(quantity)
        case Frequency():
            return _frequency(quantity, style) + _bound(quantity)
        case Count():
            numbers = _range(quantity, lambda n: _counted(n, quantity.noun, style))
            return f"{numbers} {quantity.noun}".rstrip() + _bound(quantity)


def _counted(n: Fraction, noun: str, style: _Style) -> str:
    head = fold(noun).partition(" ")[0]
    feminine = bool(_FEMININE.fullmatch(head))
    agrees = ends_with_one(int(n))
    return style.number(n, feminine) if feminine or not agrees or _MASCULINE.fullmatch(head) else figures(n)


def _duration(duration: Duration, style: _Style) -> str:
    n, unit = duration.high, duration.unit
    if unit is Unit.HOUR and duration.low in (0, n) and n.denominator != 1 and 60 % n.denominator == 0:
        return _clock(int(60 * n), style)
    calendar = duration.calendar_stated or (style.states_calendar and unit is Unit.DAY)
    return f"{_range(duration, lambda n: style.number(n, unit.is_feminine))} {_unit(n, unit, style, calendar)}"


def _clock(minutes: int, style: _Style) -> str:
    if minutes < 60:
        return f"{style.number(Fraction(minutes), True)} {_unit(Fraction(minutes), Unit.MINUTE, style)}"
    return f"{figures(minutes // 60)} h {minutes % 60:02d}"


def _frequency(frequency: Frequency, style: _Style) -> str:
    every, unit = frequency.every, frequency.unit
    count = f"{_range(frequency, lambda n: style.number(n, True))} fois"
    if every == 1:
        return f"{count} par {style.unit(unit.value, unit)}"
    all_the = "toutes les" if unit.is_feminine else "tous les"
    period = f"{all_the} {style.number(every, unit.is_feminine)} {_unit(every, unit, style)}"
    return period if frequency.low == frequency.high == 1 else f"{count} {period}"


def _unit(n: Fraction, unit: Unit, style: _Style, calendar: bool = False) -> str:
    word = style.unit(plural(n, unit.value, unit.plural()), unit)
    return f"{word} {plural(n, 'calendaire', 'calendaires')}" if calendar else word


def _range(quantity: Duration | Frequency | Count | Amount, number: Callable[[Fraction], str]) -> str:
    low, high = quantity.low, quantity.high
    return number(high) if low in (0, high) else f"{number(low)} à {number(high)}"


def _bound(quantity: Duration | Frequency | Count | Amount) -> str:
    """A range from nothing is what « au plus » says."""
    return " au plus" if quantity.low == 0 < quantity.high else ""


def _spelled(n: Fraction, feminine: bool) -> str:
    return f"{number_words(int(n), feminine)} ({figures(n)})" if n.denominator == 1 else figures(n)


def _defined(word: str, unit: Unit) -> str:
    return word.capitalize() if unit in _DEFINED_TERMS else word


_PLAIN = _Style(lambda n, _: figures(n), lambda word, _: word, states_calendar=False)
_LEGAL = _Style(_spelled, _defined, states_calendar=True)


def _euros(n: Fraction) -> str:
    return figures(n, 0 if n.denominator == 1 else 2)


def _legal_amount(amount: Amount) -> str:
    """« soixante euros hors taxes (60 € HT) »; a range or cents stay in figures."""
    shown = plain(amount)
    if amount.low != amount.high or amount.high.denominator != 1:
        return shown
    words = number_words(int(amount.high))
    link = " d'" if re.search(r"(?:million|milliard)s?$", words) else " "
    tax = {Tax.EXCLUDED: " hors taxes", Tax.INCLUDED: " toutes taxes comprises"}.get(amount.tax, "")
    return f"{words}{link}{plural(amount.high, 'euro', 'euros')}{tax} ({shown})"
