"""Points and legal bases in which all the words of a search stand, whatever their accents, case and form. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from clausier.french import fold, typeset
from clausier.french.stems import stem
from clausier.library.markup import PLACEHOLDER
from clausier.model.base import Held
from clausier.model.law import LegalBasis
from clausier.model.library import Library
from clausier.model.requirement import Requirement

WORD = re.compile(r"[^\W_]+")
SOUGHT = re.compile(r"\d+(?:\.\w+)+|[^\W_]+")
"""A word of a search: a number with points in it is one word, « 9.a » no « 9 »."""
SHORT = 4
"""Letters below which a word is sought as it is: « pra » is no beginning of « pratique »."""
MOST, LONGEST = 12, 200
"""Words of a search, and signs of it, beyond which the rest is left."""
AROUND = 110
"""Signs that are shown on either side of the first word found in a long text."""
JOINT = " – "
"""Between the texts of a clause."""
WEIGHTS = (8, 4, 1)
"""Of the title, of the question, and of the clause."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, `found` if it is a word that was sought."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: its title, then the passages of its other texts that hold words of the search."""

    id: str
    number: str
    title: tuple[Piece, ...]
    passages: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What matters most first; `words` are those that were sought."""

    words: tuple[str, ...]
    points: tuple[Hit, ...]
    bases: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts of something, the title first, beside the same without accents, sign for sign."""

    id: str
    number: str
    texts: tuple[str, ...]
    folded: tuple[str, ...]


def search(library: Library, typed: str) -> Found:
    """Points by what their title, question and clause hold, those that are named by number first; bases by their rule.

    A number that names a point is sought in no text."""
    told = dict.fromkeys(SOUGHT.findall(fold(typed[:LONGEST])))
    named = {word: library.ids[word.upper()] for word in told if "." in word and word.upper() in library.ids}
    words = _sought([word for word in told if word not in named])
    points, bases = _index(Held(library))
    sought = [_pattern(word, Held(library)) for word in words]
    hits = [_hit(one, sought) for one in points if one.id in named.values()]
    if not words:
        return Found((*named,), tuple(hits), ())
    hits += _hits([one for one in points if one.id not in named.values()], sought)
    return Found((*named, *words), tuple(hits), tuple(_hits(bases, sought)))


def _sought(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a search that name no point; the small ones only where there are no others."""
    long = [word for word in words if len(word) >= SHORT - 1 or word[0].isdigit()]
    return tuple(long or words)[:MOST]


def _pattern(word: str, held: Held[Library]) -> re.Pattern[str]:
    """The word and, of a long one, its other forms and what begins with it."""
    forms = {word}
    if len(word) >= SHORT:
        root = stem(word)
        like = (one for one in _vocabulary(held) if one.startswith(word[: SHORT - 1]))
        forms |= {one for one in like if one.startswith(word) or (len(one) >= SHORT and stem(one) == root)}
    told = "|".join(re.escape(one) for one in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{told})(?![^\W_])")


@lru_cache(maxsize=4)
def _vocabulary(held: Held[Library]) -> frozenset[str]:
    return frozenset(word for several in _index(held) for one in several for text in one.folded
                     for word in WORD.findall(text))  # fmt: skip


@lru_cache(maxsize=4)
def _index(held: Held[Library]) -> tuple[tuple[_Texts, ...], tuple[_Texts, ...]]:
    library = held.item
    points = tuple(_texts(one.id, one.number, _of_point(one)) for one in library.requirements)
    return points, tuple(_texts(id_, "", _of_basis(one)) for id_, one in library.bases.items())


def _texts(id_: str, number: str, told: Sequence[str]) -> _Texts:
    texts = tuple(typeset(" ".join(text.split())) for text in told)
    return _Texts(id_, number, texts, tuple(fold(text) for text in texts))


def _of_point(point: Requirement) -> tuple[str, ...]:
    clause = point.clause
    texts = (clause.text, clause.details, *clause.text_if.values())
    wordings = (*texts, *(one.text for one in clause.variants), *(one.details for one in clause.variants))
    body = "\n".join(part.text for part in point.criterion.parts.values())
    told = JOINT.join(dict.fromkeys(text for text in (clause.title, *wordings, body) if text))
    return point.title, point.question, legible(told, point)


def _of_basis(basis: LegalBasis) -> tuple[str, ...]:
    return basis.short, basis.citation, basis.rule


def legible(text: str, point: Requirement) -> str:
    """A text of a point without its marks: figures of the target in place of their names."""
    filled = PLACEHOLDER.sub(lambda found: point.default_of(found[1]) or "…", text)
    return filled.replace("**", "")


def _hits(all_: Sequence[_Texts], sought: Sequence[re.Pattern[str]]) -> Iterator[Hit]:
    """Those that hold every word, the title weighing most; then in their own order."""
    weighed = [(_weight(one, sought), one) for one in all_]
    for _, one in sorted(((weight, one) for weight, one in weighed if weight), key=lambda pair: -pair[0]):
        yield _hit(one, sought)


def _weight(one: _Texts, sought: Sequence[re.Pattern[str]]) -> int:
    """0 where a word stands in none of the texts."""
    total = 0
    for pattern in sought:
        best = next((weight for weight, text in zip(WEIGHTS, one.folded, strict=True) if pattern.search(text)), 0)
        if not best:
            return 0
        total += best
    return total


def _hit(one: _Texts, sought: Sequence[re.Pattern[str]]) -> Hit:
    places = [sorted(_places(text, sought)) for text in one.folded]
    passages = (_pieces(text, found) for text, found in zip(one.texts[1:], places[1:], strict=True) if found)
    return Hit(one.id, one.number, _pieces(one.texts[0], places[0], whole=True), tuple(passages))


def _places(folded: str, sought: Sequence[re.Pattern[str]]) -> set[tuple[int, int]]:
    return {found.span() for pattern in sought for found in pattern.finditer(folded)}


def _pieces(text: str, places: Sequence[tuple[int, int]], *, whole: bool = False) -> tuple[Piece, ...]:
    """The text around the first word found, its words marked."""
    start, end = (0, len(text)) if whole or len(text) <= 3 * AROUND else _window(text, places[0])
    told, at = [Piece("… ")] if start else [], start
    for first, last in places:
        if first >= at and last <= end:
            told += [Piece(text[at:first]), Piece(text[first:last], found=True)]
            at = last
    told += [Piece(text[at:end]), *([Piece(" …")] if end < len(text) else [])]
    return tuple(one for one in told if one.text)


def _window(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """From the beginning of a word to the end of another."""
    start, end = max(0, place[0] - AROUND), min(len(text), place[1] + 2 * AROUND)
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = text.rfind(" ", 0, end)
    return min(start, place[0]), max(end, place[1])
