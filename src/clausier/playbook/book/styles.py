"""The styles of a library book, in the look of the shipped templates."""

from __future__ import annotations

from clausier.office.palette import GREY, INK, INTERNAL, SANS, VALUE
from clausier.office.word import stylenames
from clausier.office.word.styles import MARK, Style
from clausier.playbook.book import layout

VARIABLE = "Clausier – nom de valeur"
FRAME = (
    Style("Normal", based=""),
    Style("Default Paragraph Font", based="", is_character=True),
    Style("Title", font=SANS, size=20, bold=True, color=INK, before=120, after=80),
    Style("heading 1", font=SANS, size=16, bold=True, color=INK, after=160, outline=0, keep=True, page_break=True),
    Style("heading 2", font=SANS, size=13, bold=True, color=INK, after=120, outline=1, keep=True, page_break=True),
    Style("toc 1", font=SANS, size=8.5, bold=True, color=INK, before=80, after=20),
    Style("toc 2", font=SANS, size=8, after=10),
    Style("header", font=SANS, size=8, color=GREY),
    Style("footer", font=SANS, size=8, color=GREY),
    Style(stylenames.GUIDANCE, size=10.5, after=80),
    Style(stylenames.APPROVAL, size=10.5, after=80),
    Style(stylenames.SECTION, font=SANS, size=10, bold=True, color=INK, before=220, after=60, keep=True),
    Style(stylenames.LABEL, font=SANS, size=8.5, color=GREY, before=20, after=40),
    Style(stylenames.HEAD, font=SANS, size=8.5, bold=True, before=40, after=40, keep=True),
    Style(stylenames.NAME, font=SANS, size=8.5, color=INK, before=20, after=40),
    Style(stylenames.REMINDER, size=9, color=GREY, before=20, after=40),
    Style(stylenames.LIST, before=20, after=40, bullet=True),
    Style(VARIABLE, based="", color=VALUE, is_character=True),
    Style(MARK, based="", font=SANS, size=8.5, color=GREY, is_character=True),
)
LOOKS = {
    layout.LANDMARK: Style("", shade=INTERNAL, before=20, after=40),
    "note interne": Style("", shade=INTERNAL, before=20, after=60),
    "objet": Style("", italic=True, before=20, after=40),
    "texte": Style("", before=20, after=80),
    "variante": Style("", before=20, after=80),
}
PLAIN = Style("", before=20, after=40)


def all_styles() -> tuple[Style, ...]:
    """The frame of the book, then a paragraph style for each field and each column."""
    named = [field.style for field in (*layout.FIELDS, *layout.CATEGORY_FIELDS)]
    for grid in layout.GRIDS:
        named += [column.style for column in (*grid.columns, *([grid.repeated] if grid.repeated else []))]
    known = {style.name for style in FRAME}
    return (*FRAME, *(_field_style(name) for name in dict.fromkeys(named) if name not in known))


def _field_style(name: str) -> Style:
    look = LOOKS.get(name.removeprefix(stylenames.PREFIX), PLAIN)
    return Style(name, italic=look.italic, shade=look.shade, before=look.before, after=look.after)
