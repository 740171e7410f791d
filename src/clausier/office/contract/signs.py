"""The one rule for the characters of a contract's text: what is left out, what is spelled otherwise, what is white.

Quotations are to the letter; what nobody sees on the page (soft hyphens, marks of no width, of reading order) is not
of the letter, nor are the shapes that a font gives to letters that touch.
"""

from __future__ import annotations

import re
import unicodedata

from clausier import characters
from clausier.french import normal

BAR, BROKEN_BAR = "|", "\u00a6"
UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
"""A soft hyphen, marks without width, of reading order, of annotation: ranges of a class of characters."""
HYPHENS = "\u2010\u2011"
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
SPELLED = {**LIGATURES, **dict.fromkeys(map(ord, HYPHENS), "-")}
ODD = re.compile(f"[{UNSEEN}{HYPHENS}\ufb00-\ufb06]")
LEFT_OUT = re.compile(f"[{UNSEEN}]+")


def clean(text: str) -> str:
    """The text on one line, in NFC, of characters that may be kept; white space, no-break too, as single spaces."""
    line = " ".join(text.split())
    if line.isascii():
        return characters.legible(line)
    if ODD.search(line):
        line = " ".join(LEFT_OUT.sub("", line).translate(SPELLED).split())
    return characters.legible(normal("NFC", line))


def row(cells: list[str]) -> str:
    """Cells as the line of a table, « | » between them; an empty one has nothing between its bars."""
    return " | ".join([clean(cell).replace(BAR, BROKEN_BAR) for cell in cells])
