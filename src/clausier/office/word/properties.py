"""What a Word file says of itself, and which characters it can hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from clausier.office.package import DECLARATION, escaped

CONTROLS = bytes({*range(32)} - {9, 10, 13})
BEYOND = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Properties:
    """Properties of the file; `day` is the document's date, `keywords` its mark if it can come back."""

    title: str
    author: str
    day: date
    subject: str = ""
    keywords: str = ""


def encoded(xml: str) -> bytes:
    """UTF-8 with its declaration; ValueError for a character that XML cannot hold."""
    data = xml.encode()
    if len(data.translate(None, CONTROLS)) != len(data) or (b"\xef" in data and BEYOND.search(xml)):
        raise ValueError("a character that XML cannot hold")
    return DECLARATION + data


def core_properties(properties: Properties) -> str:
    """What the document is: nothing of who made the template, or when."""
    title, author, subject = (escaped(text[:255]) for text in (properties.title, properties.author, properties.subject))
    keywords = f"<cp:keywords>{escaped(properties.keywords)}</cp:keywords>" if properties.keywords else ""
    day = f"{properties.day.isoformat()}T00:00:00Z"
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:subject>{subject}</dc:subject>"
        f"{keywords}<dc:language>fr-FR</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        "<cp:revision>1</cp:revision></cp:coreProperties>"
    )
