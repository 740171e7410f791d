"""When people work: said once, printed by the definitions and counted by the engine."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from clausier.french import join, number_words
from clausier.model.base import Model, OneOrMany
from clausier.model.text import TextFamily, TextField, TextShape
from clausier.quantity import WorkingTime

DAYS, SPANS, HOURS = "jours_ouvres", "plages_ouvrees", "heures_par_jour"
NAMES = frozenset({DAYS, SPANS, HOURS})
"""What definitions may name: « du lundi au vendredi », « de 9 heures à 12 heures 30 et … », « huit (8) »."""
DEFINITION = TextField(TextShape.LINE, TextFamily.CLAUSE, NAMES, free=True)
EXAMPLE = "Écrire « 9:00-12:30 », entre guillemets."


class Weekday(StrEnum):
    MONDAY = "lundi"
    TUESDAY = "mardi"
    WEDNESDAY = "mercredi"
    THURSDAY = "jeudi"
    FRIDAY = "vendredi"
    SATURDAY = "samedi"


def _span(value: str) -> str:
    if len(_ends(value)) != 2:
        raise ValueError(f"« {value} » n'est pas une plage. {EXAMPLE}")
    return value


def _ends(value: str) -> list[time]:
    try:
        return [time.fromisoformat(one.strip().rjust(5, "0")) for one in value.split("-")]
    except ValueError:
        return []


Span = Annotated[str, AfterValidator(_span)]


class WorkingHours(Model, title="Les jours et les heures de travail, que les textes disent et que le moteur compte."):
    """Days from `first` to `last`, Sunday never; hours of each, a whole number of them in all."""

    first: Weekday = Field(Weekday.MONDAY, alias="du", description="Premier jour ouvré de la semaine.")
    last: Weekday = Field(Weekday.FRIDAY, alias="au", description="Dernier jour ouvré de la semaine.")
    spans: OneOrMany[Span] = Field(
        ("9:00-12:30", "13:30-18:00"),
        alias="plages",
        description="Les heures ouvrées d'un jour, en un nombre entier d'heures : « 9:00-12:30 ».",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self._days() < 1:
            raise ValueError(f"le {self.last} vient avant le {self.first}.")
        ends = [one for span in self.spans for one in _ends(span)]
        if not ends or any(not before < after for before, after in pairwise(ends)):
            raise ValueError("les plages ne se suivent pas. Les écrire du matin au soir, sans qu'elles se touchent.")
        if self._minutes() % 60:
            hours, minutes = divmod(self._minutes(), 60)
            raise ValueError(f"les plages font {hours} h {minutes:02} : un nombre entier d'heures est attendu.")
        return self

    @property
    def counted(self) -> WorkingTime:
        """As the engine converts it."""
        return WorkingTime(hours=self._minutes() // 60, days=self._days())

    @property
    def texts(self) -> dict[str, str]:
        """As definitions print it: name → text."""
        hours = self.counted.hours
        days = f"du {self.first} au {self.last}" if self._days() > 1 else f"le {self.first}"
        spans = [" à ".join(map(_told, _ends(span))) for span in self.spans]
        return {
            DAYS: days,
            SPANS: join([f"de {span}" for span in spans]),
            HOURS: f"{number_words(hours, feminine=True)} ({hours})",
        }

    def _days(self) -> int:
        days = [*Weekday]
        return days.index(self.last) - days.index(self.first) + 1

    def _minutes(self) -> int:
        return sum(_minutes(end) - _minutes(start) for start, end in map(_ends, self.spans))


def _minutes(moment: time) -> int:
    return 60 * moment.hour + moment.minute


def _told(moment: time) -> str:
    """« 12 heures 30 »."""
    hours = f"{moment.hour} heure{'s' if moment.hour > 1 else ''}"
    return f"{hours} {moment.minute:02}" if moment.minute else hours
