"""How the report of a reading looks: its styles, and the sign, the line and the tone of each status, as data."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from clausier.model.reading import Status
from clausier.office import palette
from clausier.office.palette import GREY, INK, SANS, Tone
from clausier.office.word import stylenames
from clausier.office.word.styles import Style

BANNER, SUBTITLE, NOTE = "Clausier – bandeau", "Subtitle", "Clausier – note"
CELL, SMALL, GROUP = "Clausier – cellule", "Clausier – petite cellule", "Clausier – groupe"
TEXT, FOOTNOTE = "Clausier – contrat", "Clausier – note du contrat"
CONTRACT_CELL, CONTRACT_HEAD = "Clausier – cellule du contrat", "Clausier – en-tête du contrat"
PAGE, ITEM = "Clausier – page du contrat", "Clausier – élément du contrat"
NUMBER, OTHER_NUMBER = "Clausier – numéro de point", "Clausier – autre numéro"
CITATION, OTHER = "Citation", "Clausier – autre passage"
DEPTHS, LEVELS = 4, 4
"""Levels of lists and of headings that are told apart."""


@dataclass(frozen=True, slots=True)
class Look:
    """Of a status: a sign, and for passages a line under them, told in French, on a tone."""

    sign: str
    style: str = ""
    line: str = ""
    told: str = ""
    tone: Tone = palette.ASIDE


LOOKS = MappingProxyType(
    {
        Status.FOUND: Look("✓", "Clausier – passage trouvé", "single", "trait plein", palette.YES),
        Status.PARTIAL: Look("½", "Clausier – passage partiel", "dashLong", "tirets", palette.PARTLY),
        Status.CONTRARY: Look("≠", "Clausier – passage contraire", "double", "double trait", palette.AGAINST),
        Status.TO_CHECK: Look("?", "Clausier – passage à vérifier", "dotted", "pointillé", palette.UNKNOWN),
        Status.NOT_FOUND: Look("–"),
    }
)


def item_style(depth: int) -> str:
    """The style of an item of a list of the contract, by its depth from 1."""
    return f"{ITEM} {max(1, min(depth, DEPTHS))}"


def heading_style(level: int) -> str:
    """The style of a heading of the contract, by its level from 1; « heading 1 » is that of its files."""
    return f"heading {1 + max(1, min(level, LEVELS))}"


_FRAME = (
    Style("Normal", based=""),
    Style("Default Paragraph Font", based="", is_character=True),
    Style("header", font=SANS, size=8, color=GREY),
    Style("footer", font=SANS, size=8, color=GREY),
    Style(
        BANNER, font=SANS, size=10, bold=True, color=INK, align="center", before=60, after=200,
        borders=("top", "left", "bottom", "right"),
    ),
    Style("Title", font=SANS, size=19, bold=True, color=INK, after=40, keep=True),
    Style(SUBTITLE, font=SANS, size=10.5, color=GREY, after=200, borders=("bottom",), keep=True),
    Style("heading 1", font=SANS, size=14, bold=True, color=INK, before=320, after=120, outline=0, keep=True),
    Style("heading 2", font=SANS, size=11.5, bold=True, color=INK, before=260, after=80, outline=1, keep=True),
    Style("heading 3", font=SANS, size=10.5, bold=True, before=200, after=60, outline=2, keep=True),
    Style("heading 4", font=SANS, size=10, bold=True, before=160, after=60, outline=3, keep=True),
    Style("heading 5", font=SANS, size=10, italic=True, before=140, after=60, outline=4, keep=True),
    Style(stylenames.GUIDANCE, font=SANS, size=9.5, after=80),
    Style(NOTE, font=SANS, size=8.5, color=GREY, before=40, after=80),
    Style(stylenames.LIST, font=SANS, size=9.5, before=10, after=40, bullet=True),
    Style(stylenames.HEAD, font=SANS, size=8.5, bold=True, before=40, after=40, keep=True),
    Style(CELL, font=SANS, size=9, before=30, after=30),
    Style(SMALL, font=SANS, size=8, color=GREY, before=10, after=30),
    Style(GROUP, font=SANS, size=9, bold=True, color=INK, before=50, after=30, keep=True),
)  # fmt: skip
_CONTRACT = (
    Style(TEXT, size=10.5, before=40, after=80),
    Style(CONTRACT_CELL, size=9.5, before=20, after=40),
    Style(CONTRACT_HEAD, size=9.5, bold=True, before=20, after=40, keep=True),
    Style(FOOTNOTE, size=9, before=20, after=60, left=284),
    Style(PAGE, font=SANS, size=7.5, color=GREY, before=140, after=60, align="right", borders=("top",), keep=True),
    *(
        Style(item_style(depth), size=10.5, before=10, after=50, left=340 * depth, hanging=158)
        for depth in range(1, DEPTHS + 1)
    ),
)
_PASSAGES = (
    Style(NUMBER, based="", font=SANS, size=8, bold=True, color=INK, is_character=True),
    Style(OTHER_NUMBER, based="", font=SANS, size=8, color=GREY, is_character=True),
    Style(CITATION, based="", italic=True, is_character=True),
    Style(OTHER, based="", shade=palette.PAPER, is_character=True),
    *(
        Style(look.style, based="", underline=look.line, shade=look.tone.back, is_character=True)
        for look in LOOKS.values()
        if look.style
    ),
)
STYLES = (*_FRAME, *_CONTRACT, *_PASSAGES)
