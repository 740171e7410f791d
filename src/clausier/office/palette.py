"""The colours and typefaces of all our files, as Word writes them; `hashed` as spreadsheets do."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from clausier.model.verdict import Shade

SERIF, SANS = "Times New Roman", "Arial"

INK = "1F3A5F"
"""Titles and headings."""
GREY = "595959"
"""What is secondary."""
RULE = "A6B1C0"
"""Borders."""
TINT, TINT_AGAIN = "E9EEF4", "F3EDE3"
"""Behind headings; the second beside the first, where neighbours must be told apart."""
PALE = "F4F6F9"
"""Behind labels."""
PAPER = "F2F2F2"
"""Behind what needs no answer."""
INTERNAL = "FBF3E4"
"""Behind what must not leave the practice."""
ALARM = "8A1F11"
"""What must not be overlooked."""
HINT = "6B6B6B"
"""What an empty field shows."""
FAINT, FAINTER = "808080", "8C8C8C"
"""Keys and identifiers, there for the program."""
VALUE = "8A4B08"
"""Names that stand for values."""
TAG = "B03060"
"""Tags of a template."""
BAR, BAR_IN_CELL = "3C5A82", "9DB4D0"
SLATE, MIST = "5B6B82", "8A97A8"
BLACK, WHITE = "000000", "FFFFFF"


@dataclass(frozen=True, slots=True)
class Tone:
    """A background and the ink that can be read on it."""

    back: str
    ink: str


YES, PARTLY, NO, AGAINST, ASIDE, UNKNOWN = (
    Tone("E2F0E3", "1E5631"),
    Tone("FFF3D6", "7A4B00"),
    Tone("FBE3DF", ALARM),
    Tone("F3CFC9", ALARM),
    Tone("EDEDED", "404040"),
    Tone("E3EAF5", INK),
)
"""Of the answers; the word itself says it too."""


SHADES = MappingProxyType(
    {
        Shade.SOUND: Tone("D5EBD8", "14532D"),
        Shade.MISSING: Tone("F6C9C5", "7A1710"),
        Shade.ADVERSE: Tone("B3261E", WHITE),
        Shade.SHORT: Tone("FCE2B8", "6B3E00"),
        Shade.VAGUE: Tone("FFF4C2", "5C4A00"),
        Shade.DOUBTFUL: Tone("E7D9F2", "4A1D6B"),
        Shade.OPEN: Tone("D6E6F5", "123F66"),
        Shade.ASIDE: Tone("F4F4F4", HINT),
    }
)
"""Of the verdicts: contrast of 4.5 at least."""


def hashed(color: str) -> str:
    """The colour as spreadsheets and pages write it."""
    return f"#{color}"
