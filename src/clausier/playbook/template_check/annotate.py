"""A copy of a template with a Word comment on each fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from clausier.errors import Severity
from clausier.french import typeset
from clausier.office.kinds import CONTENT_TYPES
from clausier.office.package import RELATIONS, W, packed, parse, read_members
from clausier.office.word.xml import serialised, w
from clausier.playbook.template_check.foreign import COMMENTS
from clausier.playbook.template_check.places import BODY, STYLES, Fault, Spot

LINKS = "word/_rels/document.xml.rels"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
AUTHOR, INITIALS = "clausier", "cl"
TAG = re.compile(r"(\{[{%].*?[%}]\})")
FIRST = Spot(BODY, 0)
WANTED = {
    "annotation reference": (
        "character",
        "CommentReference",
        '<w:semiHidden/><w:unhideWhenUsed/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>',
    ),
    "annotation text": (
        "paragraph",
        "CommentText",
        '<w:unhideWhenUsed/><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>',
    ),
}


def annotated(content: bytes, faults: Iterable[Fault]) -> bytes:
    """The file with its comments; Word comments no header, so that its faults stand on the first paragraph."""
    members = read_members(content)
    styles, names = _styles(parse(members[STYLES]))
    body = parse(members[BODY])
    comments = parse(members[COMMENTS]) if COMMENTS in members else etree.Element(w("comments"), nsmap={"w": W})
    number = max((int(one.get(w("id"), "0")) for one in comments), default=-1) + 1
    places = list(body.iter(w("p")))
    for rank, fault in enumerate(faults, start=number):
        spot = fault.spot if fault.spot and fault.spot.part == BODY else FIRST
        _mark(places[spot.rank], str(rank), names["annotation reference"])
        comments.append(_comment(str(rank), _said(fault, spot), names))
    return packed(
        {**members, **_declared(members), BODY: serialised(body), STYLES: styles, COMMENTS: serialised(comments)}
    )


def _said(fault: Fault, spot: Spot) -> Sequence[str]:
    """The paragraphs of the comment."""
    problem = fault.problem
    kind = "Erreur" if problem.severity is Severity.ERROR else "Avertissement"
    elsewhere = f" ({problem.key})" if fault.spot and fault.spot != spot else ""
    return [_typeset(line) for line in (f"{kind}{elsewhere} : {problem.message}", problem.hint) if line]


def _typeset(text: str) -> str:
    """French typography outside the tags, which are there to be copied."""
    return "".join(piece if rank % 2 else typeset(piece) for rank, piece in enumerate(TAG.split(text)))


def _mark(paragraph: etree._Element, number: str, style: str) -> None:
    """The paragraph's content between the two ends of the comment, and its reference."""
    start = paragraph.find(w("pPr"))
    paragraph.insert(0 if start is None else paragraph.index(start) + 1, _element("commentRangeStart", id=number))
    run = etree.SubElement(paragraph, w("r"))
    paragraph.insert(paragraph.index(run), _element("commentRangeEnd", id=number))
    etree.SubElement(run, w("rPr")).append(_element("rStyle", val=style))
    run.append(_element("commentReference", id=number))


def _comment(number: str, lines: Sequence[str], styles: Mapping[str, str]) -> etree._Element:
    comment = _element("comment", id=number, author=AUTHOR, initials=INITIALS)
    for rank, line in enumerate(lines):
        paragraph = etree.SubElement(comment, w("p"))
        etree.SubElement(paragraph, w("pPr")).append(_element("pStyle", val=styles["annotation text"]))
        if rank == 0:
            run = etree.SubElement(paragraph, w("r"))
            etree.SubElement(run, w("rPr")).append(_element("rStyle", val=styles["annotation reference"]))
            run.append(_element("annotationRef"))
        text = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def _element(name: str, **attributes: str) -> etree._Element:
    return etree.Element(w(name), {w(key): value for key, value in attributes.items()})


def _styles(root: etree._Element) -> tuple[bytes, dict[str, str]]:
    """The styles part with the two styles of comments, and their ids: Word translates ids, not names."""
    ids = {}
    for style in root.iter(w("style")):
        name = style.find(w("name"))
        if name is not None:
            ids[name.get(w("val"), "").lower()] = style.get(w("styleId"), "")
    for name, (kind, identifier, properties) in WANTED.items():
        if name not in ids:
            root.append(_style(name, kind, identifier, properties))
    return serialised(root), {name: ids.get(name, identifier) for name, (_, identifier, _) in WANTED.items()}


def _style(name: str, kind: str, identifier: str, properties: str) -> etree._Element:
    return etree.fromstring(
        f'<w:style xmlns:w="{W}" w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:uiPriority w:val="99"/>{properties}</w:style>'
    )


def _declared(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The content types and links of the body, with the comments."""
    if COMMENTS in members:
        return {}
    types, links = parse(members[CONTENT_TYPES]), parse(members[LINKS])
    override = etree.SubElement(types, f"{{{PACKAGE}/content-types}}Override")
    override.set("PartName", f"/{COMMENTS}")
    override.set("ContentType", CONTENT_TYPE)
    link = etree.SubElement(links, f"{{{PACKAGE}/relationships}}Relationship")
    link.set("Id", f"rIdCommentaires{len(links)}")
    link.set("Type", f"{RELATIONS}/comments")
    link.set("Target", "comments.xml")
    return {CONTENT_TYPES: serialised(types), LINKS: serialised(links)}
