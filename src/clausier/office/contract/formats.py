"""The files that a contract may come in, as data: by the end of the name, what bounds one and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.office import limits
from clausier.office.contract.blocks import Read
from clausier.office.contract.docx import read_docx
from clausier.office.contract.encoding import decoded
from clausier.office.contract.odt import read_odt
from clausier.office.contract.pdf import read_pdf
from clausier.office.contract.plain import read_plain
from clausier.office.contract.web import read_web
from clausier.office.kinds import ODT, PDF, PLAIN, WORD, Kind

READ = ".pdf, .docx, .odt, .txt, .md ou .html"
OTHERS = {
    ".doc": "L'ouvrir dans Word et l'enregistrer au format « Document Word (*.docx) ».",
    ".rtf": "L'ouvrir dans Word et l'enregistrer au format « Document Word (*.docx) ».",
    ".docm": "L'ouvrir dans Word et l'enregistrer au format « Document Word (*.docx) », sans macros.",
    ".pages": "L'exporter en PDF ou en Word.",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic"), "Réunir les images dans un PDF."),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".csv", ".pptx", ".ppt"), "L'enregistrer en PDF."),
    ".eml": "En enregistrer les pièces jointes, et donner celles-ci.",
    ".zip": "En extraire les fichiers, et donner ceux-ci.",
}
"""What to do with files that people have."""


@dataclass(frozen=True, slots=True)
class Format:
    """`most`: bytes of a file; `read` takes its bytes, its name, and whether pictures are read too."""

    kind: Kind
    most: int
    read: Callable[[bytes, str, bool], Read]


def format_of(path: Path) -> Format:
    """The format that the end of a name says; InvalidInput for one that is not read."""
    suffix = path.suffix.lower()
    if suffix in FORMATS:
        return FORMATS[suffix]
    told = f"ce type de fichier ({suffix}) n'est pas lu." if suffix else "le nom de ce fichier n'a pas d'extension."
    raise InvalidInput([Problem(path.name, "", told, OTHERS.get(suffix, f"Donner un fichier {READ}."))])


def _pdf(content: bytes, name: str, ocr: bool) -> Read:
    return read_pdf(content, name, ocr=ocr)


def _docx(content: bytes, name: str, _: bool) -> Read:
    return read_docx(content, name)


def _odt(content: bytes, name: str, _: bool) -> Read:
    return read_odt(content, name)


def _plain(content: bytes, name: str, _: bool) -> Read:
    return read_plain(*decoded(content, name))


def _web(content: bytes, name: str, _: bool) -> Read:
    return read_web(*decoded(content, name, declared=True))


FORMATS = {
    ".pdf": Format(PDF, limits.FILE, _pdf),
    ".docx": Format(WORD, limits.FILE, _docx),
    ".odt": Format(ODT, limits.FILE, _odt),
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), Format(PLAIN, limits.PLAIN, _plain)),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Format(PLAIN, limits.PLAIN, _web)),
}
