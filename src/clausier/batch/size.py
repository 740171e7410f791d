"""How many dossiers a source holds, about: for a progress bar, without analysing them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from clausier.batch.sources import dossiers_in
from clausier.batch.table_file import csvfile
from clausier.errors import ClausierError
from clausier.files import limits
from clausier.files.bounded import open_bounded
from clausier.office.excel import read as spreadsheet


def size(source: Path) -> int | None:
    """Files of a folder, lines of JSON Lines, filled rows of a table; None where that cannot be told."""
    try:
        if source.is_dir():
            return sum(1 for _ in dossiers_in(source))
        suffix = source.suffix.lower()
        if suffix == ".csv":
            return max(0, sum(any(cells) for _, cells in csvfile.opened(source).rows()) - 1)
        if suffix == ".xlsx":
            with spreadsheet.opened(source) as sheets:
                return max(sum(any(cells) for _, cells in sheet.rows()) - 2 for sheet in sheets)
        with open_bounded(source, limits.TABLE) as lines:
            return sum(map(_ends_a_dossier, iter(partial(lines.readline, limits.MEGABYTE), b"")))
    except (OSError, ClausierError, ValueError):
        return None


def _ends_a_dossier(piece: bytes) -> bool:
    """Of the pieces of a long line, the last one counts."""
    return bool(piece.strip()) and (piece.endswith(b"\n") or len(piece) < limits.MEGABYTE)
