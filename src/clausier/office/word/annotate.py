"""Writes comments in a Word file, each on a paragraph of its body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clausier.office.package import parse
from clausier.office.word import margin
from clausier.office.word.wrapper import BODY
from clausier.office.word.xml import Element, el, serialised, text, w


@dataclass(frozen=True, slots=True)
class Note:
    """What a comment says, as paragraphs, and the rank of its paragraph in the body."""

    paragraph: int
    lines: Sequence[str]


def commented(members: Mapping[str, bytes], notes: Iterable[Note], author: str, initials: str) -> dict[str, bytes]:
    """The package with these comments after those that it has."""
    body, ids = parse(members[BODY]), margin.style_ids(members)
    places = list(body.iter(w("p")))
    comments: list[margin.Comment] = []
    for number, note in enumerate(notes, start=margin.next_number(members)):
        _mark(places[note.paragraph], number, ids)
        comments.append((number, [[el("r", text(line))] for line in note.lines]))
    return margin.with_comments({**members, BODY: serialised(body)}, comments, author, initials)


def _mark(paragraph: Element, number: int, ids: Mapping[str, str]) -> None:
    """The paragraph's content between the two ends of the comment, and its reference."""
    start = paragraph.find(w("pPr"))
    paragraph.insert(0 if start is None else paragraph.index(start) + 1, margin.opening(number))
    paragraph.extend(margin.closing(number, ids))
