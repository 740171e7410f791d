"""Quantities inside a sentence, each with its place: what `parse` reads, found where nobody set it apart.

Dates, hours of the clock (« de 9 h à 18 h ») and « 24 h/24, 7 j/7 » are no quantities, nor is a share capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from clausier.french import MONTHS, fold, normal
from clausier.quantity import grammar
from clausier.quantity.parse import parse_as
from clausier.quantity.units import Kind, Quantity, QuantityError
from clausier.quantity.write import plain

_WORD_NUMBER = (
    r"(?:zero|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|"
    r"quarante|cinquante|soixante|cents?|mille)"
)
_IN_WORDS = rf"{_WORD_NUMBER}(?:[ -](?:et[ -])?{_WORD_NUMBER})*"
_FIGURE = r"(?:[0-9]{1,3}(?:[ .][0-9]{3})+(?:,[0-9]{1,2})?|[0-9]+(?:[.,][0-9]{1,2})?)"
_NUMBER = rf"(?:{_FIGURE}(?: ?\( ?{_IN_WORDS} ?\))?|\b{_IN_WORDS}\b(?: ?\( ?{_FIGURE} ?\))?)"
_RANGE = rf"{_NUMBER}(?: ?(?:a|/|-|et|ou) ?{_NUMBER})?"
_UNIT = r"(?:minutes?|min|mn|heures?|h|jours?|j|semaines?|sem|mois|annees?|ans?)"
_QUALIFIER = r"(?: (?:ouvrees?|ouvres?|ouvrables?|calendaires?)\b)?"
_PERIOD = r"(?:minutes?|heures?|h|jours?|nuits?|semaines?|mois|trimestres?|semestres?|annees?|ans?)"
_MONTH = "|".join(fold(month) for month in MONTHS)

_NOTHING = re.compile(
    rf"\b[0-9]{{1,2}}(?:er)? (?:{_MONTH})\b(?: [0-9]{{4}}\b)?"
    r"|\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})\b|\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b"
    r"|\b(?:24|7|5|6) ?(?:h|heures?|j|jours?)? ?(?:/|sur) ?(?:24|7)(?: ?(?:h|heures?|j|jours?)\b)?(?! ?/? ?[0-9]* ?h)"
    r"|\b(?<!delai de )(?<!sous )[0-9]{1,2} ?(?:h|heures?|:) ?[0-9]{0,2} ?(?:a|-|et|/) ?(?:1?[0-9]|2[0-4])"
    r" ?(?:h|heures?|:)(?: ?[0-9]{2})?\b"
    r"|(?<!h )(?<!heures )\b(?:a|avant|apres|jusqu'a|des|vers|a partir de) (?:1?[0-9]|2[0-3]) ?(?:h|heures)"
    r"(?: ?[0-5][0-9])?\b(?! ouvr)"
    r"|\b(?:0?[6-9]|1[0-9]|2[0-3]) ?h ?[0-5][0-9]\b"
    r"|\bcapital(?: social)?(?: de)? [0-9][0-9 .,]*(?:€|euros?|eur\b)?"
    r"|\b(?:articles?|art\.?|annexes?|n°|nº|version|v\.?|chapitres?|lot|etape|phase|niveau|priorite|page|iso|tls|rfc|alinea)"
    r" ?[0-9][0-9.-]*\b"
)
"""What looks like a quantity and is none; put out of sight first."""

_EACH = rf"\b(?:tous les|toutes les|chaque) (?:{_NUMBER} ?)?{_PERIOD}\b{_QUALIFIER}"
_BARE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.FREQUENCY, re.compile("|".join([_EACH, *(rf"\b(?:{pattern})s?\b" for pattern, *_ in grammar.ADJECTIVES)]))),
    (Kind.AMOUNT, re.compile(r"\bgratuit(?:e|s|es|ement)?\b")),
)
"""What needs no number."""

_COUNTED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.FREQUENCY,
        re.compile(
            rf"{_RANGE} ?(?:fois|x) (?:tous les|toutes les|chaque) (?:{_NUMBER} ?)?{_PERIOD}\b{_QUALIFIER}"
            rf"|{_RANGE} ?(?:fois|x) ?(?:par |/ ?|l')(?:{_NUMBER} ?)?{_PERIOD}\b{_QUALIFIER}"
            rf"|(?P<times>{_NUMBER})(?: [a-z]+(?: (?:de |d')?[a-z]+){{0,2}})(?P<period> (?:par|chaque) {_PERIOD}\b)"
        ),
    ),
    (
        Kind.AMOUNT,
        re.compile(
            rf"{_RANGE} ?(?:€|euros?\b|eur\b)"
            r"(?: ?(?:ht\b|h\.t\.?|ttc\b|t\.t\.c\.?|hors taxes?\b|toutes taxes comprises\b))?"
        ),
    ),
    (
        Kind.DURATION,
        re.compile(
            rf"[0-9]{{1,3}} ?h ?[0-5][0-9]\b(?: ?(?:min|mn)\b)?"
            rf"|{_NUMBER}(?: ?{_UNIT})? ?(?:a|/|-|et|ou) ?{_NUMBER} ?{_UNIT}\b{_QUALIFIER}"
            rf"|{_NUMBER} ?{_UNIT}\b{_QUALIFIER}"
        ),
    ),
    (
        Kind.COUNT,
        re.compile(
            rf"(?!une?\b(?! ?\())(?P<count>{_RANGE})(?: (?:derni(?:er|ere)s|premi(?:er|ere)s))?"
            r"(?P<things> [a-z][a-z'-]{2,}[sxz]\b)"
        ),
    ),
)
"""What begins with a number, in the order of what it may be: « 2 fois par an » before « 2 fois »."""

_FROM_DAY = re.compile(rf"\bj ?\+ ?[0-9]{{1,3}}\b{_QUALIFIER}")
_START = re.compile(rf"(?<![0-9a-z_,.\x00])(?:[0-9]|{_WORD_NUMBER}\b)")


Names = Sequence[tuple[tuple[str, ...], str]]
"""Folded words of a name → the name as an answer gives it; the longest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity where it stands: `start` and `end` are offsets in the text, `text` what `parse` reads as the same."""

    kind: Kind
    start: int
    end: int
    text: str
    quantity: Quantity | None = None


def find(text: str) -> tuple[Found, ...]:
    """The durations, frequencies, counts and amounts of a sentence, in order; no two overlap."""
    folded = folded_for_search(text)
    if any(map(str.isdigit, folded)):
        folded = _NOTHING.sub(lambda match: "\x00" * len(match[0]), folded)
    found = [*_bare(folded, text)]
    found += _counted(folded, text, found)
    return tuple(sorted(found, key=lambda one: one.start))


def _bare(folded: str, text: str) -> Iterator[Found]:
    for kind, shape in _BARE:
        for match in shape.finditer(folded):
            yield from _read(kind, match, text)
    for match in _FROM_DAY.finditer(folded):
        yield from _read(Kind.DURATION, match, text)


def _counted(folded: str, text: str, before: list[Found]) -> Iterator[Found]:
    taken = {place for one in before for place in range(one.start, one.end)}
    end = 0
    for start in _START.finditer(folded):
        at = start.start()
        if at < end or at in taken:
            continue
        for kind, shape in _COUNTED:
            match = shape.match(folded, at)
            one = next(_read(kind, match, text), None) if match and match.end() - 1 not in taken else None
            if one is not None:
                yield one
                end = one.end
                break


_SIGNS = dict(zip("’‘ʼ`´‐‑‒–—−\u00a0\u202f\u2009\t", 5 * "'" + 6 * "-" + 4 * " ", strict=True))


class _Searched(dict[int, str]):
    """Each character as it is searched: folded, or the plain sign that it stands for."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _SIGNS.get(chr(code)) or fold(chr(code))
        return found


