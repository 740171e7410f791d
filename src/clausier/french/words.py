"""French as people read it: numbers in words, dates, countries, agreement.

The only importer of babel and num2words. Both are imported on first use because they load large tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from clausier.french.typography import WORTH_KEEPING

# Codes of CLDR that are neither ISO 3166-1 countries nor Kosovo.
_NOT_COUNTRIES = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))
# Spares the table of numbers to those who write figures.
_NUMBER_WORDS = frozenset(
    re.findall(
        r"\w+",
        """zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
        vingt vingts trente quarante cinquante soixante cent cents mille et""",
    )
)
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_MARKS = re.compile(r"[^\w\s]{30}")
"""Thirty signs that are no letters, as are all marks to be put on one: as Unicode's « stream-safe text »."""
_HUNDREDS = re.compile(r"(?:(?P<count>\w+) )?cent(?: (?P<rest>.+))?|(?P<round>\w+) cents")
_OTHER_NAMES = MappingProxyType(
    {
        "angleterre": "GB",
        "birmanie": "MM",
        "cite du vatican": "VA",
        "etats unis d amerique": "US",
        "france metropolitaine": "FR",
        "grande bretagne": "GB",
        "hong kong": "HK",
        "macao": "MO",
        "republique d irlande": "IE",
        "republique democratique du congo": "CD",
        "republique federale d allemagne": "DE",
        "republique francaise": "FR",
        "republique tcheque": "CZ",
        "royaume uni de grande bretagne et d irlande du nord": "GB",
        "vatican": "VA",
    }
)


def fold(text: str) -> str:
    """Lower case without accents, character for character: the result has the length of `text`."""
    return _kept(text) if len(text) <= WORTH_KEEPING else _fold(text)


def _fold(text: str) -> str:
    return text.translate(_FOLDED)


_kept = lru_cache(maxsize=4096)(_fold)


def normal(form: Literal["NFC", "NFKD"], text: str) -> str:
    """Unicode's normal form, in linear time: marks on one letter are put in order by thirty, which no language exceeds.

    Python puts a run in order in the square of its length.
    """
    cuts = [0, *(match.end() for match in _MARKS.finditer(text)), len(text)]
    return "".join(unicodedata.normalize(form, text[start:end]) for start, end in pairwise(cuts))


