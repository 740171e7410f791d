"""Headers and footers of a Word file that comes back: what is not what ours say is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausier.model.negotiation import Mark
from clausier.negotiation.reply.answers import Answers
from clausier.negotiation.reply.neutral import neutral
from clausier.office.word.opening import Parts
from clausier.office.word.places import excerpt
from clausier.office.word.reading import Story, stories
from clausier.office.word.remarks import drawn_text
from clausier.office.word.text import squeezed

PROJECT = r"PROJET( du \S+ \w+ \d{4})?"
PAGES = r"Page \d+ sur \d+"
ADDED = "ce texte n'est pas celui qui a été envoyé : « {} »."


def tell_margins(parts: Parts, mark: Mark | None, answers: Answers) -> None:
    """Ours hold what the properties call the file, its reference, the number of the page, the day of the draft."""
    for story, text in dict.fromkeys(_lines(parts)):
        if rest := _own(text, parts.title, mark):
            answers.notice(story.value, ADDED.format(excerpt(rest, 300)))


def _lines(parts: Parts) -> Iterator[tuple[Story, str]]:
    """The paragraphs, and what a drawing says by itself, such as a watermark."""
    for story, paragraphs in stories(parts):
        if story in (Story.HEADER, Story.FOOTER):
            for one in paragraphs:
                yield story, squeezed(one.flat)
                for piece in one.pieces:
                    if piece.thing is piece.source:
                        yield story, drawn_text(piece.source)


def _own(text: str, title: str, mark: Mark | None) -> str:
    """What is left of a text once ours is taken from its beginning."""
    case = re.escape(mark.case) if mark and mark.case else ".+"
    said, called = " ".join(text.split()), " ".join(title.split())
    rest = "" if neutral(said) == neutral(called) else said.removeprefix(called).strip()
    return re.sub(rf"\A(?:{PROJECT})?(?:Réf\. {case}(?= |\Z))? ?(?:{PAGES})?", "", rest).strip()
