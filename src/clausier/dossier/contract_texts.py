"""The texts of a contract that was read, kept so that a passage can be shown where it stands. Internal, never sent.

A file of lines of JSON: of each text what it is, then its blocks. Whatever it holds, it is read within bounds, and one
that is not as we write it tells nothing.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from clausier.files import limits
from clausier.files.boundedjson import loaded
from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.office.limits import BLOCKS

SCHEMA, CURRENT = "schema", "1"
SAME, ROW_BEFORE = 1, 2
"""A header that is that of the block before, or its cells."""


def texts_bytes(texts: Sequence[SourceText]) -> bytes | None:
    """The content of the file; None for texts that are too long to be kept."""
    if sum(len(one.blocks) for one in texts) > BLOCKS:
        return None
    content = "".join(f"{_line(one)}\n" for one in _told(texts)).encode("utf-8", "surrogatepass")
    return content if len(content) <= limits.CONTRACT else None


def texts_from(content: bytes) -> tuple[SourceText, ...]:
    """The texts that the content of a file tells; none if it is spoilt, or of another version."""
    try:
        lines = io.BytesIO(content)
        return tuple(_texts(lines)) if loaded(next(lines, b"")) == {SCHEMA: CURRENT} else ()
    except (ValueError, TypeError, KeyError, IndexError):
        return ()


def _told(texts: Iterable[SourceText]) -> Iterator[Any]:
    yield {SCHEMA: CURRENT}
    for text in texts:
        yield {
            "nom": text.name,
            "empreinte": text.digest,
            "pages": text.pages,
            "sans_texte": text.unread,
            "remarques": text.remarks,
            "blocs": len(text.blocks),
        }
        before: TextBlock | None = None
        for block in text.blocks:
            yield [
                block.text,
                block.kind.value,
                block.level,
                block.label,
                block.page,
                block.ocr,
                *_header(block, before),
            ]
            before = block


def _header(block: TextBlock, before: TextBlock | None) -> list[Any]:
    if not block.header:
        return []
    known = before is not None and {before.header: SAME, before.cells: ROW_BEFORE}.get(block.header)
    return [known or block.header]


def _texts(lines: Iterator[bytes]) -> Iterator[SourceText]:
    left = BLOCKS
    for line in lines:
        told = loaded(line)
        left -= _number(told["blocs"])
        if left < 0:
            raise ValueError("blocs")
        blocks: list[TextBlock] = []
        start = 0
        for _ in range(told["blocs"]):
            blocks.append(_block(loaded(next(lines, b"")), start, blocks))
            start += len(blocks[-1].text) + 1
        yield SourceText(
            _text(told["nom"]),
            _text(told["empreinte"]),
            tuple(blocks),
            _number(told["pages"]),
            tuple(map(_text, told["remarques"])),
            tuple(map(_number, told["sans_texte"])),
        )


def _block(told: Sequence[Any], start: int, before: Sequence[TextBlock]) -> TextBlock:
    text, kind, level, label, page, ocr, *more = told
    header: tuple[str, ...] = ()
    if more == [SAME]:
        header = before[-1].header
    elif more == [ROW_BEFORE]:
        header = before[-1].cells
    elif more:
        header = tuple(map(_text, more[0]))
    return TextBlock(
        _text(text), start, BlockKind(kind), _number(level), _text(label), _number(page), header, ocr is True
    )


def _line(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told


def _number(told: Any) -> int:
    if not isinstance(told, int) or told < 0:
        raise TypeError
    return told
