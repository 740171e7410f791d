"""The one rule for characters: which ones may stand in a text that is kept, whoever wrote it and whatever held it.

Refused where the text enters, with file and place: what some reader or writer of ours could not give back. All others
are kept to the letter; `files.yamltext` writes escaped those of `ESCAPED`, which YAML would take for line ends.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

REMEDY = "Le retirer, ou le retaper : il ne peut être ni gardé ni imprimé."
ESCAPED = "\t\r\x85\u2028\u2029\ufeff"
"""Kept, never raw in a block of YAML."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A kind of characters that no text may hold: how it is told, and its ranges of codes, ends included."""

    told: str
    ranges: tuple[tuple[int, int], ...]

    def holds(self, sign: str) -> bool:
        return any(first <= ord(sign) <= last for first, last in self.ranges)


PLANES = range(1, (sys.maxunicode >> 16) + 1)
REFUSED = (
    Refused("caractère de contrôle interdit", ((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F))),
    Refused("moitié de caractère interdite (texte qui n'est pas en UTF-8)", ((0xD800, 0xDFFF),)),
    Refused(
        "code sans caractère interdit",
        ((0xFDD0, 0xFDEF), (0xFFFE, 0xFFFF), *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in PLANES)),
    ),
)
"""The table of what is refused; docs/securite.md says it in words."""
ODD = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]")
"""Refused, or beyond the first plane, where a class of its own for the last two of each would be ten times as slow."""


def refused(text: str) -> str:
    """The first character that may not be kept; empty if there is none."""
    found = ODD.search(text)
    while found and not any(kind.holds(found[0]) for kind in REFUSED):
        found = ODD.search(text, found.end())
    return found[0] if found else ""


def fault(text: str) -> tuple[str, str] | None:
    """What is wrong with a text and what to do, in French; None if all its characters may be kept."""
    sign = refused(text)
    if not sign:
        return None
    told = next(kind.told for kind in REFUSED if kind.holds(sign))
    return f"{told} (U+{ord(sign):04X}).", REMEDY


def legible(text: str) -> str:
    """The text with a sign of replacement for each character that may not be kept: for names and for messages."""
    return ODD.sub(lambda found: "\ufffd" if refused(found[0]) else found[0], text)
