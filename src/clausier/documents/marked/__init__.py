"""The provider's own contract with our requests in it, as tracked changes and comments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clausier.documents.marked import wording
from clausier.documents.marked.places import Places
from clausier.documents.marked.placing import By, Placed, Placer
from clausier.documents.marked.subjects import Point
from clausier.french import counted
from clausier.model.negotiation import MarkedText
from clausier.model.proposal import Block, ProviderView, Request, Run
from clausier.model.reading import Reading
from clausier.office.contract import read_word
from clausier.office.mark import keywords_of_theirs
from clausier.office.marking import Contract
from clausier.office.marking.edits import Edit, Line, Where

EXCERPT = 600
"""Signs of the paragraph after which a request stands that are kept, to know it again."""


@dataclass(frozen=True, slots=True)
class Given:
    """A contract that was given: the bytes and the name of its file, and what was read of it, if it was."""

    content: bytes
    name: str
    reading: Reading | None = None

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Marked:
    """The file, what it was made from, how each request stands in it, by its id, and which request goes where."""

    given: Given
    content: bytes
    texts: Mapping[str, MarkedText]
    placed: tuple[Placed, ...]

    @property
    def told(self) -> str:
        """How many requests stand at a place, which only by the heading of an article, and which in the annex."""
        annexed = [one.request.number for one in self.placed if one.block is None]
        headed = [one.request.number for one in self.placed if one.by is By.SUBJECT]
        there = counted(len(self.placed) - len(annexed), "demande à sa place", "demandes à leur place")
        by_title = f", dont {len(headed)} d'après le titre d'un article ({', '.join(headed)})" if headed else ""
        in_annex = f", {len(annexed)} en annexe ({', '.join(annexed)})" if annexed else ""
        return there + by_title + in_annex


def marked_contract(given: Given, view: ProviderView, points: Mapping[str, Point]) -> Marked:
    """The contract with the requests of a view; `points` are those of the guide, by id, asked or not.

    InvalidInput says why a file cannot be marked.
    """
    contract = Contract.of(given.content, given.name)
    places = Places(read_word(given.content, given.name))
    work = _Work(contract, view, places)
    for placed in Placer(places, given.reading, points).placed(view.requests):
        work.lay(placed)
    content = contract.marked([*work.edits()], view.writer.name, view.iso_day, keywords_of_theirs(view.mark))
    return Marked(given, content, work.texts, tuple(work.placed))


@dataclass
class _Work:
    """Edits as they come: those at a place, then the annex."""

    contract: Contract
    view: ProviderView
    places: Places
    placed: list[Placed] = field(default_factory=list)
    texts: dict[str, MarkedText] = field(default_factory=dict)
    _inside: list[Edit] = field(default_factory=list)
    _annexed: list[Edit] = field(default_factory=list)

    def lay(self, placed: Placed) -> None:
        request, block, told = placed.request, placed.block, ""
        if block is not None and not self.contract.has_room(block.paragraph, in_row=placed.in_row):
            placed, block, told = Placed(request, None, By.NOTHING), None, wording.NO_ROOM
        elif block is None:
            told = wording.NO_PLACE
        sentence = placed.sentence if block and self._strikes(placed, block.paragraph) else ""
        if block is not None and placed.contrary and not sentence:
            told = wording.REMAINS
        self.placed.append(placed)
        lines = [*lines_of(request, self.view, introduced=not sentence)]
        comments = (wording.comment(request, sentence=sentence, told=told),)
        if block is None:
            self._annexed.append(Edit((_title(request.title), *lines), comments, Where.END))
        else:
            self._inside.append(Edit(tuple(lines), comments, Where.AFTER, block.paragraph, placed.in_row, sentence))
        self.texts[request.id] = MarkedText(
            text="\n".join(_plain(request)) if sentence else "",
            struck=sentence,
            after=block.text[:EXCERPT] if block else "",
            before=self.places.following(block)[:EXCERPT] if block else "",
        )

    def _strikes(self, placed: Placed, rank: int) -> bool:
        return bool(placed.sentence) and self.contract.can_strike(rank, placed.sentence)

    def edits(self) -> Iterator[Edit]:
        """Those at the beginning, at their places, at the end; the first bears the reserve."""
        reserve = (wording.reserve(self.view),)
        if head := wording.HEADS[self.view.contract.signed]:
            yield Edit((_title(head),), (reserve,), Where.START)
        common = [*self._common()]
        annex = [*self._annexed, *([Edit(tuple(common), (), Where.END)] if common else [])]
        inside = [*self._inside]
        if inside and not head:
            inside[0] = _with_comment(inside[0], reserve)
        yield from inside
        if annex:
            comments = () if head or inside else (reserve,)
            yield Edit((_title(wording.ANNEX),), comments, Where.END)
            yield from annex

    def _common(self) -> Iterator[Line]:
        """The terms that several clauses use, and the rules for all of them."""
        terms = [term.block for term in self.view.definitions if not term.point]
        for title, found in (
            (wording.DEFINITIONS, [_line(term) for term in terms]),
            (wording.RULES, [Line(_runs(rule.runs)) for rule in self.view.rules]),
        ):
            if found:
                yield _title(title)
                yield from found


def lines_of(request: Request, view: ProviderView, *, introduced: bool) -> Iterator[Line]:
    """The text of a request as the act prints it: what ties it to the contract, the clause, the terms that it defines.

    What ties it goes where its sentence takes the place of another.
    """
    if introduced and request.introduction:
        yield Line(_runs(request.introduction))
    yield from map(_line, (*request.body, *view.defined_in(request.id)))


def _plain(request: Request) -> Iterator[str]:
    bare = request.model_copy(update={"introduction": ()})
    return iter(bare.text.split("\n"))


def _line(block: Block) -> Line:
    return Line(_runs(block.runs), item=block.kind == "liste", title=block.kind == "partie")


def _runs(runs: tuple[Run, ...]) -> tuple[tuple[str, bool], ...]:
    return tuple((run.text, run.style == "fort") for run in runs if run.text)


def _title(said: str) -> Line:
    return Line(((said, True),), title=True)


def _with_comment(edit: Edit, said: tuple[str, ...]) -> Edit:
    return Edit(edit.lines, (said, *edit.comments), edit.where, edit.after, edit.in_row, edit.instead)
