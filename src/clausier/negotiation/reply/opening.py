"""Opens a file that comes back: what it is, told from its content, and its mark. Bounded, nothing followed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from lxml import etree

from clausier.errors import InvalidInput, Problem
from clausier.model.negotiation import Mark
from clausier.office.excel import opened
from clausier.office.excel.safe import ENCRYPTED, OLE
from clausier.office.mark import read_keywords
from clausier.office.package import CONTENT_TYPES, parse
from clausier.office.word.safe import Parts, open_parts, read_file

CORE = "docProps/core.xml"
LARGEST_PART = 1 << 20
"""Of the table of contents and of the properties, which take a few kilobytes."""
KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
ADMITTED = "Fichiers admis : le formulaire « reponse.docx », « tableau.xlsx », ou le document à signer modifié (.docx)."
AGAIN = "Le copier ou le télécharger de nouveau."
UNLOCK = "Retirer le mot de passe (Fichier, Informations, Protéger), puis enregistrer."


class Format(Enum):
    """Word or Excel."""

    WORD = "docx"
    EXCEL = "xlsx"


@dataclass(frozen=True)
class Opened:
    """A safe file: its format, its mark, and its parts if it is Word's."""

    format: Format
    mark: Mark | None
    parts: Parts | None = None


def open_reply(path: Path) -> Opened:
    """The file, once it is known to be safe; InvalidInput says why another is not."""
    content = read_file(path)
    if _format(path.name, content) is Format.EXCEL:
        with opened(path):
            return Opened(Format.EXCEL, _mark(content))
    parts = open_parts(content, path.name)
    return Opened(Format.WORD, _mark(content), parts)


def _format(name: str, content: bytes) -> Format:
    """What the table of contents says; the name of the file is not looked at."""
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise _refused(name, "le fichier est protégé par un mot de passe.", UNLOCK)
        raise _refused(name, "c'est un fichier d'un ancien format (.doc ou .xls).", f"L'enregistrer. {ADMITTED}")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        cut = content.startswith(b"PK")
        raise _refused(name, *(("le fichier est abîmé ou incomplet.", AGAIN) if cut else (UNKNOWN, ADMITTED)))
    types = _small(content, CONTENT_TYPES)
    if b"spreadsheetml" in types:
        return Format.EXCEL
    if b"wordprocessingml" in types or b"ms-word" in types:
        return Format.WORD
    raise _refused(name, UNKNOWN, f"{ADMITTED} Un fichier .odt s'enregistre d'abord au format .docx.")


UNKNOWN = "ce n'est ni un document Word (.docx) ni un classeur Excel (.xlsx)."


def _mark(content: bytes) -> Mark | None:
    core = _small(content, CORE)
    try:
        found = parse(core).find(KEYWORDS) if core and b"<!DOCTYPE" not in core else None
    except etree.XMLSyntaxError:
        return None
    return read_keywords("".join(found.itertext())) if found is not None else None


def _small(content: bytes, name: str) -> bytes:
    """A small member; nothing if it is missing, damaged or larger than it should be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            info = archive.getinfo(name)
            return archive.read(info) if info.file_size <= LARGEST_PART else b""
    except (KeyError, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zipfile.BadZipFile):
        return b""


def _refused(name: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(name, "", message, hint)])
