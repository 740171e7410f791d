"""Documents that we made, to be looked at: as the pages of a PDF where LibreOffice is there, else as their text.

What opens them comes with the first one: many are never looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausier.errors import CannotWrite
from clausier.office.damage import Damaged, TooMuch
from clausier.office.pdf import find_program, pdf_name, to_pdf

if TYPE_CHECKING:
    from clausier.office.shown import Shown as Shown

DOTS = 130
"""Dots an inch of the picture of a page."""
POINTS, PIXELS = 72, 96
"""In an inch: what a PDF measures in, what a page of the browser does."""


@dataclass(frozen=True)
class Printed:
    """A document as a PDF; `sizes` are the width and height of its pages, in pixels of the browser."""

    content: bytes
    sizes: tuple[tuple[int, int], ...]


def has_office() -> bool:
    """Is there a program that prints documents?"""
    try:
        find_program()
    except CannotWrite:
        return False
    return True


def text_of(content: bytes, name: str) -> tuple[Shown, ...]:
    """The body of a Word file as plain blocks. InvalidInput."""
    from clausier.office.shown import shown

    return shown(content, name)


def printed(files: Mapping[str, bytes]) -> dict[str, Printed]:
    """These Word files as PDFs, by their own names, all in one go. CannotWrite says why they cannot be."""
    made = to_pdf(files)
    return {name: _printed(made[pdf_name(name)]) for name in files}


def _printed(content: bytes) -> Printed:
    from clausier.office.contract.pages import sizes_of

    try:
        sizes = sizes_of(content)
    except (Damaged, TooMuch):
        raise CannotWrite("le PDF que LibreOffice a fait ne se laisse pas montrer.") from None
    return Printed(content, tuple((_pixels(width), _pixels(height)) for width, height in sizes))


def _pixels(points: float) -> int:
    return round(points * PIXELS / POINTS)


def picture(content: bytes, rank: int) -> bytes:
    """A page of a PDF, from 0, as a PNG. CannotWrite if it cannot be shown."""
    from clausier.office.contract.pages import painted

    try:
        return painted(content, rank, DOTS)
    except (Damaged, TooMuch):
        raise CannotWrite("cette page ne se laisse pas montrer.") from None
