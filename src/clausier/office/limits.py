"""The most that a foreign Word, Excel, ODF or PDF file may hold: one table, whoever sends it and whatever reads it."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20
FILE = 60 * MEGABYTE
"""Bytes of a Word, Excel, ODF or PDF file."""
MEMBERS = 2000
"""Files inside it."""
NAME = 1000
"""Signs in the name of one of them."""
RATIO, HARMLESS = 200, MEGABYTE
"""A member beyond `HARMLESS` bytes that is compressed more than this many times is a bomb."""
PROPERTIES = MEGABYTE
"""Bytes of its properties, of its contents, of the links of a part: each takes a few kilobytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes once opened: of an XML part, of an image or another member, of them all.

    `markup`: tags and attributes in all parts together, for those are what takes memory and time.
    """

    part: int
    member: int
    whole: int
    markup: int


TREES = Limits(16 * MEGABYTE, 60 * MEGABYTE, 80 * MEGABYTE, 900_000)
"""Where parts are parsed whole: each tag or attribute takes some two hundred bytes. A contract of a hundred pages has
two hundred thousand; our library in Word, saved by LibreOffice as .odt and back, six hundred and ten thousand."""
TEMPLATES = Limits(2 * MEGABYTE, 30 * MEGABYTE, 60 * MEGABYTE, 200_000)
"""Word templates, of which docxtpl goes through each part some twenty times: ours have 60 KB of XML."""
ROWS = Limits(64 * MEGABYTE, 64 * MEGABYTE, 128 * MEGABYTE, 8_000_000)
"""Where sheets are read a row at a time: a table of dossiers."""
FORMS = Limits(16 * MEGABYTE, 60 * MEGABYTE, 80 * MEGABYTE, 1_500_000)
"""A workbook to be filled in, which is read several times over."""

COLUMNS, NESTED = 200, 10
"""Cells of a row of a Word table (Word itself makes 63), tables in one another."""
SHEETS = 255
"""Sheets of a workbook."""
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14
"""Those of a sheet, for Excel."""
CELLS = 1_000_000
"""Cells of a sheet, those left blank before a filled one too."""
STRINGS, TEXTS = 1_000_000, 32 * MEGABYTE
"""Texts that cells share, and their bytes; signs of the texts of a sheet, as often as they are shown."""
CELL = 32_767
"""Signs in a cell, for Excel."""
ASIDES = 20_000
"""Notes, comments or drawings beside the cells of a sheet."""
TREE = 8 * MEGABYTE
"""Bytes of a part of a workbook that is parsed whole: styles, notes, drawings."""

BATCH, BATCH_FILES = 200 * MEGABYTE, 5000
"""Bytes of the files of a batch that comes in a zip, once open, and how many they are: five hundred providers."""

MAIL = 40 * MEGABYTE
"""Bytes of a mail; those who carry mails refuse more than some thirty."""
LINES, BORDERS, HEADER = 1_000_000, 10_000, 10_000
"""Lines of a mail, those of them that may part its files, signs of a header."""

CHARACTERS, BLOCKS = 3_000_000, 100_000
"""Signs of the text of a contract, all its pages together, and its paragraphs, items and rows: one of forty pages has
a hundred thousand signs."""
TEXT_LINES = 100_000
"""Lines of a contract as a text, Markdown or a PDF: one of forty pages has two thousand."""
PAGES = 2000
"""Pages of a PDF."""
SCANS = 200
"""Pages of a PDF that are read from their pictures."""
SECONDS, PATIENCE, MEMORY = 6, 60, 300 * MEGABYTE
"""Seconds of a processor, seconds on the clock, and bytes that reading a PDF may take, in a process of its own."""
DEPTH = 500
"""Tags in one another of a web page."""
PLAIN = 16 * MEGABYTE
"""Bytes of a contract as a text, Markdown or a web page."""
