"""Is what is written beside an « Accepté » only courtesy? The library lists what is; the rest may be a reservation."""

from __future__ import annotations

import re
from collections.abc import Collection

from clausier.french import fold

STOPS = re.compile(r"[^\w\s'’/-]+|\s[-–—]\s|\n")
"""Between two phrases: « Merci, conforme. » holds two."""


def is_harmless(text: str, phrases: Collection[str]) -> bool:
    """True for a blank text, or one made of these phrases alone; case, accents, blanks and punctuation apart.

    A question mark asks something: it is never harmless.
    """
    known = {_plain(phrase) for phrase in phrases}
    return "?" not in text and all(_known(piece, known) for piece in STOPS.split(text))


def _known(piece: str, known: Collection[str]) -> bool:
    plain = _plain(piece)
    return not plain or plain in known or all(half in known for half in plain.split(" et "))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
