"""The article of a contract that is on the very subject of a point, told by its heading. Pure.

A wrong place is worse than none: a heading has to say little else than the landmarks of the point, in words that the
guide has for its category; or to stand above what the contract says on another point of that category, and be on both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from clausier.documents.marked.places import Places
from clausier.french.stems import stem
from clausier.reading.titles import TOOLS, Titles
from clausier.reading.words import bare_words


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the guide, asked or not: its category, landmarks of headings, and what its answer quotes.

    `title` is that of its category and its own; `contrary`: the contract contradicts it.
    """

    category: int
    title: str = ""
    headings: tuple[str, ...] = ()
    citation: str = ""
    contrary: bool = False


@dataclass(frozen=True)
class Subjects:
    """The headings of a contract beside the points of the guide; `said` are the blocks that speak of some, by id."""

    places: Places
    points: Mapping[str, Point]
    said: Mapping[str, int]

    def article(self, id_: str) -> range:
        """The blocks of the article on a point; empty where no heading, or more than one, tells it."""
        point = self.points.get(id_)
        if point is None or not point.headings:
            return range(0)
        meant, own = self._titles.words(point.headings), self._own_words[point.category]
        foremost = tuple(title for title in self._titles.foremost(point.headings) if meant[title] & own)
        beside = self._beside(id_, point)
        for titles in (foremost, tuple(title for title in foremost if title in beside), tuple(beside)[:1]):
            if len(titles) == 1 and (blocks := self.places.under(titles[0])):
                return blocks
        return range(0)

    @cached_property
    def _titles(self) -> Titles:
        return Titles(one.section for one in self.places.sentences)

    @cached_property
    def _own_words(self) -> Mapping[int, frozenset[str]]:
        """The stems of the words in which each category has its points, without those that only join others."""
        found: dict[int, frozenset[str]] = {}
        for one in self.points.values():
            words = {stem(word) for word, _, _ in bare_words(one.title) if len(word) > TOOLS}
            found[one.category] = found.get(one.category, frozenset()) | words
        return found

    def _beside(self, id_: str, point: Point) -> list[str]:
        """The headings above what is said of others of its category, which name both by the same words."""
        meant = self._titles.words(point.headings)
        others = ((other, self.points[other]) for other in self.said if other != id_)
        found = Counter(
            title
            for other, one in others
            if one.category == point.category
            and (title := self.places.title(self.said[other])) in meant
            and meant[title] & self._titles.words(one.headings).get(title, frozenset())
        )
        return [title for title, _ in found.most_common()]
