"""What a sheet of a table may not hold: merged cells and formulas, found before any cell is read."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass

from clausier.office.safe import chunks

MOST_CITED = 6
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:]+)[\"']")
FORMULA = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]+[0-9]+)[\"'][^>]*>\s*<(?:\w+:)?f[\s/>]")


@dataclass(frozen=True, slots=True)
class Traps:
    """Addresses in a sheet of what a table may not hold."""

    merged: tuple[str, ...]
    formulas: tuple[str, ...]


def traps(archive: zipfile.ZipFile, part: str) -> Traps:
    """The first merged cells and formulas of a sheet."""
    merged: dict[str, None] = {}
    formulas: dict[str, None] = {}
    for chunk in chunks(archive, part):
        merged.update(dict.fromkeys(ref.decode() for ref in MERGED.findall(chunk)))
        formulas.update(dict.fromkeys(ref.decode() for ref in FORMULA.findall(chunk)))
        if len(merged) + len(formulas) > 2 * MOST_CITED:
            break
    return Traps(tuple(merged)[:MOST_CITED], tuple(formulas)[:MOST_CITED])
