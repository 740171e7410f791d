"""Which delays and frequencies make sense in a contract: neither nothing, nor more than anybody could wait or do."""

from __future__ import annotations

from fractions import Fraction

from clausier.french import number_words
from clausier.quantity.convert import longest_days
from clausier.quantity.units import Duration, Frequency, Quantity, Unit

YEARS = 100
PER_DAY = 86_400
CHECK = "Vérifier le nombre et l'unité."
"""What to do about a figure that is out of bounds."""


def out_of_bounds(text: str, quantity: Quantity | None, years: int = YEARS) -> str:
    """Why this figure is no delay or frequency of a contract, bounds included; empty if it is, and for other kinds.

    `years` is the longest delay that is admitted; a frequency goes from once in as long to once a second.
    """
    longest = longest_days(Fraction(years), Unit.YEAR)
    if isinstance(quantity, Duration):
        if not quantity.high:
            return f"« {text} » est nul : un délai va d'une minute à {_told(years)}."
        return f"« {text} » dépasse {_told(years)}." if longest_days(quantity.high, quantity.unit) > longest else ""
    if isinstance(quantity, Frequency):
        bounds = "une fréquence va d'une fois tous les {} à une fois par seconde"
        period = longest_days(quantity.every, quantity.unit)
        if not quantity.high:
            return f"« {text} » est nul : {bounds.format(_told(years))}."
        is_sound = period / quantity.high <= longest and quantity.high / period <= PER_DAY
        return "" if is_sound else f"« {text} » est hors des bornes : {bounds.format(_told(years))}."
    return ""


def _told(years: int) -> str:
    """Told to those alone who are out of bounds: the table of numbers in words takes long to load."""
    return f"{number_words(years)} ans"
