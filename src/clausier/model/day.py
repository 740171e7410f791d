"""A day as French people write it, in files, tables, forms and options: the only reader of dates.

Day before month, the year in four digits; ISO too, which is how a dossier keeps it.
"""

from __future__ import annotations

import re
from datetime import date

from clausier.french import MONTHS, fold

YEARS = range(1900, 2200)
"""Of the dates that a file may give: a delay of some years before or after one is still a date."""
_SHORT = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_RANKS = {**{fold(month): rank for rank, month in enumerate(MONTHS, start=1)}, **_SHORT}
_WORDS = "|".join(sorted(_RANKS, key=len, reverse=True))
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_FIGURES = re.compile(rf"(?P<day>[0-9]{{1,2}}) ?[/.-] ?(?P<month>[0-9]{{1,2}}) ?[/.-] ?{_YEAR}")
_LONG = re.compile(rf"(?:le )?(?P<day>[0-9]{{1,2}})(?: ?er)? (?P<month>{_WORDS})\.? {_YEAR}")
PATTERN = "^({})$".format(
    "|".join(
        (
            "[0-9]{4}-[0-9]{2}-[0-9]{2}",
            "[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{4}",
            "([Ll]e )?[0-9]{1,2}( ?er)? [^0-9]+ [0-9]{4}",
        )
    )
)
"""For a JSON schema: what may be a date, whether or not it is in the calendar."""
LONGEST_SHOWN = 40
ALLOWED = "Écrire AAAA-MM-JJ, par exemple 2026-09-15, ou bien 15/09/2026 ou 15 septembre 2026."


def looks_like_a_day(text: str) -> bool:
    """Is it written as a date, be it one that does not exist?"""
    return _spelling(text) is not None


def read_day(text: str) -> date:
    """The day that a text writes; ValueError, in French, if it is none, ambiguous or of another century."""
    found, text = _spelling(text), text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    if found is None:
        raise ValueError(f"« {text} » n'est pas une date. {ALLOWED}")
    day, month, year = int(found["day"]), _RANKS.get(found["month"]) or int(found["month"]), found["year"]
    if len(year) == 2:
        raise ValueError(f"la date « {text} » est ambiguë : son année a deux chiffres. {_with_year(day, month, year)}")
    return _existing(text, int(year), month, day)


def _spelling(text: str) -> re.Match[str] | None:
    plain = fold(" ".join(text.split()))
    return next((found for one in (_ISO, _FIGURES, _LONG) if (found := one.fullmatch(plain))), None)


def _existing(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        order = " Le jour s'écrit avant le mois." if month > len(MONTHS) >= day else ""
        raise ValueError(f"la date « {text} » n'existe pas au calendrier.{order}") from None
    if found.year not in YEARS:
        raise ValueError(f"la date « {text} » est hors des années {YEARS[0]} à {YEARS[-1]}. Vérifier l'année.")
    return found


def _with_year(day: int, month: int, year: str) -> str:
    """What to write instead: the day first, as everywhere here, in this century."""
    try:
        return f"Écrire {date(2000 + int(year), month, day):%d/%m/%Y} si c'est ce jour-là, avec les quatre chiffres."
    except ValueError:
        return f"L'écrire en quatre chiffres. {ALLOWED}"
