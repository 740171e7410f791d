"""Where things stand in the text of a contract: quotations, articles, sentences. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice

from clausier.french import fold
from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.reading.structure import Sentence, structure

WORD = re.compile(r"\w+")
CUT = re.compile(r"[\[(]?(?:…|\.\.\.)[\])]?|\n")
"""Where a quotation leaves something out."""
PART = re.compile(r"\b(annexe|appendice|chapitre|titre|section|partie)\s+(?:n°\s*)?([\w.]+)")
NUMBER = re.compile(r"\b\d{1,3}(?:[.-]\d{1,3})*(?:[.-][a-z]\b)?")
MOST = 50
"""Pieces of a quotation, and places of a piece, that are looked at."""
ENDED = (".", "!", "?", "»", ")")
SIGNED = re.compile(r"(?:fait|etabli|signe) (?:a|en|le)\b|(?:signatures?|pour les? \w+)\s*:?$|lu et approuve\b")
"""How what is signed at the end of a contract begins."""
DEFINED = re.compile(r"\b(?:definitions?|glossaire|lexique|acronymes?|terminologie)\b")
APART = re.compile(r"[,;:(]|\b(?:et|ou|mais|ainsi|puis|sauf|qui|dont|tandis)\b")
"""What parts two things that one sentence says."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage: the ranks of the blocks in which it begins and ends, and its offsets in those."""

    first: int
    last: int
    start: int
    end: int


