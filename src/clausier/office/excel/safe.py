"""What a workbook must be before it is opened: size, ratio, no macro, no DOCTYPE, no damage."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 20
LARGEST_FILE, LARGEST_MEMBER, LARGEST_WHOLE = 60 * MEGABYTE, 400 * MEGABYTE, 600 * MEGABYTE
MOST_MEMBERS = 2000
HIGHEST_RATIO, HARMLESS = 200, MEGABYTE
"""A member beyond `HARMLESS` bytes that is compressed more than this many times is a bomb."""
OVERLAP = 4096
BLANK = b"\xef\xbb\xbf \t\r\n"
MOST_CITED = 6

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = b"spreadsheetml.sheet.main+xml"
STRICT = b"purl.oclc.org/ooxml/spreadsheetml"
SAVE_AS = "Dans le tableur : Enregistrer sous, type « Classeur Excel (.xlsx) »."
UNLOCK = "Retirer le mot de passe dans le tableur, puis enregistrer."
RESAVE = "L'ouvrir dans le tableur et l'enregistrer de nouveau au format « Classeur Excel (.xlsx) »."

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:]+)[\"']")
FORMULA = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]+[0-9]+)[\"'][^>]*>\s*<(?:\w+:)?f[\s/>]")

Fault = tuple[str, str]
"""What is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Traps:
    """Addresses in a sheet of what a table may not hold."""

    merged: tuple[str, ...]
    formulas: tuple[str, ...]


def file_fault(path: Path) -> Fault | None:
    """Why a file is not a workbook that may be opened; None if it may. OSError if it cannot be read."""
    if path.stat().st_size > LARGEST_FILE:
        return f"le fichier dépasse {LARGEST_FILE // MEGABYTE} Mo.", "Le partager en plusieurs tableaux."
    with path.open("rb") as file:
        start = file.read(len(OLE))
        if start == OLE:
            return _ole_fault(file.read())
    if not zipfile.is_zipfile(path):
        return _not_a_zip(start)
    with zipfile.ZipFile(path) as archive:
        return _members_fault(archive) or _content_fault(archive)


def _ole_fault(content: bytes) -> Fault:
    if ENCRYPTED in content:
        return "le classeur est protégé par un mot de passe.", UNLOCK
    return "c'est un classeur d'un ancien format (.xls).", SAVE_AS


def _not_a_zip(start: bytes) -> Fault:
    if start.startswith(b"PK"):
        return "le fichier est abîmé ou incomplet.", "Le copier ou le télécharger de nouveau."
    return "ce n'est pas un classeur Excel (.xlsx).", SAVE_AS


def _members_fault(archive: zipfile.ZipFile) -> Fault | None:
    """Sizes are those that the zip declares; `zipfile` never reads more than it declares."""
    found = archive.infolist()
    names = {member.filename for member in found}
    if len(found) > MOST_MEMBERS or len(names) < len(found):
        return "le fichier n'est pas fait comme un classeur Excel.", RESAVE
    if any(member.flag_bits & 1 for member in found):
        return "le classeur est protégé par un mot de passe.", UNLOCK
    sizes = [member.file_size for member in found]
    if max(sizes, default=0) > LARGEST_MEMBER or sum(sizes) > LARGEST_WHOLE:
        return "le classeur est trop volumineux une fois ouvert.", "Le partager en plusieurs tableaux."
    if any(member.file_size > HARMLESS + HIGHEST_RATIO * member.compress_size for member in found):
        return "le fichier est comprimé d'une façon anormale.", RESAVE
    if CONTENT_TYPES not in names:
        return "ce n'est pas un classeur Excel (.xlsx).", SAVE_AS
    return None


def _content_fault(archive: zipfile.ZipFile) -> Fault | None:
    types = archive.read(CONTENT_TYPES)
    names = archive.namelist()
    if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in names):
        return "le classeur contient des macros, qui ne sont pas admises.", SAVE_AS
    if WORKBOOK not in types:
        return "ce n'est pas un classeur Excel (.xlsx).", SAVE_AS
    for name in names:
        fault = _part_fault(archive, name) if name.lower().endswith((".xml", ".rels", ".vml")) else None
        if fault:
            return fault
    return None


def _part_fault(archive: zipfile.ZipFile, name: str) -> Fault | None:
    """Reads a part whole, which also checks its sum. Only encodings in which `<` is `<`: nothing hides."""
    for rank, chunk in enumerate(_chunks(archive, name)):
        if b"\0" in chunk or (rank == 0 and not chunk.lstrip(BLANK).startswith(b"<")):
            return "le fichier n'est pas fait comme un classeur Excel.", RESAVE
        if b"<!DOCTYPE" in chunk:
            return "le fichier contient une déclaration DOCTYPE, qui n'est pas admise.", RESAVE
        if rank == 0 and STRICT in chunk[:OVERLAP]:
            return "le classeur est au format « Open XML strict ».", SAVE_AS
    return None


def traps(archive: zipfile.ZipFile, part: str) -> Traps:
    """Merged cells and formulas of a sheet, found before any cell is read."""
    merged: dict[str, None] = {}
    formulas: dict[str, None] = {}
    for chunk in _chunks(archive, part):
        merged.update(dict.fromkeys(ref.decode() for ref in MERGED.findall(chunk)))
        formulas.update(dict.fromkeys(ref.decode() for ref in FORMULA.findall(chunk)))
        if len(merged) + len(formulas) > 2 * MOST_CITED:
            break
    return Traps(tuple(merged)[:MOST_CITED], tuple(formulas)[:MOST_CITED])


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The member by pieces, each with the end of the one before, so that nothing hides across a border."""
    with archive.open(name) as stream:
        tail = b""
        while piece := stream.read(MEGABYTE):
            yield tail + piece
            tail = (tail + piece)[-OVERLAP:]
