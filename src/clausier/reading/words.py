"""A text as words with their places and values: what landmarks are compared with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from clausier.quantity.find import Found, Names, find, find_names, folded_for_search

_WORD = re.compile(r"[a-z0-9œæ]+")
_LIGATURES = (("œ", "oe"), ("æ", "ae"))


@dataclass(frozen=True, slots=True)
class Words:
    """A text: its folded words (« œ » as « oe »), where each begins and ends, and the values between them.

    `values` are found with the first and last word that each covers.
    """

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    values: tuple[tuple[Found, int, int], ...]


PlaceNames = Mapping[str, Names]
"""First word of the name of a country, or of a set of countries → the names that begin so."""


@lru_cache(maxsize=8192)
def bare_words(text: str) -> tuple[tuple[str, int, int], ...]:
    """The folded words of a text, each with its start and end."""
    return tuple((_plain(match[0]), *match.span()) for match in _WORD.finditer(folded_for_search(text)))


def words_of(text: str, names: PlaceNames) -> Words:
    """The words and values of a text; `names` are those of countries."""
    found = bare_words(text)
    places = tuple((start, end) for _, start, end in found)
    values = sorted([*find(text), *find_names(found, names)], key=lambda one: one.start)
    return Words(text, tuple(word for word, _, _ in found), places, tuple(_placed(values, places)))


def _placed(values: list[Found], places: tuple[tuple[int, int], ...]) -> list[tuple[Found, int, int]]:
    placed: list[tuple[Found, int, int]] = []
    at = 0
    for value in values:
        while at < len(places) and places[at][1] <= value.start:
            at += 1
        last = at
        while last + 1 < len(places) and places[last + 1][0] < value.end:
            last += 1
        if at < len(places):
            placed.append((value, at, last))
    return placed


def _plain(word: str) -> str:
    for sign, letters in _LIGATURES:
        if sign in word:
            word = word.replace(sign, letters)
    return word
