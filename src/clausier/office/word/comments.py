"""A lawyer's comments, each with its place."""

from __future__ import annotations

from clausier.office.word import stylenames
from clausier.office.word.opening import Parts
from clausier.office.word.places import Comment, excerpt
from clausier.office.word.reading import lines, paragraphs
from clausier.office.word.styled import Styles
from clausier.office.word.text import squeezed
from clausier.office.word.xml import Element, w


def read_comments(parts: Parts, styles: Styles) -> tuple[Comment, ...]:
    """Comments in the order of the document, those without a place last; read before changes are accepted."""
    if parts.comments is None:
        return ()
    by_id = {str(one.get(w("id"))): one for one in parts.comments.iter(w("comment"))}
    found: list[Comment] = []
    heading = ""
    for paragraph in paragraphs(parts.document):
        text = squeezed(paragraph.flat)
        if styles.name_of(paragraph.element) in (stylenames.CATEGORY, stylenames.CLAUSE) and text:
            heading = text
        for reference in paragraph.element.iter(w("commentReference")):
            one = by_id.pop(str(reference.get(w("id"))), None)
            if one is not None:
                found.append(_comment(one, heading, text))
    return (*found, *(_comment(one, "", "") for one in by_id.values()))


def _comment(one: Element, heading: str, paragraph: str) -> Comment:
    said = (squeezed(line) for line in lines(one))
    return Comment(str(one.get(w("author"), "")), heading, excerpt(paragraph), "\n".join(filter(None, said)))
