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
from clausier.office.word.text import squeezed

PROJECT = r"PROJET( du \S+ \w+ \d{4})?"
PAGES = r"Page \d+ sur \d+"


def tell_margins(parts: Parts, mark: Mark | None, answers: Answers) -> None:
    """Ours hold what the properties call the file, its reference, the number of the page, the day of the draft."""
    for story, text in dict.fromkeys(_lines(parts)):
        if not _is_ours(text, parts.title, mark):
            answers.notice(story.value, f"ce texte n'est pas celui qui a été envoyé : « {excerpt(text, 300)} ».")


def _lines(parts: Parts) -> Iterator[tuple[Story, str]]:
    for story, paragraphs in stories(parts):
        if story in (Story.HEADER, Story.FOOTER):
            yield from ((story, text) for one in paragraphs if (text := squeezed(one.flat)))


def _is_ours(text: str, title: str, mark: Mark | None) -> bool:
    case = re.escape(mark.case) if mark and mark.case else ".+"
    known = rf"{PROJECT}|(Réf\. {case})?( ?{PAGES})?"
    said = " ".join(text.split())
    return neutral(said) == neutral(title) or re.fullmatch(known, said) is not None