_SEARCHED = _Searched()


@lru_cache(maxsize=4096)
def folded_for_search(text: str) -> str:
    """The text folded, its apostrophes, dashes and spaces plain, character for character."""
    return text.translate(_SEARCHED)


def _read(kind: Kind, match: re.Match[str], text: str) -> Iterator[Found]:
    """One at most: a noun that is a unit counts nothing; a unit that is not clear has no quantity."""
    start, end = match.span()
    groups, written = match.groupdict(), match[0]
    if kind is Kind.COUNT:
        if grammar.NOT_NOUNS & set(groups["things"].split()):
            return
        written = groups["count"] + groups["things"]
    elif groups.get("times"):
        written = groups["times"] + groups["period"]
    elif kind is Kind.AMOUNT:
        written = re.sub(r"(h|tt)\.(t|c)\.?|t\.t\.c\.?", lambda tax: tax[0].replace(".", ""), written)
    quantity = _quantity(kind, written)
    if quantity is None and kind is not Kind.DURATION:
        return
    verbatim = " ".join(normal("NFC", text[start:end]).split())
    told = verbatim if quantity is None or _quantity(kind, verbatim) == quantity else plain(quantity)
    yield Found(kind, start, end, told, quantity)


def _quantity(kind: Kind, written: str) -> Quantity | None:
    try:
        return parse_as(kind, written.strip())
    except QuantityError:
        return None


def find_names(words: Sequence[tuple[str, int, int]], names: Mapping[str, Names]) -> Iterator[Found]:
    """Countries among folded words (word, start, end), by the first word of their names; the longest name wins."""
    end = 0
    for at, (word, start, _) in enumerate(words):
        if at < end or word not in names:
            continue
        for name, told in names[word]:
            if tuple(one for one, _, _ in words[at : at + len(name)]) == name:
                end = at + len(name)
                yield Found(Kind.COUNTRIES, start, words[end - 1][2], told)
                break
