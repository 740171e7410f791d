"""The words and shapes that canonical texts may have (see `reading`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from clausier.quantity.reading import NUMBER
from clausier.quantity.units import Unit

UNIT_WORDS: Mapping[str, Unit] = MappingProxyType(
    dict.fromkeys(("minute", "minutes", "min", "mn"), Unit.MINUTE)
    | dict.fromkeys(("heure", "heures", "h"), Unit.HOUR)
    | dict.fromkeys(("jour", "jours", "j"), Unit.DAY)
    | dict.fromkeys(("semaine", "semaines", "sem"), Unit.WEEK)
    | dict.fromkeys(("mois",), Unit.MONTH)
    | dict.fromkeys(("an", "ans", "annee", "annees"), Unit.YEAR)
)
WORKING: Mapping[Unit, Unit] = MappingProxyType(
    {Unit.MINUTE: Unit.WORKING_MINUTE, Unit.HOUR: Unit.WORKING_HOUR, Unit.DAY: Unit.WORKING_DAY}
)
PERIODS: Mapping[str, tuple[int, Unit]] = MappingProxyType(
    {word: (1, unit) for word, unit in UNIT_WORDS.items()}
    | dict.fromkeys(("nuit", "nuits"), (1, Unit.DAY))
    | dict.fromkeys(("trimestre", "trimestres"), (3, Unit.MONTH))
    | dict.fromkeys(("semestre", "semestres"), (6, Unit.MONTH))
)
# Pattern, times, length of the period, its unit.
ADJECTIVES: tuple[tuple[str, int, int, Unit], ...] = (
    (r"quotidien(?:ne|nement)?|journali(?:er|ere|erement)", 1, 1, Unit.DAY),
    (r"hebdomadaire(?:ment)?", 1, 1, Unit.WEEK),
    (r"bimensuel(?:le|lement)?", 2, 1, Unit.MONTH),
    (r"mensuel(?:le|lement)?", 1, 1, Unit.MONTH),
    (r"trimestriel(?:le|lement)?", 1, 3, Unit.MONTH),
    (r"semestriel(?:le|lement)?", 1, 6, Unit.MONTH),
    (r"annuel(?:le|lement)?", 1, 1, Unit.YEAR),
)
AMBIGUOUS_ADJECTIVE = re.compile(
    r"(?:bisannuel|biannuel|biennal|bimestriel|bihebdomadaire|biquotidien|bijournalier)(?:le|ne|e)?s?"
)

_UNIT = "|".join(sorted(UNIT_WORDS, key=len, reverse=True))
_PERIOD = "|".join(sorted(PERIODS, key=len, reverse=True))
_QUALIFIER = r"(?: (?P<qualifier>ouvres?|ouvrees?|ouvrables?|calendaires?|francs?|franches?))?"
_LOW = rf"(?P<opening>de |entre )?(?P<low>{NUMBER})"
_HIGH = rf" ?(?P<link>a|et|ou|-|/) ?(?P<high>{NUMBER})"
_RANGE = rf"{_LOW}(?:{_HIGH})?"

# « 24h à 48h » repeats its unit.
DURATION = re.compile(rf"{_LOW}(?:(?: ?(?P<first>{_UNIT}))?{_HIGH})? ?(?P<unit>{_UNIT}){_QUALIFIER}")
HOURS_MINUTES = re.compile(
    r"(?P<hours>[0-9]{1,6}) ?(?:h|heures?) ?(?:et )?(?P<minutes>[0-5][0-9])(?: ?(?:min|mn|minutes?))?"
)
FROM_DAY = re.compile(rf"j ?\+ ?(?P<days>[0-9]{{1,6}})(?: jours?)?{_QUALIFIER}")
TIMES = re.compile(rf"{_RANGE} ?(?:fois|x)? ?(?:par |/ ?|l'|chaque )(?P<period>{_PERIOD}){_QUALIFIER}")
EVERY = re.compile(
    rf"(?:{_RANGE} ?(?:fois|x) )?(?:tous les|toutes les|chaque) "
    rf"(?:(?P<every>{NUMBER}) ?)?(?P<period>{_PERIOD}){_QUALIFIER}"
)
COUNT = re.compile(rf"{_RANGE}(?: (?P<noun>[a-z][a-z'-]{{2,}}(?: [a-z][a-z'-]{{2,}})?))?")
AMOUNT = re.compile(rf"{_RANGE} ?(?:€|euros?|eur)(?: ?(?P<tax>ht|ttc|hors taxes?|toutes taxes comprises))?")
FREE = re.compile(r"gratuit(?:e|s|es|ement)?")

# Words after a number that make it something else than a count of things.
_OTHER_UNITS = "journee seconde quinzaine week-end euro eur ht ttc ouvre ouvree ouvrable calendaire franc franche"
_MULTIPLES = "demi demie quart tiers moitie dizaine douzaine vingtaine trentaine centaine millier million milliard"
_LINKS = "fois par pour pas non sauf sur selon avec sans sous hors chaque tous toutes dont puis d'un d'une"
NOT_NOUNS = frozenset(PERIODS) | {
    form for words in (_OTHER_UNITS, _MULTIPLES, _LINKS) for word in words.split() for form in (word, f"{word}s")
}
