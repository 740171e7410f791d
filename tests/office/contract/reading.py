"""Contracts read from bytes, and their blocks told shortly."""

from __future__ import annotations

import tempfile
from pathlib import Path

from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.office.contract import read_contract

SHORT = {
    BlockKind.HEADING: "h",
    BlockKind.PARAGRAPH: "p",
    BlockKind.ITEM: "i",
    BlockKind.ROW: "r",
    BlockKind.NOTE: "n",
}


def read(content: bytes, name: str, *, ocr: bool = False) -> SourceText:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return sound(read_contract(path, ocr=ocr))


def sound(source: SourceText) -> SourceText:
    """The same, each of its blocks at its place."""
    text = source.text
    for block in source.blocks:
        assert block.text
        assert text[block.start : block.start + len(block.text)] == block.text
        assert "\n" not in block.text
    return source


def told(source: SourceText) -> list[str]:
    """« h2 7.2 Durée », « i1 - un », « p Texte », « r a | b »."""
    return [_told(block) for block in source.blocks]


def _told(block: TextBlock) -> str:
    return " ".join(filter(None, (f"{SHORT[block.kind]}{block.level or ''}", block.label, block.text)))
