"""Marks one sentence of a paragraph as deleted, where its words are plain runs: else nothing is touched."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausier.french import fold
from clausier.office.marking.edits import Reviser
from clausier.office.marking.looks import Looks
from clausier.office.word.reading import SPELLED, Change, Piece, pieces
from clausier.office.word.xml import SPACE, Element, is_on, w

WORD = re.compile(r"\w+")
TEXTS = frozenset((w("t"), *SPELLED))
IN_RUN = TEXTS | {w("rPr"), w("lastRenderedPageBreak")}
"""What a run may hold for its text to be marked as deleted: a field, a note or a drawing is no such thing."""
RANGES = frozenset(w(name) for name in ("proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart",
                                        "commentRangeEnd", "permStart", "permEnd"))  # fmt: skip
LABEL = re.compile(r"\W*(?:(?:article|art\.)?\W*[\d.]{1,12}|[a-z]\))?\W*", re.I)
"""What may stand before a sentence that is all that a paragraph says."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands: its runs, and offsets in their text together; `alone`: it is all that there is."""

    runs: tuple[Element, ...]
    start: int
    end: int
    alone: bool


def found_in(paragraph: Element, sentence: str) -> Sentence | None:
    """The sentence, if it stands once in the paragraph, its words in plain runs without any mark; else None."""
    wanted = WORD.findall(fold(sentence))
    shown = [piece for piece in pieces(paragraph) if _is_said(piece)]
    whole = "".join([piece.text for piece in shown])
    words = [*WORD.finditer(fold(whole))]
    spelled = [word[0] for word in words]
    begins = (rank for rank, word in enumerate(spelled) if wanted and word == wanted[0])
    ranks = [rank for rank in begins if spelled[rank : rank + len(wanted)] == wanted]
    if len(ranks) != 1:
        return None
    start, end = words[ranks[0]].start(), words[ranks[0] + len(wanted) - 1].end()
    signs = [*WORD.finditer(sentence)]
    end = _over(whole, end, sentence[signs[-1].end() :], 1)
    start = len(whole) - _over(whole[::-1], len(whole) - start, sentence[: signs[0].start()][::-1], 0)
    return _located(paragraph, shown, whole, start, end)


def _over(whole: str, place: int, signs: str, spaces: int) -> int:
    """Beyond the signs that end a sentence, as far as they stand there too, and that many spaces."""
    for sign in "".join(signs.split()):
        following = len(whole) - len(whole[place:].lstrip())
        if not whole.startswith(sign, following):
            return place
        place = following + 1
    while spaces and whole[place : place + 1].isspace():
        place, spaces = place + 1, spaces - 1
    return place


def _is_said(piece: Piece) -> bool:
    hidden = piece.run is not None and is_on(piece.run.find(w("rPr")), "vanish")
    return piece.change is not Change.DELETED and not piece.struck and not hidden


def _located(paragraph: Element, shown: Sequence[Piece], whole: str, start: int, end: int) -> Sentence | None:
    runs: list[Element] = []
    first = place = 0
    for piece in shown:
        last = place + len(piece.text)
        if place < end and last > start and piece.text:
            if not _is_plain(piece, paragraph):
                return None
            if piece.run not in runs:
                first = first if runs else place - _offset_in_run(piece)
                runs.append(piece.run)
        place = last
    between = [*_from_to(runs[0], runs[-1])]
    if any(one.tag != w("r") and one.tag not in RANGES for one in between) or _in_field(runs[0]):
        return None
    if [one for one in between if one.tag == w("r")] != runs:
        return None
    alone = not whole[end:].strip() and LABEL.fullmatch(whole[:start]) is not None
    return Sentence(tuple(runs), start - first, end - first, alone)


def _is_plain(piece: Piece, paragraph: Element) -> bool:
    run = piece.run
    return (
        run is not None
        and run.getparent() is paragraph
        and piece.change is Change.NONE
        and piece.thing is None
        and all(child.tag in IN_RUN for child in run)
    )


def _in_field(run: Element) -> bool:
    """Does a field begin before a run, in its paragraph, that did not end? One that began above is refused too."""
    depth = 0
    for one in run.itersiblings(w("r"), preceding=True):
        for sign in reversed([*one.iter(w("fldChar"))]):
            depth += {"begin": 1, "end": -1}.get(str(sign.get(w("fldCharType"))), 0)
            if depth > 0:
                return True
    following = (sign for one in run.itersiblings(w("r")) for sign in one.iter(w("fldChar")))
    first = next(following, None)
    return first is not None and first.get(w("fldCharType")) != "begin"


def _offset_in_run(piece: Piece) -> int:
    """Signs of its run before a piece."""
    return sum(map(_length, piece.source.itersiblings(preceding=True)))


def _length(one: Element) -> int:
    return len(one.text or "") if one.tag == w("t") else len(SPELLED.get(one.tag, ""))


def _from_to(first: Element, last: Element) -> Iterator[Element]:
    yield first
    if first is not last:
        for one in first.itersiblings():
            yield one
            if one is last:
                return


def struck_looks(sentence: Sentence) -> Looks:
    """Those of what stands in its place, on the same line."""
    properties = sentence.runs[0].find(w("rPr"))
    kept = () if properties is None else tuple(one for one in properties if one.tag != w("rPrChange"))
    return Looks(run=kept)


def strike(sentence: Sentence, reviser: Reviser) -> Element:
    """Marks it as deleted; the first element of the mark, before which what stands instead may go.

    After it, where the paragraph ends, LibreOffice takes the end of the paragraph for inserted with it.
    """
    runs, ends = [*sentence.runs], sentence.end
    lengths = [sum(map(_length, run)) for run in runs]
    if sentence.start:
        runs[0] = _split(runs[0], sentence.start)
        lengths[0] -= sentence.start
        ends -= sentence.start
    upto = ends - sum(lengths[:-1])
    if upto < lengths[-1]:
        _split(runs[-1], upto)
    marks: list[Element] = []
    for group in _touching(runs):
        deleted = reviser.change("del")
        marks.append(deleted)
        group[0].addprevious(deleted)
        for run in group:
            deleted.append(run)
            for said in run.iter(w("t")):
                said.tag = w("delText")
    return marks[0]


def _touching(runs: Sequence[Element]) -> list[list[Element]]:
    """Runs that follow one another without anything between them, which one mark takes."""
    groups = [[runs[0]]]
    for run in runs[1:]:
        if run.getprevious() is groups[-1][-1]:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _split(run: Element, at: int) -> Element:
    """Cuts a run in two of the same looks; the second, which holds what stands from `at` on."""
    second = copy.copy(run)
    for child in [*second]:
        if child.tag != w("rPr"):
            second.remove(child)
    place = 0
    for child in [*run]:
        length = _length(child)
        if child.tag != w("rPr") and place >= at:
            second.append(child)
        elif child.tag == w("t") and place < at < place + length:
            second.append(_cut(child, at - place))
        place += length
    run.addnext(second)
    return second


def _cut(said: Element, at: int) -> Element:
    """Takes what stands from `at` on out of a text, as another."""
    rest = copy.copy(said)
    whole = said.text or ""
    said.text, rest.text = whole[:at], whole[at:]
    for one in (said, rest):
        one.set(SPACE, "preserve")
    return rest
