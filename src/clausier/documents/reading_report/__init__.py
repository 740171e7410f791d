"""lecture.docx: the contract's text with its passages marked and commented, and the points of which nothing was found.

It is for the practice alone and never goes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clausier.documents.reading_report import comment
from clausier.documents.reading_report.contract import contract
from clausier.documents.reading_report.front import BANNER, TITLE, head
from clausier.documents.reading_report.layout import laid_out, pieces_of
from clausier.documents.reading_report.looks import STYLES
from clausier.documents.reading_report.spans import covered, marks_of
from clausier.documents.reading_report.unfound import unfound
from clausier.french import typeset
from clausier.model.contract_text import SourceText
from clausier.model.library import Library
from clausier.model.reading import Reading
from clausier.office.package import packed
from clausier.office.word.margin import Comment, with_comments
from clausier.office.word.parts import Frame, members_of
from clausier.office.word.styles import styles_part

__all__ = ["reading_report"]

AUTHOR, INITIALS = "clausier", "cl"


def reading_report(texts: Sequence[SourceText], reading: Reading, library: Library, day: date) -> bytes:
    """The Word file, the same bytes for the same arguments.

    `texts` are the files that were read, each of its own name, in the order in which they are printed; the points of
    the reading are the library's; `day` is printed, and tells which laws are in force.
    """
    several = len(texts) > 1
    body = [*head(texts, reading, day), *unfound(reading, library, day, files=several)]
    comments: list[Comment] = []
    for text in texts:
        parts = list(laid_out(text.blocks))
        pieces = pieces_of(parts)
        marks = marks_of(text, reading, library.by_id, pieces, len(comments))
        body += contract(text, parts, covered(marks, pieces))
        comments += [(mark.number, comment.paragraphs(mark)) for mark in marks]
    frame = Frame(typeset(TITLE), typeset(BANNER), {}, styles_part(STYLES), is_landscape=False)
    return packed(with_comments(members_of(frame, body), comments, AUTHOR, INITIALS))
