"""French typography: quotes, apostrophes, ellipses and the spaces that go with them, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

NBSP = "\u00a0"
THIN = "\u202f"
WORTH_KEEPING = 4096
"""Characters of a text that may come again; longer ones would fill the memory."""

_LETTER = r"A-Za-zÀ-ÖØ-öø-ÿŒœŸ×÷"  # × and ÷ because the house check counts À-ÿ as letters
_URL = re.compile(r'(?:https?://|www\.|mailto:)[^\s"«»]+')
_SPACES = f"[ {NBSP}{THIN}]"
_BEFORE_PUNCTUATION = frozenset(")]»%€…’×÷")
_UNITS = (
    "jours?|heures?|minutes?|secondes?|semaines?|mois|ans?|années?|trimestres?|semestres?|fois|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "versions?|euros?|points?|pages?|postes?|h|min|mn|j|ms|mm|cm|km|Ko|Mo|Go|To|Mbit/s|Gbit/s|°C|pt"
)
_REFERENCES = r"n°|nos|art\.|articles?|p\.|pp\.|§|annexes?|alinéas?|[LRDA]\."
_SIMPLE_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\.)\.{3}(?!\.)"), "…"),
    (re.compile(rf"(?<=[{_LETTER}])'(?=[^\s.,;:!?)\]»])"), "’"),
    (re.compile(r"(?<![^\W\d_])((?:[ldnscjmt]|[^\W\d_]*qu))'\Z", re.IGNORECASE), r"\1’"),
    (re.compile(f"«{_SPACES}*"), f"«{NBSP}"),
    (re.compile(f"(?<!{_SPACES}){_SPACES}*»"), f"{NBSP}»"),
)
_FIGURE_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), THIN),
    (re.compile(rf"(?:(?<=\d)|\A){_SPACES}+(?=[€%])"), NBSP),
    (re.compile(r"(?<=\d)(?=[€%](?!\w))"), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"), NBSP),
    (re.compile(rf"(?<=\b1er) (?=(?:{_UNITS})(?!\w))"), NBSP),
    (re.compile(rf"(?<!\w)({_REFERENCES}) (?=\d|[LRDA]\.[ {NBSP}]?\d)", re.IGNORECASE), rf"\1{NBSP}"),
)
_QUOTE_OR_LINE = re.compile(r'["\n]')
_OPENS = re.compile(r'(?<![^\s(\[’\'«/-])"(?=[^\s"])')
_CLOSES = re.compile(r'(?<!\s)"(?!\w)')
# A run of spaces is looked at from its beginning only, and so is a run of marks: a pattern that tried each of its
# spaces would take the square of its length.
_PUNCTUATION: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<!{_SPACES})({_SPACES}*)(:)(?=[\s)»\]]|\Z)"), NBSP),
    (re.compile(rf"((?<!{_SPACES}){_SPACES}+|(?<![;!? {NBSP}{THIN}]))([;!?]++)(?=[\s)»\]]|\Z)"), THIN),
)


def typeset(text: str) -> str:
    """French typography for a text or a piece of one: apostrophes, guillemets, no-break spaces, ellipses.

    Only spaces are added or replaced and ' " ... respelled; newlines, tabs and URLs stay. Idempotent, in linear time.
    """
    return _kept(text) if len(text) <= WORTH_KEEPING else _typeset(text)


def _typeset(text: str) -> str:
    urls = _URL.findall(text)
    mark = _unused_character(text)
    marked = re.sub("  +", " ", _URL.sub(mark, text))
    pieces = _typeset_marked(marked).split(mark)
    return "".join(piece + url for piece, url in zip(pieces, [*urls, ""], strict=True))


_kept = lru_cache(maxsize=3072)(_typeset)


def _unused_character(text: str) -> str:
    """A private-use character to stand for a URL."""
    used = set(text)
    return next(chr(code) for code in range(0xF0000, 0xFFFFE) if chr(code) not in used)


def _typeset_marked(text: str) -> str:
    text = _quotes(text)
    for pattern, replacement in _SIMPLE_RULES:
        text = pattern.sub(replacement, text)
    for pattern, space in _PUNCTUATION:
        text = _space_before(pattern, space, text)
    for pattern, replacement in _FIGURE_RULES:
        text = pattern.sub(replacement, text)
    return text


def _quotes(text: str) -> str:
    """Pairs on one line become guillemets, round after round: those that stand in one another, from the inside."""
    signs = {} if '"' not in text else dict(_paired([match.start() for match in _QUOTE_OR_LINE.finditer(text)], text))
    return "".join(signs.get(place, sign) for place, sign in enumerate(text)) if signs else text


def _paired(places: list[int], text: str) -> Iterator[tuple[int, str]]:
    """Guillemets by place. Only the quote before a pair has a new neighbour, hence is looked at in the next round."""
    before, after = list(range(-1, len(places) - 1)), list(range(1, len(places) + 1))
    ranks: Iterable[int] = range(len(places))
    done: set[int] = set()
    while ranks:
        freed: list[int] = []
        for one in ranks:
            other = after[one]
            if one in done or other == len(places) or not _is_pair(text, places[one], places[other]):
                continue
            yield from ((places[one], "« "), (places[other], " »"))
            done |= {one, other}
            if before[one] >= 0:
                after[before[one]] = after[other]
                freed.append(before[one])
            if after[other] < len(places):
                before[after[other]] = before[one]
        ranks = freed


def _is_pair(text: str, one: int, other: int) -> bool:
    return _OPENS.match(text, one) is not None and _CLOSES.match(text, other) is not None


def _space_before(pattern: re.Pattern[str], space: str, text: str) -> str:
    def spaced(match: re.Match[str]) -> str:
        before = text[match.start() - 1] if match.start() else ""
        wanted = match[1] or not before or before.isalnum() or before in _BEFORE_PUNCTUATION
        return f"{space if wanted else ''}{match[2]}"

    return pattern.sub(spaced, text)
