"""Which headings meet the landmarks of headings: a handful of short texts, compared word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausier.model.contract_text import TextBlock
from clausier.reading.index import Index
from clausier.reading.matching import Matcher
from clausier.reading.structure import Section, Sentence


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
