"""The nouns of measurement: kinds, units, quantities, and the error of those who read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar


class QuantityError(ValueError):
    """A quantity that cannot be read or compared; the message, in French, says what is allowed."""


@dataclass(frozen=True, slots=True)
class _Range:
    """What goes from a number to one that is no smaller."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise QuantityError("une fourchette va du plus petit nombre au plus grand, par exemple « 24 à 48 heures ».")


class Kind(StrEnum):
    DURATION = "duree"
    FREQUENCY = "frequence"
    COUNT = "nombre"
    AMOUNT = "montant"
    COUNTRIES = "pays"


class Unit(StrEnum):
    """A unit of time; the value is its French singular."""

    MINUTE = "minute"
    HOUR = "heure"
    DAY = "jour"
    WEEK = "semaine"
    MONTH = "mois"
    YEAR = "an"
    WORKING_MINUTE = "minute ouvrée"
    WORKING_HOUR = "heure ouvrée"
    WORKING_DAY = "jour ouvré"
    BUSINESS_DAY = "jour ouvrable"

    @property
    def is_feminine(self) -> bool:
        return self.value.startswith(("minute", "heure", "semaine"))

    def plural(self) -> str:
        """The French plural: « heures ouvrées », « mois »."""
        return " ".join(word if word.endswith("s") else f"{word}s" for word in self.value.split())


class Tax(StrEnum):
    UNSTATED = ""
    EXCLUDED = "HT"
    INCLUDED = "TTC"


@dataclass(frozen=True, slots=True)
class Duration(_Range):
    """From `low` to `high` of a unit; equal ends for one figure, `low` = 0 for « au plus »."""

    kind: ClassVar[Kind] = Kind.DURATION
    unit: Unit
    calendar_stated: bool = field(default=False, compare=False)  # « jours calendaires », not bare « jours »


@dataclass(frozen=True, slots=True)
class Frequency(_Range):
    """From `low` to `high` times every `every` units: « tous les 6 mois » is once every 6 months."""

    kind: ClassVar[Kind] = Kind.FREQUENCY
    every: Fraction
    unit: Unit

    def __post_init__(self) -> None:
        _Range.__post_init__(self)
        if self.every <= 0:
            raise QuantityError("une fréquence compte par période non nulle, par exemple « tous les 6 mois ».")


@dataclass(frozen=True, slots=True)
class Count(_Range):
    """From `low` to `high` things; `noun` as written (« versions »), or empty."""

    kind: ClassVar[Kind] = Kind.COUNT
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Amount(_Range):
    """From `low` to `high` euros."""

    kind: ClassVar[Kind] = Kind.AMOUNT
    tax: Tax = Tax.UNSTATED


@dataclass(frozen=True, slots=True)
class Countries:
    """ISO 3166-1 alpha-2 codes, each once, in the order written."""

    kind: ClassVar[Kind] = Kind.COUNTRIES
    codes: tuple[str, ...]


Quantity = Duration | Frequency | Count | Amount | Countries
