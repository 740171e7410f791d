"""Comments in the margin of a Word file: where each begins and ends in the body, and the part that tells them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from clausier.office.kinds import CONTENT_TYPES
from clausier.office.package import RELATIONS, parse
from clausier.office.word.wrapper import PACKAGE, STYLES, part_type
from clausier.office.word.xml import Element, counted, el, inside, serialised, value, w

COMMENTS, LINKS = "word/comments.xml", "word/_rels/document.xml.rels"
REFERENCE, NOTE = "annotation reference", "annotation text"
WANTED = {REFERENCE: ("character", "CommentReference", 16), NOTE: ("paragraph", "CommentText", 20)}
"""The styles of comments: kind, id unless the file has one (Word translates ids, not names), size in half-points."""
USUAL = {name: identifier for name, (_, identifier, _) in WANTED.items()}
"""Their ids in a file of ours."""
Comment = tuple[int, Sequence[Sequence[Element]]]
"""Its number, and the runs of each of its paragraphs."""


def opening(number: int) -> Element:
    """Where the text begins that a comment is about."""
    return el("commentRangeStart", id=number)


def closing(number: int, ids: Mapping[str, str] = USUAL) -> tuple[Element, Element]:
    """Where it ends, and the mark of the comment."""
    return el("commentRangeEnd", id=number), _styled(ids[REFERENCE], el("commentReference", id=number))


def style_ids(members: Mapping[str, bytes]) -> dict[str, str]:
    """The ids of the styles of comments in this file, or those that `with_comments` gives them."""
    known = _known(parse(members[STYLES]))
    return {name: known.get(name, identifier) for name, identifier in USUAL.items()}


def next_number(members: Mapping[str, bytes]) -> int:
    """The first number that no comment of the file has."""
    return max((counted(one.get(w("id"))) for one in _comments(members)), default=-1) + 1


def with_comments(
    members: Mapping[str, bytes], comments: Iterable[Comment], author: str, initials: str
) -> dict[str, bytes]:
    """The package with these comments after those that it has, and the styles that they need."""
    styles, part, ids = parse(members[STYLES]), _comments(members), style_ids(members)
    known = _known(styles)
    styles.extend(_style(name, *looks) for name, looks in WANTED.items() if name not in known)
    for number, paragraphs in comments:
        part.append(el("comment", *_told(paragraphs, ids), id=number, author=author, initials=initials))
    declared = {} if COMMENTS in members else _declared(members)
    return {**members, **declared, STYLES: serialised(styles), COMMENTS: serialised(part)}


def _comments(members: Mapping[str, bytes]) -> Element:
    return parse(members[COMMENTS]) if COMMENTS in members else el("comments")


def _known(styles: Element) -> dict[str, str]:
    return {value(style, "name").lower(): str(style.get(w("styleId"), "")) for style in styles.iter(w("style"))}


def _told(paragraphs: Sequence[Sequence[Element]], ids: Mapping[str, str]) -> Iterable[Element]:
    for rank, runs in enumerate(paragraphs):
        sign = None if rank else _styled(ids[REFERENCE], el("annotationRef"))
        yield el("p", el("pPr", el("pStyle", val=ids[NOTE])), sign, *runs)


def _styled(style: str, sign: Element) -> Element:
    return el("r", el("rPr", el("rStyle", val=style)), sign)


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
