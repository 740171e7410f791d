"""The text of a PDF's pages. The only importer of pypdfium2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from clausier.errors import InvalidInput
from clausier.office import limits
from clausier.office.contract.blocks import Read
from clausier.office.contract.flow import flowed, lines_of, vocabulary
from clausier.office.contract.margins import without_margins
from clausier.office.damage import Damaged, TooMuch, outside
from clausier.office.kinds import PDF
from clausier.office.safe import refused

SIGNATURE, WITHIN = b"%PDF-", 1024
SCAN = 30
"""Signs below which a page that shows a picture is one of a scan."""
DEEP = 2
"""Levels of objects in one another among which pictures are looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """Its text, line by line, and whether it shows a picture and next to no text."""

    text: str
    scanned: bool


def read_pdf(content: bytes, name: str) -> Read:
    """The blocks of a PDF; InvalidInput, Damaged or TooMuch for one that cannot be read."""
    pages = [*pages_of(content, name)]
    lines, told = without_margins([page.text.split("\n") for page in pages])
    unread = [rank for rank, page in enumerate(pages, 1) if page.scanned]
    words = vocabulary(page.text for page in pages)
    blocks = flowed(lines_of(enumerate(lines, 1)), words)
    return Read(blocks, len(pages), [told] if told else [], unread)


def pages_of(content: bytes, name: str) -> Iterator[Page]:
    """Each page in order; InvalidInput for a file that is no PDF or has a password."""
    if SIGNATURE not in content[:WITHIN]:
        raise refused(name, PDF.another)
    with _opened(content, name) as document:
        signs = 0
        for rank in range(_length(document)):
            page = _page(document, rank)
            signs += len(page.text)
            if signs > limits.CHARACTERS:
                raise TooMuch("text")
            yield page


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Any]:
    try:
        with outside():
            document = pypdfium2.PdfDocument(content)
    except Damaged as error:
        raise _fault(error, name) from None
    with closing(document):
        yield document


def _fault(error: Damaged, name: str) -> InvalidInput | Damaged:
    """What the library says of a file that it does not open."""
    code = getattr(error.__cause__, "err_code", None)
    return refused(name, PDF.locked) if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) else error


def _length(document: Any) -> int:
    with outside():
        length = len(document)
    if length > limits.PAGES:
        raise TooMuch("pages")
    if length < 1:
        raise Damaged("no page")
    return length


def _page(document: Any, rank: int) -> Page:
    with outside(), closing(document[rank]) as page, closing(page.get_textpage()) as textpage:
        text = textpage.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
        scanned = len(text.strip()) < SCAN and any(page.get_objects((raw.FPDF_PAGEOBJ_IMAGE,), max_depth=DEEP))
    return Page(text, scanned)
