"""The styles of a Word questionnaire, in the look of the other documents."""

from __future__ import annotations

from clausier.office.palette import FAINTER, GREY, HINT, INK, SANS
from clausier.office.word import stylenames
from clausier.office.word.styles import MARK, Style

GUIDANCE, HELP, ANSWER, LABEL, HEAD = (
    stylenames.GUIDANCE,
    "Clausier – aide",
    "Clausier – réponse",
    stylenames.LABEL,
    stylenames.HEAD,
)
OPEN = "Clausier – à compléter"
STYLES = (
    Style("Normal", based=""),
    Style("Default Paragraph Font", based="", is_character=True),
    Style("Title", font=SANS, size=18, bold=True, color=INK, before=60, after=60),
    Style("heading 1", font=SANS, size=15, bold=True, color=INK, before=300, after=120, outline=0, keep=True),
    Style("heading 2", font=SANS, size=12, bold=True, color=INK, before=260, after=80, outline=1, keep=True),
    Style("heading 3", font=SANS, size=10, bold=True, before=180, after=60, outline=2, keep=True),
    Style("header", font=SANS, size=8, color=GREY),
    Style("footer", font=SANS, size=8, color=GREY),
    Style(GUIDANCE, font=SANS, size=9.5, after=80),
    Style(stylenames.LIST, font=SANS, size=9.5, before=20, after=40, bullet=True),
    Style(HEAD, font=SANS, size=8.5, bold=True, before=40, after=40, keep=True),
    Style(LABEL, font=SANS, size=8.5, color=GREY, before=30, after=30),
    Style(HELP, font=SANS, size=8, color=GREY, before=10, after=10),
    Style(ANSWER, font=SANS, size=9.5, before=30, after=30),
    Style(MARK, based="", font=SANS, size=6.5, color=FAINTER, is_character=True),
    Style(OPEN, based="", color=HINT, is_character=True),
)