class _Folded(dict[int, str]):
    """Each character's folded form, found once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFD", character)[0].lower()
        self[code] = found = base if len(base) == 1 else character
        return found


_FOLDED = _Folded()


def number_words(n: int, feminine: bool = False) -> str:
    """The cardinal in words: « quinze », « vingt et un »; feminine: « une », « vingt et une »."""
    from num2words import num2words

    words = str(num2words(n, lang="fr"))
    return words + "e" if feminine and words.endswith("un") else words


def ends_with_one(n: int) -> bool:
    """Does the cardinal end with « un », which agrees: « vingt et un », not « onze » nor « soixante et onze » ?"""
    return n % 10 == 1 and n % 100 not in (11, 71, 91)


def words_number(words: str) -> int | None:
    """The number from 0 to 1000 that these words write, in any case, hyphenated or not; None if none."""
    spelling = fold(words).replace("-", " ").split()
    if not spelling or not _NUMBER_WORDS.issuperset(spelling):
        return None
    return _hundreds(" ".join(spelling))


def _hundreds(written: str) -> int | None:
    small, parts = _below_hundred(), _HUNDREDS.fullmatch(written)
    if parts is None:
        return 1000 if written == "mille" else small.get(written)
    count, rest = parts["count"] or parts["round"], parts["rest"]
    many = small.get(count, 0) if count else 1
    more = small.get(rest, 0) if rest else 0
    return None if (count and many not in range(2, 10)) or (rest and not more) else 100 * many + more


@cache
def _below_hundred() -> Mapping[str, int]:
    spelt = ((number_words(n, feminine), n) for n in range(100) for feminine in (False, True))
    table = {fold(words).replace("-", " "): n for words, n in spelt}
    return MappingProxyType({**table, "quatre vingt": 80})


def figures(n: Fraction | int, decimals: int | None = None) -> str:
    """« 1 200 », « 1,5 »: decimal comma, plain spaces between thousands (`typeset` makes them no-break).

    `decimals` fixes their number; otherwise as many as the value has, at most two.
    """
    places = 2 if decimals is None else decimals
    scaled = round(abs(Fraction(n)) * 10**places)
    whole, rest = divmod(scaled, 10**places)
    tail = f"{rest:0{places}d}" if places else ""
    if decimals is None:
        tail = tail.rstrip("0")
    sign = "-" if n < 0 and scaled else ""
    return sign + f"{whole:,}".replace(",", " ") + (f",{tail}" if tail else "")


def long_date(day: date) -> str:
    """« 1er septembre 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a French country name (« la France ») or of a code (« FR »), or None."""
    spelling = name.strip()
    if any(sign.isdigit() for sign in spelling):
        return None  # spares the table of countries to those who write figures
    if spelling.upper() in _country_names() and len(spelling) == 2:
        return spelling.upper()
    return _codes_by_name().get(_country_key(spelling))


def country_name(code: str) -> str:
    """« France » for « FR »; ValueError if the code is unknown."""
    name = _country_names().get(code.upper())
    if name is None:
        raise ValueError(f"« {code} » n'est pas un code de pays. Écrire un code ISO, par exemple FR.")
    return name


@cache
def country_spellings() -> Mapping[str, str]:
    """Every folded name of a country, in words without article (« etats unis d amerique ») → its name in French."""
    return MappingProxyType({key: _country_names()[code] for key, code in _codes_by_name().items()})


@cache
def _country_names() -> Mapping[str, str]:
    from babel import Locale

    names = {str(code): str(name) for code, name in Locale("fr").territories.items()}
    wanted = {code for code in names if re.fullmatch("[A-Z]{2}", code)} - _NOT_COUNTRIES
    return MappingProxyType({code: names[code] for code in sorted(wanted)})


@cache
def _codes_by_name() -> Mapping[str, str]:
    named = {_country_key(name): code for code, name in _country_names().items()}
    return MappingProxyType(named | dict(_OTHER_NAMES))


def _country_key(name: str) -> str:
    plain = fold(normal("NFC", name))
    words = " ".join(re.sub(r"[-\u2010\u2011'’]", " ", plain).split())
    return re.sub(r"^(?:la|le|les|l) (?=.)", "", words)


def join(items: Iterable[str], last: str = "et") -> str:
    """« a, b et c »; `last` is the word before the last item."""
    texts: Sequence[str] = list(items)
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def some(items: Iterable[str], most: int) -> str:
    """« a, b et 3 de plus »: the first ones, at most so many, and how many more there are."""
    texts: Sequence[str] = list(items)
    more = f" et {len(texts) - most} de plus" if len(texts) > most else ""
    return f"{', '.join(texts[:most])}{more}"


def plural(n: Fraction | float, singular: str, plural: str) -> str:
    """The form that agrees with `n`, without the figure: in French the plural begins at 2."""
    return plural if abs(Fraction(n)) >= 2 else singular


def counted(n: int, singular: str, plural_form: str) -> str:
    """« 1 écart », « 3 écarts »."""
    return f"{figures(n)} {plural(n, singular, plural_form)}"


_SEVERAL = re.compile(r"\d[\d.]*\s*(?:,|et|à)\s*\d")


def article_named(article: str) -> str:
    """The article as given, with the word « article » or « articles » where it is a bare number."""
    given = article.strip()
    word = "articles" if _SEVERAL.match(given) else "article"
    return f"{word} {given}" if given[:1].isdigit() else given


def the_article(article: str) -> str:
    """« l'article 7.2 », « les articles 3 et 4 »; what is no bare number is quoted as given."""
    given = article.strip()
    if not given[:1].isdigit():
        return f"« {given} »"
    return f"les {article_named(given)}" if _SEVERAL.match(given) else f"l'{article_named(given)}"
