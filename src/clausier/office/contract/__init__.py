"""The files of a contract → its text, each block at its exact place."""

from __future__ import annotations

import hashlib
from pathlib import Path

from clausier.files.bounded import read_bounded
from clausier.model.contract_text import SourceText
from clausier.office import safe
from clausier.office.contract.blocks import Read, placed
from clausier.office.contract.formats import format_of
from clausier.office.contract.plain import read_plain
from clausier.office.kinds import PLAIN


def read_contract(path: Path, *, ocr: bool = False) -> SourceText:
    """The text of a file (.pdf, .docx, .odt, .txt, .md, .html); InvalidInput says why there is none.

    `ocr`: are scanned pages read from their pictures? It takes tesseract, with French.
    """
    found = format_of(path)
    content = read_bounded(path, found.most, path.name, found.kind.lighten)
    with safe.damage(path.name, found.kind):
        return _source(path.name, content, found.read(content, path.name, ocr))


def read_text(text: str, name: str) -> SourceText:
    """The same of a text that is no file; InvalidInput for one beyond the limits."""
    with safe.damage(name, PLAIN):
        return _source(name, text.encode("utf-8", "surrogatepass"), read_plain(text))


def _source(name: str, content: bytes, read: Read) -> SourceText:
    digest = hashlib.sha256(content).hexdigest()
    return SourceText(
        name, digest, tuple(placed(read.blocks)), read.pages, tuple(filter(None, read.remarks)), tuple(read.unread)
    )
