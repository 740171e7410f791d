"""Workbooks written by XlsxWriter: a fixed date, one typeface, no text that turns into a formula.

The only importer of xlsxwriter.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from clausier.office.excel.cells import column_letters
from clausier.office.package import normalised, packed, read_members
from clausier.office.palette import SANS

Book = Any
"""A workbook being written."""
UNDATED = datetime(2000, 1, 1)
"""Of a file that bears no date of its own: the same content always gives the same bytes."""
TEXTS_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FIXED = b' customHeight="1"'


def workbook(draw: Callable[[Book], None], size: int, properties: Mapping[str, Any]) -> bytes:
    """The file that `draw` fills, in a type of `size` points, the same bytes for the same content."""
    return normalised(_drawn(draw, size, properties, in_memory=True))


def growing_workbook(draw: Callable[[Book], None], size: int, properties: Mapping[str, Any]) -> bytes:
    """The same, whose rows grow with what is typed."""
    content = _drawn(draw, size, properties, in_memory=True)
    return packed({name: part.replace(FIXED, b"") for name, part in read_members(content).items()})


def long_workbook(draw: Callable[[Book], None], size: int, properties: Mapping[str, Any]) -> bytes:
    """A file of any number of rows, written one after the other and in order."""
    return _drawn(draw, size, properties, constant_memory=True)


def _drawn(draw: Callable[[Book], None], size: int, properties: Mapping[str, Any], **memory: bool) -> bytes:
    target = io.BytesIO()
    look = {"default_format_properties": {"font_name": SANS, "font_size": size}}
    with xlsxwriter.Workbook(target, {**memory, **TEXTS_ONLY, **look}) as book:
        book.set_properties({"created": UNDATED, **properties})
        book.set_size(2400, 1400)
        draw(book)
    return target.getvalue()


def column_range(first: int, last: int, column: int) -> str:
    """« $C$4:$C$20 »: rows and columns count from 0."""
    letters = column_letters(column)
    return f"${letters}${first + 1}" + (f":${letters}${last + 1}" if last > first else "")
