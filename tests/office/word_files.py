"""Small Word files for tests, and what can be read of a finished one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write_template(path: Path, *paragraphs: str) -> Path:
    """A template of these paragraphs, as Word would save it."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(content: bytes, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in change(members(content)).items():
            archive.writestr(name, data)
    return target.getvalue()


def replaced(path: Path, name: str, old: bytes, new: bytes) -> None:
    """Edits a member of a file in place."""
    path.write_bytes(repacked(path.read_bytes(), lambda parts: {**parts, name: parts[name].replace(old, new)}))


def paragraphs(content: bytes, part: str = "word/document.xml") -> list[str]:
    """Texts of the paragraphs, with line breaks and tabs."""
    root = etree.fromstring(members(content)[part])
    return [paragraph_text(paragraph) for paragraph in root.iter(f"{W}p")]


def paragraph_text(paragraph: etree._Element) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        node.text or "" if node.tag == f"{W}t" else signs[str(node.tag)]
        for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
        if node.getparent() is not None and node.getparent().tag == f"{W}r"
    )


def whole_text(content: bytes) -> str:
    """Everything that a reader may see or extract: all parts, properties included."""
    found: Sequence[str] = [data.decode("utf-8", "replace") for data in members(content).values()]
    return "\n".join(found)
