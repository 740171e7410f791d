"""The files of a contract → its text, each block at its exact place."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from clausier.files.bounded import read_bounded, too_large
from clausier.model.contract_text import SourceText
from clausier.office import safe
from clausier.office.contract.blocks import Read, placed
from clausier.office.contract.docx import read_docx
from clausier.office.contract.formats import Format, format_of
from clausier.office.contract.plain import read_plain
from clausier.office.kinds import PLAIN, WORD


def read_contract(path: Path, *, ocr: bool = False) -> SourceText:
    """The text of a file (.pdf, .docx, .odt, .txt, .md, .html); InvalidInput says why there is none.

    `ocr`: are scanned pages read from their pictures? It takes tesseract, with French.
    """
    found = format_of(path)
    content = read_bounded(path, found.most, path.name, found.kind.lighten)
    return _read(content, path.name, found, ocr)


def read_content(content: bytes, name: str) -> SourceText:
    """The same of a file that came without a path, of which a stranger told the name."""
    found = format_of(PurePosixPath(name))
    if len(content) > found.most:
        raise too_large(found.most, name, found.kind.lighten)
    return _read(content, name, found, ocr=False)


def _read(content: bytes, name: str, found: Format, ocr: bool) -> SourceText:
    with safe.damage(name, found.kind):
        return _source(name, content, found.read(content, name, ocr))


def read_word(content: bytes, name: str) -> SourceText:
    """The same of the bytes of a Word file."""
    with safe.damage(name, WORD):
        return _source(name, content, read_docx(content, name))


def read_text(text: str, name: str) -> SourceText:
    """The same of a text that is no file; InvalidInput for one beyond the limits."""
    with safe.damage(name, PLAIN):
        return _source(name, text.encode("utf-8", "surrogatepass"), read_plain(text))


def _source(name: str, content: bytes, read: Read) -> SourceText:
    digest = hashlib.sha256(content).hexdigest()
    return SourceText(
        name, digest, tuple(placed(read.blocks)), read.pages, tuple(filter(None, read.remarks)), tuple(read.unread)
    )
