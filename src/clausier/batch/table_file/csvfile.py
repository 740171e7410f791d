"""A CSV file as rows of texts: its encoding and its separator are recognised, never supposed."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from clausier.errors import InvalidInput, Problem, Severity
from clausier.files import limits
from clausier.files.bounded import open_bounded
from clausier.office.excel.cells import plain
from clausier.office.excel.read import Row

CHUNK = 1 << 20
SEPARATORS = ";,\t"
TOP, ENOUGH = 10, 3
"""Lines that may stand above the columns' names; separators that a line of a table has at least."""
DECLARED = re.compile(r'"?sep=([;,\t])"?(?:\r?\n|\r|\Z)', re.IGNORECASE)
"""The first line by which a file tells spreadsheets its separator."""
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
AS_UTF8 = "Dans le tableur : Enregistrer sous, type « CSV UTF-8 »."


@dataclass(frozen=True)
class CsvFile:
    """A CSV file whose encoding and separator are known."""

    path: Path
    encoding: str
    separator: str
    notices: tuple[Problem, ...]
    declared: bool = False
    """Does its first line only say which separator it has (`sep=;`)?"""

    def rows(self) -> Iterator[Row]:
        """Every row, blank ones too; numbered as a spreadsheet shows them. InvalidInput where it cannot be read on.

        The line that declares the separator is no row, here as there.
        """
        with self.path.open(encoding=self.encoding, newline="") as file:
            if self.declared:
                file.readline()
            lines = iter(partial(file.readline, limits.DOCUMENT), "")
            reader = csv.reader(map(self._whole, lines), delimiter=self.separator, strict=True)
            number = 0
            try:
                for number, cells in enumerate(reader, start=1):
                    if len(cells) > limits.COLUMNS:
                        message = f"plus de {limits.spaced(limits.COLUMNS)} colonnes."
                        raise _refused(self.path, message, f"Vérifier la ligne {number} et le séparateur.")
                    yield number, tuple(plain(cell) for cell in cells)
            except csv.Error as error:
                raise self._damaged(number + 1, str(error)) from None

    def _whole(self, line: str) -> str:
        """The line; InvalidInput for one that is cut at its limit."""
        if len(line) == limits.DOCUMENT:
            message = f"une ligne dépasse {limits.megabytes(limits.DOCUMENT)}."
            raise _refused(self.path, message, "Vérifier que c'est bien un tableau, une ligne par dossier.")
        return line

    def _damaged(self, row: int, reason: str) -> InvalidInput:
        message = "la ligne ne peut pas être lue, ni celles qui la suivent."
        hint = "Vérifier les guillemets autour des textes."
        if "field limit" in reason:
            hint = f"Un texte dépasse {csv.field_size_limit()} caractères : un guillemet n'est sans doute pas refermé."
        return InvalidInput([Problem(f"{self.path.name}, ligne {row}", "", message, hint)])


def opened(path: Path) -> CsvFile:
    """Recognise a CSV file; InvalidInput if it cannot be read."""
    with open_bounded(path, limits.TABLE, path.name, "Le partager en plusieurs tableaux.") as file:
        start = file.read(CHUNK)
        _check_start(path, start)
        encoding = next((name for name in ("utf-8-sig", "cp1252") if _decodes(file, name)), None)
    if encoding is None:
        raise _refused(path, "le fichier n'est ni en UTF-8 ni en Windows-1252.", AS_UTF8)
    text = start.decode(encoding, "ignore")
    declared = DECLARED.match(text)
    notices = (
        *((_read_as_windows(path),) if encoding == "cp1252" else ()),
        *((_told(path, declared[1]),) if declared else ()),
    )
    separator = declared[1] if declared else _separator(text)
    return CsvFile(path, encoding, separator, notices, declared is not None)


def _check_start(path: Path, start: bytes) -> None:
    if start.startswith(WORKBOOKS):
        raise _refused(path, "c'est un classeur, et non un fichier CSV.", "Le renommer en .xlsx.")
    if start.startswith(UTF16) or b"\0" in start:
        raise _refused(path, "le fichier n'est pas en UTF-8.", AS_UTF8)


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(text: str) -> str:
    """The commonest separator, outside quotes, of the first line that has enough of one: a title has none or a few."""
    lines = re.sub(r'"[^"]*"', "", text).lstrip("\r\n").split("\n", TOP)[:TOP]
    told = next((line for line in lines if max(map(line.count, SEPARATORS)) >= ENOUGH), lines[0])
    return max(SEPARATORS, key=told.count)


def _told(path: Path, separator: str) -> Problem:
    message = f"la première ligne, « sep={separator} », dit le séparateur : elle est laissée de côté."
    return Problem(path.name, "", message, severity=Severity.WARNING)


def _read_as_windows(path: Path) -> Problem:
    message = "le fichier n'est pas en UTF-8 : il a été lu en Windows-1252."
    return Problem(path.name, "", message, f"Vérifier les accents. {AS_UTF8}", severity=Severity.WARNING)


def _refused(path: Path, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(path.name, "", message, hint)])
