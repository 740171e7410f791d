"""The rows of a workbook's sheets, one at a time. The only importer of openpyxl."""

from __future__ import annotations

import posixpath
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from clausier.office import safe
from clausier.office.excel.cells import Cell, plain, typed
from clausier.office.excel.traps import Traps, traps
from clausier.office.kinds import EXCEL
from clausier.office.package import RELATIONS, parse, resolved

Row = tuple[int, tuple[Cell, ...]]
"""The row's number from 1, and its cells from column A."""


@dataclass(frozen=True)
class Sheet:
    """A sheet that is read on demand, from its first row each time."""

    file: str
    name: str
    part: str
    _archive: zipfile.ZipFile
    _source: Any

    def rows(self) -> Iterator[Row]:
        """Every row, blank ones too; InvalidInput if the sheet is damaged."""
        self._source.reset_dimensions()
        rows = enumerate(self._source.iter_rows(), start=1)
        while True:
            with warnings.catch_warnings(action="ignore"), safe.damage(self.file, EXCEL):
                number, cells = next(rows, (0, ()))
                row = number, tuple(_cell(cell) for cell in cells)
            if not number:
                return
            yield row

    def traps(self) -> Traps:
        """Merged cells and formulas, found without reading the rows."""
        with safe.damage(self.file, EXCEL):
            return traps(self._archive, self.part)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The visible and hidden sheets of a workbook that is safe to read; InvalidInput says why another is not."""
    with safe.readable(path, EXCEL) as file:
        safe.gate(file, path.name, EXCEL)
        with warnings.catch_warnings(action="ignore"), safe.damage(path.name, EXCEL):
            archive = zipfile.ZipFile(path)
            parts = _sheet_parts(archive)
            book = load_workbook(file, read_only=True, keep_links=False)
        try:
            known = [sheet for sheet in book.worksheets if sheet.title in parts]
            yield tuple(Sheet(path.name, sheet.title, parts[sheet.title], archive, sheet) for sheet in known)
        finally:
            book.close()
            archive.close()


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet → the member that holds it."""
    main = {kind: target for kind, _, target in _links(archive, "")}[f"{RELATIONS}/officeDocument"]
    targets = {id_: target for _, id_, target in _links(archive, main)}
    sheets = parse(archive.read(main)).iterfind("{*}sheets/{*}sheet")
    return {sheet.get("name", ""): targets[sheet.get(f"{{{RELATIONS}}}id", "")] for sheet in sheets}


def _links(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """(kind, id, target member) of what a part is linked to; the package itself is the part « »."""
    rels = posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")
    links = parse(archive.read(rels)).iterfind("{*}Relationship")
    return [(link.get("Type", ""), link.get("Id", ""), resolved(rels, link.get("Target", ""))) for link in links]


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str) and cell.data_type == "s":
        return plain(value)
    return typed(value, cell.data_type, cell.number_format)
