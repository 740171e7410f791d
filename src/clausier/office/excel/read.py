"""The rows of a workbook's sheets, one at a time. The only importer of openpyxl."""

from __future__ import annotations

import posixpath
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from clausier.errors import InvalidInput, Problem
from clausier.office.excel.cells import Cell, plain, typed
from clausier.office.excel.safe import RESAVE, Traps, file_fault, traps
from clausier.office.package import RELATIONS, parse, resolved

Row = tuple[int, tuple[Cell, ...]]
"""The row's number from 1, and its cells from column A."""

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    ParseError,
    InvalidFileException,
    # What openpyxl lets through when a part is missing or holds what it should not:
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


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
            with warnings.catch_warnings(action="ignore"), _damage(self.file):
                found = next(rows, None)
            if found is None:
                return
            yield found[0], tuple(_cell(cell) for cell in found[1])

    def traps(self) -> Traps:
        """Merged cells and formulas, found without reading the rows."""
        with _damage(self.file):
            return traps(self._archive, self.part)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The visible and hidden sheets of a workbook that is safe to read; InvalidInput says why another is not."""
    _check(path)
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        with warnings.catch_warnings(action="ignore"), _damage(path.name):
            parts = _sheet_parts(archive)
            book = load_workbook(file, read_only=True, keep_links=False)
        try:
            known = [sheet for sheet in book.worksheets if sheet.title in parts]
            yield tuple(Sheet(path.name, sheet.title, parts[sheet.title], archive, sheet) for sheet in known)
        finally:
            book.close()


def _check(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        message = "le fichier n'existe pas." if missing else "le fichier ne peut pas être lu."
        raise _refused(path.name, message, "Vérifier le chemin et les droits d'accès.") from None
    with _damage(path.name):
        fault = file_fault(path)
    if fault:
        raise _refused(path.name, *fault)


@contextmanager
def _damage(name: str) -> Iterator[None]:
    try:
        yield
    except DAMAGE:
        raise _refused(name, "le fichier est abîmé : il ne peut pas être lu.", RESAVE) from None


def _refused(name: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(name, "", message, hint)])


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
