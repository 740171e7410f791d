"""Writes in somebody else's Word contract: tracked changes and comments only, its own text left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from clausier.office.contract.outline import Outline, read_outlines
from clausier.office.marking import beside
from clausier.office.marking.edits import Edit, Reviser, Where
from clausier.office.marking.insert import Writer
from clausier.office.marking.looks import looks_near
from clausier.office.marking.original import opened
from clausier.office.marking.package import Package
from clausier.office.marking.spots import Spot, Spots
from clausier.office.marking.strike import Sentence, found_in, strike, struck_looks
from clausier.office.word.xml import Element, counted, w


class Contract:
    """A contract that can be marked; InvalidInput from `of` says why another cannot."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._document = package.tree(package.main)
        self._spots = Spots(self._document)

    @classmethod
    def of(cls, content: bytes, name: str) -> Contract:
        return cls(opened(content, name))

    def has_room(self, rank: int, *, in_row: bool) -> bool:
        """Can paragraphs be inserted after this one, or further on in what holds it?"""
        return self._spots.after(rank, in_row=in_row) is not None

    def can_strike(self, rank: int, sentence: str) -> bool:
        """Does the sentence stand once in this paragraph, in plain text without field, note or change?"""
        return _sentence(self._spots, rank, sentence) is not None

    def marked(self, edits: Sequence[Edit], author: str, day: date, mark: str) -> bytes:
        """The same file with these edits, in the order in which they follow one another at a same place."""
        taken = frozenset(counted(one.get(w("id"))) for one in self._document.iter() if one.get(w("id")))
        reviser = Reviser(author, day, taken)
        styles = beside.styles_of(self._package)
        outlines = read_outlines(self._package.tree(self._package.linked("styles")))
        work = _Work(Writer(reviser, styles), self._spots, outlines, beside.first_number(self._package))
        for edit in edits:
            work.lay(edit)
        work.write()
        self._package.put(self._package.main, self._document)
        if work.comments:
            beside.add_comments(self._package, work.comments, reviser, styles)
        beside.track(self._package)
        beside.bear(self._package, mark)
        return self._package.packed()


@dataclass
class _Work:
    """New paragraphs by the spots where they go: put there once all are known, so that none moves another's place."""

    writer: Writer
    spots: Spots
    outlines: Mapping[str, Outline]
    number: int
    comments: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    laid: dict[Spot, list[Element]] = field(default_factory=dict)

    def lay(self, edit: Edit) -> None:
        numbers = [*self._numbered(edit.comments)]
        lines, spot, goes_on = [*edit.lines], self._spot(edit), False
        opens: Sequence[int] = numbers
        if edit.instead and (sentence := _sentence(self.spots, edit.after, edit.instead)):
            looks = struck_looks(sentence)
            deleted = strike(sentence, self.writer.reviser)
            goes_on = sentence.alone and self._goes_on(edit, spot)
            if goes_on:
                ends = numbers if len(lines) == 1 else ()
                deleted.addprevious(self.writer.stretch(looks.runs(lines.pop(0)), opens, ends))
                opens = ()
        if lines:
            looks = looks_near(spot.element, self.outlines)
            paragraphs, laid = self.writer.paragraphs(lines, looks, opens, numbers), self.laid.setdefault(spot, [])
            place = 0 if goes_on else len(laid)
            laid[place:place] = paragraphs

    def _goes_on(self, edit: Edit, spot: Spot) -> bool:
        """Can the first line stand on that of the sentence, and the others at once after it, before any other text?"""
        first = edit.lines[0]
        return spot.element is self.spots.paragraphs[edit.after] and not (first.item or first.title)

    def _spot(self, edit: Edit) -> Spot:
        found = None
        if edit.where is Where.START:
            found = self.spots.start()
        elif edit.where is Where.AFTER:
            found = self.spots.after(edit.after, in_row=edit.in_row)
        return found or self.spots.end()

    def _numbered(self, comments: Iterable[Sequence[str]]) -> Iterable[int]:
        for said in comments:
            self.comments.append((self.number, said))
            yield self.number
            self.number += 1

    def write(self) -> None:
        for spot, paragraphs in self.laid.items():
            self.writer.put(spot, paragraphs)


def _sentence(spots: Spots, rank: int, said: str) -> Sentence | None:
    """Where a sentence that can be marked as deleted stands in a paragraph."""
    return None if spots.keeps(rank) else found_in(spots.paragraphs[rank], said)
