"""Edits of a library book as a lawyer's Word would save them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from lxml import etree

from tests.office.word_files import W, members, repacked

Root = Any
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BY = f'w:id="900" w:author="Me Exemple" w:date="2026-11-20T10:00:00Z" xmlns:w="{WORD}"'
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def edited(content: bytes, *changes: Callable[[Root], object]) -> bytes:
    """The file with its body changed in place."""
    root = etree.fromstring(members(content)["word/document.xml"])
    for change in changes:
        change(root)
    return with_part(content, "word/document.xml", etree.tostring(root))


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    return repacked(content, lambda parts: {**parts, name: data})


def with_comment(content: bytes, text: str) -> bytes:
    """A comments part with one comment, number 0; the body has to refer to it."""
    note = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    part = f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="Me Exemple">{note}</w:comment></w:comments>'
    link = f'<Relationship Id="rId77" Type="{RELATION}" Target="comments.xml"/></Relationships>'
    kind = f'<Override PartName="/word/comments.xml" ContentType="{COMMENTS}"/></Types>'

    def add(parts: dict[str, bytes]) -> dict[str, bytes]:
        rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
        return {
            **parts,
            "word/comments.xml": part.encode(),
            rels: parts[rels].replace(b"</Relationships>", link.encode()),
            types: parts[types].replace(b"</Types>", kind.encode()),
        }

    return repacked(content, add)


def text_of(element: Root) -> str:
    return "".join(item.text or "" for item in element.iter(f"{W}t"))


def paragraph(root: Root, start: str, rank: int = 0) -> Root:
    """The paragraph of the body, outside the outline, whose text begins so."""
    found = [one for one in root.iter(f"{W}p") if text_of(one).startswith(start) and not style(one).startswith("Toc")]
    return found[rank]


def style(one: Root) -> str:
    found = one.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def restyle(root: Root, start: str, identifier: str) -> None:
    paragraph(root, start).find(f"{W}pPr/{W}pStyle").set(f"{W}val", identifier)


def retype(root: Root, start: str, text: str, rank: int = 0) -> None:
    """Types another text over the paragraph."""
    one = paragraph(root, start, rank)
    runs = one.findall(f"{W}r")
    for run in runs[1:]:
        one.remove(run)
    runs[0].find(f"{W}t").text = text


def append(root: Root, start: str, markup: str) -> None:
    """Adds runs at the end of the paragraph."""
    paragraph(root, start).extend(fragment(markup))


def after(root: Root, start: str, markup: str) -> None:
    """Adds blocks after the paragraph."""
    one = paragraph(root, start)
    for block in reversed(list(fragment(markup))):
        one.addnext(block)


def fragment(markup: str) -> Root:
    spaces = " ".join(
        f'xmlns:{prefix}="{uri}"'
        for prefix, uri in {
            "w": WORD,
            "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
            "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
            "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        }.items()
    )
    return copy.deepcopy(etree.fromstring(f"<x {spaces}>{markup}</x>"))


def row_of(root: Root, start: str) -> Root:
    return next(paragraph(root, start).iterancestors(f"{W}tr"))


def table_of(root: Root, start: str) -> Root:
    return next(paragraph(root, start).iterancestors(f"{W}tbl"))


def remove(element: Root) -> None:
    element.getparent().remove(element)


def sheet_elements(root: Root, heading: str) -> list[Root]:
    """The heading and all that follows, up to the next heading."""
    found = [paragraph(root, heading)]
    current = found[0].getnext()
    while current is not None and not style(current).startswith("Heading") and current.tag != f"{W}sectPr":
        found.append(current)
        current = current.getnext()
    return found
