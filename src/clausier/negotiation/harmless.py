"""Is what comes with an « Accepté » or with a figure only courtesy? The library lists what is; the rest may reserve."""

from __future__ import annotations

import re
from collections.abc import Collection

from clausier.french import fold
from clausier.model.figure import Figure
from clausier.model.negotiation import SentText
from clausier.negotiation.reply.neutral import neutral_lines
from clausier.proposal.values import in_contract, in_letter

STOPS = re.compile(r"[^\w\s'’/-]+|\s[-–—]\s|\n")
"""Between two phrases: « Merci, conforme. » holds two."""


def is_harmless(text: str, phrases: Collection[str]) -> bool:
    """True for a blank text, or one made of these phrases alone; case, accents, blanks and punctuation apart.

    A question mark asks something: it is never harmless.
    """
    known = {_plain(phrase) for phrase in phrases}
    return "?" not in text and all(_known(piece, known) for piece in STOPS.split(text))


def says_more(wording: str, value: str, sent: SentText, phrases: Collection[str]) -> bool:
    """Does a wording say more than the figure that it comes with: alone, or where ours stood in the text sent?"""
    said = _without(wording, value)
    return not is_harmless(said, phrases) and said not in (_without(sent.text, value), _without(sent.text, sent.value))


def _without(text: str, value: str) -> str:
    """A text whose figure is blanked, in whichever way it is written; lower case, typography apart."""
    plain = "\n".join(neutral_lines(text)).casefold()
    figures = (in_contract(Figure(value)), in_letter(Figure(value)), value) if value else ()
    for written in sorted((" ".join(neutral_lines(one)).casefold() for one in figures), key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", BLANK, plain)
    return plain


BLANK = " \n "
"""In the place of a figure: it parts what stands before from what stands after."""


def _known(piece: str, known: Collection[str]) -> bool:
    plain = _plain(piece)
    return not plain or plain in known or all(half in known for half in plain.split(" et "))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