class Places:
    """The text of a contract, searchable by words: signs, accents, capitals and line ends apart."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.blocks = source.blocks
        self._starts = [block.start for block in source.blocks]

    @cached_property
    def _words(self) -> tuple[str, list[int], list[tuple[int, int, int]]]:
        """All the words in a line, where each begins in it, and its block with its offsets there."""
        spelled, begins, places, length = [], [], [], 1
        for rank, block in enumerate(self.blocks):
            for word in WORD.finditer(fold(block.text)):
                spelled.append(word[0])
                begins.append(length)
                places.append((rank, word.start(), word.end()))
                length += len(word[0]) + 1
        return f" {' '.join(spelled)} ", begins, places

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(structure(self.source))

    @cached_property
    def _articles(self) -> tuple[str, ...]:
        """The article of each sentence, folded."""
        return tuple(fold(one.section.article) for one in self.sentences)

    @cached_property
    def _by_block(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for one in self.sentences:
            found.setdefault(self.rank(one.block.start), []).append(one)
        return found

    def rank(self, offset: int) -> int:
        """The block that holds a sign of the whole text."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def following(self, block: TextBlock) -> str:
        """The paragraph that follows a block, or its table; empty at the end. Of a row, its first cell."""
        after = self.blocks[self.rank(block.start) + 1 :]
        table = (BlockKind.ROW, BlockKind.NOTE) if block.kind is BlockKind.ROW else (BlockKind.NOTE,)
        found = next((one for one in after if one.kind not in table), None)
        return "" if found is None else (found.cells or (found.text,))[0]

    def quoted(self, citation: str) -> list[Found]:
        """Where a quotation stands, each time; of one that leaves words out, where its last piece does."""
        pieces = [words for piece in CUT.split(citation) if (words := WORD.findall(fold(piece)))][-MOST:]
        found = [[*islice(self._occurrences(words), MOST)] for words in pieces]
        return found[-1] if found and all(found) else []

    def is_whole(self, citation: str) -> bool:
        """Does a quotation leave nothing out?"""
        return len([piece for piece in CUT.split(citation) if piece.strip()]) == 1

    def _occurrences(self, words: Sequence[str]) -> Iterator[Found]:
        line, begins, places = self._words
        needle = f" {' '.join(words)} "
        at = line.find(needle)
        while at >= 0:
            first = bisect_right(begins, at + 1) - 1
            last = first + len(words) - 1
            yield Found(places[first][0], places[last][0], places[first][1], places[last][2])
            at = line.find(needle, at + 1)

    def article(self, named: str) -> range:
        """The blocks of an article with those under it, as people name it; empty if none or several are."""
        keys = _keys(fold(named))
        under = tuple(f"{key}{sign}" for key in keys for sign in (".", "-", " ("))
        exact = {*keys, *(f"{key}er" for key in keys)}
        within = [article in exact or article.startswith(under) for article in self._articles]
        return self._blocks(within)

    def under(self, title: str) -> range:
        """The blocks under a heading, those of the headings below it too; empty if there are several such."""
        return self._blocks([title in one.section.titles for one in self.sentences])

    def _blocks(self, within: Sequence[bool]) -> range:
        """Where the sentences that are told stand, if they follow one another; what is signed at the end apart."""
        groups = [[*group] for is_in, group in groupby(range(len(within)), key=within.__getitem__) if is_in]
        if len(groups) != 1:
            return range(0)
        ranks = [self.rank(self.sentences[index].block.start) for index in groups[0]]
        signed = (rank for rank in range(ranks[0] + 1, ranks[-1] + 1) if SIGNED.match(fold(self.blocks[rank].text)))
        return range(ranks[0], next(signed, ranks[-1] + 1))

    def title(self, rank: int) -> str:
        """The nearest heading above a block; empty for a heading itself, or where there is none."""
        return next((one.section.title for one in self._by_block.get(rank, ())), "")

    def defines(self, rank: int) -> bool:
        """Is a block part of the definitions?"""
        titles = (title for one in self._by_block.get(rank, ())[:1] for title in one.section.titles)
        return any(DEFINED.search(fold(title)) for title in titles)

    def whole(self, rank: int) -> int:
        """The last block of the list, or of the sentence cut by ends of lines, in which a block stands; else itself.

        What is written between two items would part the second from what introduces it.
        """
        while rank + 1 in self._listed or self._is_cut(rank):
            rank += 1
        return rank

    def _is_cut(self, rank: int) -> bool:
        """Does the next block go on with the sentence?"""
        texts = [one.text for one in self.blocks[rank : rank + 2] if one.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)]
        if len(texts) < 2 or texts[0].endswith((*ENDED, ";", ":")):
            return False
        return texts[0].endswith(",") or texts[1][:1].islower()

    @cached_property
    def _listed(self) -> frozenset[int]:
        """The blocks that a sentence before them introduces, and items too short to be sentences."""
        introduced = {rank for rank, inside in self._by_block.items() if inside[0].lead_ins}
        short = {rank for rank, one in enumerate(self.blocks) if one.kind is BlockKind.ITEM} - {*self._by_block}
        return frozenset(introduced | short)

    def sentence_of(self, passage: Found) -> str:
        """The sentence or sentences that a passage is part of, where they can go alone; else nothing.

        A part of an enumeration, a row of a table, a heading or a note cannot: what introduces it would stay. Nor can
        what says more than the passage, which would be lost.
        """
        block = self.blocks[passage.first]
        if passage.first != passage.last or block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            return ""
        inside = [one for one in self._by_block.get(passage.first, ())
                  if one.start < passage.end and one.end > passage.start]  # fmt: skip
        if not inside or any(one.introduced or one.ends or one.text.endswith((";", ":", ",")) for one in inside):
            return ""
        before = inside[0].before
        if before is not None and before.text.endswith((";", ":", ",")):
            return ""
        start, end = inside[0].start, inside[-1].end
        beside = (block.text[start : max(start, passage.start)], block.text[passage.end : end])
        found = block.text[start:end]
        is_whole = found.endswith(ENDED) and not found[:1].islower()
        return found if is_whole and not any(APART.search(fold(text)) for text in beside) else ""


def _keys(named: str) -> list[str]:
    """« articles 4.1 et 4.2 » → the last; « article 3 de l'annexe 2 », « annexe 2 » as sections are told."""
    part = PART.search(named)
    numbers = NUMBER.findall(named[: part.start()] if part else named)
    if part is None:
        return numbers[-1:]
    whole = f"{part[1]} {part[2].rstrip('.')}"
    return [f"{numbers[-1]} de l'{whole}"] if numbers else [whole]
