"""The most that a foreign Word, Excel or ODF file may hold: one table, whoever sends it and whatever reads it."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20
FILE = 60 * MEGABYTE
"""Bytes of a Word, Excel or ODF file."""
MEMBERS = 2000
"""Files inside it."""
RATIO, HARMLESS = 200, MEGABYTE
"""A member beyond `HARMLESS` bytes that is compressed more than this many times is a bomb."""
PROPERTIES = MEGABYTE
"""Bytes of its properties, which take a few kilobytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes once opened: of an XML part, of an image or another member, of them all."""

    part: int
    member: int
    whole: int


TREES = Limits(16 * MEGABYTE, 100 * MEGABYTE, 120 * MEGABYTE)
"""Where parts are parsed whole: a tree takes some twenty times its part in memory."""
ROWS = Limits(400 * MEGABYTE, 400 * MEGABYTE, 600 * MEGABYTE)
"""Where sheets are read a row at a time."""
