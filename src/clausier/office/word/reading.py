"""The text of Word's paragraphs: the one reader, whatever wraps the text and whichever part holds it.

A paragraph is read as pieces, each with what was done to it; a reader keeps those that it wants. A text box is
a paragraph (or several) of its own, read once: neither in the paragraph that it floats beside, nor in the
picture that older programs show instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from clausier.office.word.opening import Parts
from clausier.office.word.xml import Element, head, is_on, value, w

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXTS = frozenset((w("t"), w("delText"), f"{MATH}t"))
SPELLED = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011",
           w("softHyphen"): "\u00ad"}  # fmt: skip
BREAKS = frozenset((w("br"), w("cr")))
WRAPPERS = frozenset(w(name) for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
                                          "dir", "bdo"))  # fmt: skip
SILENT = frozenset(
    w(name)
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "proofErr", "bookmarkStart", "bookmarkEnd",
        "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
        "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "lastRenderedPageBreak", "fldChar",
        "instrText", "delInstrText", "footnoteRef", "endnoteRef", "separator", "continuationSeparator",
    )
)  # fmt: skip
BLOCK_WRAPPERS = frozenset(w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
"""What may stand around a paragraph, a table, a row or a cell."""
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
FLAT = str.maketrans({"\t": " ", "\u00ad": None})


class Change(Enum):
    """What a tracked change did to a text."""

    NONE = "inchangé"
    INSERTED = "inséré"
    DELETED = "supprimé"


CHANGES = {
    w("ins"): Change.INSERTED,
    w("moveTo"): Change.INSERTED,
    w("del"): Change.DELETED,
    w("moveFrom"): Change.DELETED,
}


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of text, or a thing that is none (an image, an equation, the call of a note: its text is empty).

    `source` is the element that holds it, `run` the run around it, `thing` what is no plain text in or around it;
    `placeholder`: does it only show in a control that nobody filled in?
    """

    text: str
    source: Element
    run: Element | None = None
    change: Change = Change.NONE
    placeholder: bool = False
    thing: Element | None = None

    @property
    def struck(self) -> bool:
        """Is it struck through?"""
        properties = self.run.find(w("rPr")) if self.run is not None else None
        return bool(is_on(properties, "strike") or is_on(properties, "dstrike"))


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph; `rank` is its place among those of its part, from 0."""

    element: Element
    rank: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What it says once tracked changes are accepted."""
        return "".join([piece.text for piece in self.pieces if piece.change is not Change.DELETED])

    @property
    def flat(self) -> str:
        """The same, its tabs as spaces, without the hyphens that only show at the end of a line."""
        return self.text.translate(FLAT)

    @property
    def answer(self) -> str:
        """What a person typed: the text without what empty controls show."""
        kept = [piece.text for piece in self.pieces if piece.change is not Change.DELETED and not piece.placeholder]
        return "".join(kept)

    @property
    def style(self) -> str:
        """The id of its style; empty for the usual one."""
        return value(self.element.find(w("pPr")), "pStyle")

    @property
    def in_table(self) -> bool:
        return next(self.element.iterancestors(w("tc")), None) is not None

    @property
    def added(self) -> bool:
        """Was anything in it, or its end, typed under tracking?"""
        mark = self.element.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}")
        return mark is not None or any(piece.change is Change.INSERTED for piece in self.pieces)


def paragraphs(container: Element) -> Iterator[Paragraph]:
    """The paragraphs of a part, a table or a cell, those of tables and text boxes within it too, each once."""
    twice = {one for fallback in container.iter(FALLBACK) for one in fallback.iter(w("p"))}
    for rank, element in enumerate(container.iter(w("p"))):
        if element not in twice:
            yield Paragraph(element, rank, tuple(pieces(element)))


def lines(container: Element) -> Iterator[str]:
    """The flat texts of paragraphs."""
    return (paragraph.flat for paragraph in paragraphs(container))


def text_of(paragraph: Element) -> str:
    """What a paragraph says once tracked changes are accepted, flat."""
    return Paragraph(paragraph, 0, tuple(pieces(paragraph))).flat


def pieces(paragraph: Element) -> Iterator[Piece]:
    """Everything that a paragraph holds, deleted text and empty controls too."""
    return _walk(paragraph, Piece("", paragraph, placeholder=any(map(shows_prompt, paragraph.iterancestors(w("sdt"))))))


def shows_prompt(control: Element) -> bool:
    """Does a control only show its prompt, whatever that says?"""
    return is_on(head(control, "sdtPr"), "showingPlcHdr") is True


def _walk(element: Element, around: Piece) -> Iterator[Piece]:
    for child in element:
        tag = child.tag
        if tag in TEXTS:
            yield replace(around, text=child.text or "", source=child)
        elif tag in SPELLED:
            yield replace(around, text=SPELLED[tag], source=child)
        elif tag in SILENT or tag in (w("p"), FALLBACK) or not isinstance(tag, str):
            continue
        elif tag == w("r"):
            yield from _walk(child, replace(around, run=child))
        elif tag in CHANGES:
            deleted = around.change is Change.DELETED
            yield from _walk(child, around if deleted else replace(around, change=CHANGES[tag]))
        elif tag in WRAPPERS:
            yield from _walk(child, replace(around, placeholder=True) if shows_prompt(child) else around)
        else:
            thing = replace(around, source=child, thing=around.thing if around.thing is not None else child)
            yield thing
            yield from _walk(child, thing)


def through(container: Element, *tags: str) -> Iterator[Element]:
    """Children with these tags, also inside content controls and tracked insertions."""
    for child in container:
        if child.tag in tags:
            yield child
        elif child.tag in BLOCK_WRAPPERS:
            yield from through(child, *tags)


class Story(Enum):
    """Where a text stands in a document."""

    BODY = "corps"
    HEADER = "en-tête"
    FOOTER = "pied de page"
    FOOTNOTE = "note de bas de page"
    ENDNOTE = "note de fin"
    COMMENT = "commentaire"


STORIES = {
    "header": Story.HEADER,
    "footer": Story.FOOTER,
    "footnotes": Story.FOOTNOTE,
    "endnotes": Story.ENDNOTE,
    "comments": Story.COMMENT,
}
"""By the kind of link from the body."""


def stories(parts: Parts) -> Iterator[tuple[Story, Iterable[Paragraph]]]:
    """The paragraphs of every part that people read, the body first."""
    yield Story.BODY, paragraphs(parts.document)
    for kind, root in parts.linked:
        if kind in STORIES:
            yield STORIES[kind], paragraphs(root)
