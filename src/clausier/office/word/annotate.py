"""Writes comments in a Word file, each on a paragraph of its body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clausier.office.kinds import CONTENT_TYPES
from clausier.office.package import RELATIONS, parse
from clausier.office.word.wrapper import BODY, PACKAGE, STYLES, part_type
from clausier.office.word.xml import Element, counted, el, inside, serialised, text, value, w

COMMENTS, LINKS = "word/comments.xml", "word/_rels/document.xml.rels"
REFERENCE, NOTE = "annotation reference", "annotation text"
WANTED = {REFERENCE: ("character", "CommentReference", 16), NOTE: ("paragraph", "CommentText", 20)}
"""The styles of comments: kind, id unless the file has one (Word translates ids, not names), size in half-points."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a comment says, as paragraphs, and the rank of its paragraph in the body."""

    paragraph: int
    lines: Sequence[str]


def commented(members: Mapping[str, bytes], notes: Iterable[Note], author: str, initials: str) -> dict[str, bytes]:
    """The package with these comments after those that it has."""
    styles, body = parse(members[STYLES]), parse(members[BODY])
    ids = _style_ids(styles)
    comments = parse(members[COMMENTS]) if COMMENTS in members else el("comments")
    number = max((counted(one.get(w("id"))) for one in comments), default=-1) + 1
    places = list(body.iter(w("p")))
    for rank, note in enumerate(notes, start=number):
        _mark(places[note.paragraph], rank, ids[REFERENCE])
        comments.append(_comment(el("comment", id=rank, author=author, initials=initials), note.lines, ids))
    changed = {BODY: body, STYLES: styles, COMMENTS: comments}
    declared = {} if COMMENTS in members else _declared(members)
    return {**members, **declared, **{name: serialised(root) for name, root in changed.items()}}


def _mark(paragraph: Element, number: int, style: str) -> None:
    """The paragraph's content between the two ends of the comment, and its reference."""
    start = paragraph.find(w("pPr"))
    paragraph.insert(0 if start is None else paragraph.index(start) + 1, el("commentRangeStart", id=number))
    reference = el("r", el("rPr", el("rStyle", val=style)), el("commentReference", id=number))
    paragraph.extend([el("commentRangeEnd", id=number), reference])


def _comment(comment: Element, lines: Sequence[str], ids: Mapping[str, str]) -> Element:
    for rank, line in enumerate(lines):
        sign = None if rank else el("r", el("rPr", el("rStyle", val=ids[REFERENCE])), el("annotationRef"))
        comment.append(el("p", el("pPr", el("pStyle", val=ids[NOTE])), sign, el("r", text(line))))
    return comment


def _style_ids(styles: Element) -> dict[str, str]:
    """Ids of the styles of comments, which are added where they are missing."""
    known = {value(style, "name").lower(): str(style.get(w("styleId"), "")) for style in styles.iter(w("style"))}
    for name, (kind, identifier, size) in WANTED.items():
        if name not in known:
            styles.append(_style(name, kind, identifier, size))
    return {name: known.get(name, identifier) for name, (_, identifier, _) in WANTED.items()}


def _style(name: str, kind: str, identifier: str, size: int) -> Element:
    return el(
        "style",
        el("name", val=name),
        el("uiPriority", val=99),
        el("semiHidden") if kind == "character" else None,
        el("unhideWhenUsed"),
        el("rPr", el("sz", val=size), el("szCs", val=size)),
        type=kind,
        styleId=identifier,
    )


def _declared(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The content types and links of the body, with the comments."""
    types, links = parse(members[CONTENT_TYPES]), parse(members[LINKS])
    inside(types, f"{{{PACKAGE}/content-types}}Override", PartName=f"/{COMMENTS}", ContentType=part_type("comments"))
    name = f"rIdCommentaires{len(links)}"
    inside(
        links, f"{{{PACKAGE}/relationships}}Relationship", Id=name, Type=f"{RELATIONS}/comments", Target="comments.xml"
    )
    return {CONTENT_TYPES: serialised(types), LINKS: serialised(links)}
