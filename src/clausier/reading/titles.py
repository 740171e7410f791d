"""Which headings meet the landmarks of headings: a handful of short texts, compared word by word."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from clausier.french.stems import stem
from clausier.model.contract_text import TextBlock
from clausier.model.expression import Expression, Term, expression
from clausier.reading.index import Index
from clausier.reading.matching import Matcher
from clausier.reading.structure import Section, Sentence
from clausier.reading.words import bare_words

TOOLS = 3
"""Signs of the longest words that join others (« de », « par ») and say nothing alone."""


class Titles:
    """The headings of a contract as an index of their own."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self.titles = tuple(dict.fromkeys(section.title for section in sections if section.title))
        nowhere = Section("")
        laid = [Sentence(nowhere, TextBlock(title, 0), 0, len(title)) for title in self.titles]
        self._matcher = Matcher(Index(laid, {}, lambda _: ()))

    def meet(self, sources: Sequence[str], section: Section) -> bool:
        return bool(sources) and section.title in self.met(sources)

    def met(self, sources: Sequence[str]) -> frozenset[str]:
        """The headings that meet one of these landmarks."""
        return frozenset(self.titles[rank] for source in sources for rank in self._matcher.met(source))

    def foremost(self, sources: Sequence[str]) -> tuple[str, ...]:
        """The headings of which most words are landmarks; of those, the ones that meet the first landmark met.

        « Réversibilité » says that and nothing else; « Test d’intrusion » is not about what « test* » looks for.
        """
        met = [self._places(wanted) for wanted in _one_by_one(sources)]
        said: dict[int, set[int]] = {}
        for rank, places in (one for found in met for one in found.items()):
            said.setdefault(rank, set()).update(places)
        most = {rank for rank, places in said.items() if self._is_most(rank, places)}
        first = next((found for found in met if most & {*found}), {})
        return tuple(self.titles[rank] for rank in first if rank in most)

    def words(self, sources: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """The headings that meet landmarks, each with the stems of its words by which it does."""
        found: dict[str, frozenset[str]] = {}
        for wanted in map(expression, sources):
            for rank, places in self._places(wanted).items():
                title, first = self.titles[rank], self._matcher.index.laid[rank].first
                spelled = bare_words(title)
                found[title] = found.get(title, frozenset()) | {stem(spelled[one - first][0]) for one in places}
        return found

    def _places(self, wanted: Expression) -> Mapping[int, list[int]]:
        """The headings that meet an expression, by rank, with the places of the words by which they do."""
        found: dict[int, list[int]] = {}
        for place in sorted(self._matcher.places(wanted)):
            found.setdefault(self._matcher.index.at(place), []).append(place)
        return found

    def _is_most(self, rank: int, said: Container[int]) -> bool:
        """Are these places more than half of those of a heading that hold a word?"""
        laid = self._matcher.index.laid[rank]
        places = range(laid.first, laid.last)
        words = zip(places, bare_words(self.titles[rank]), strict=True)
        told = [place in said for place, (word, _, _) in words if place in said or len(word) > TOOLS]
        return 2 * sum(told) > len(told)


def _one_by_one(sources: Sequence[str]) -> Iterator[Expression]:
    """Landmarks in their order, each of those that stand between « / » by itself."""
    for wanted in map(expression, sources):
        for option in wanted.first.options:
            yield Expression(wanted.source, Term((option,)), wanted.steps)
