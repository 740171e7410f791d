"""The same contract in Word, in PDF and as plain text is read alike."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from clausier.model.contract_text import BlockKind, SourceText
from clausier.model.reading import Reading
from clausier.office.contract import read_contract, read_text
from clausier.office.pdf import to_pdf
from clausier.reading import read
from tests.builders import library
from tests.reading.made_up import texts_of

LEAST = 0.95
NAMES = ("infogerance-octet", "hebergement-grotte", "sauvegarde-coffre-lunaire")


def word_file(text: SourceText) -> bytes:
    """The blocks as a person writes them in Word: headings, items, tables."""
    document, rows = Document(), list[tuple[str, ...]]()
    for block in [*text.blocks, None]:
        if rows and (block is None or block.kind is not BlockKind.ROW):
            table = document.add_table(0, max(map(len, rows)))
            for cells in rows:
                for cell, words in zip(table.add_row().cells, cells, strict=False):
                    cell.text = words
            rows = []
        if block is None:
            continue
        told = f"{block.label} {block.text}".strip() if block.label not in ("", "-") else block.text
        if block.kind is BlockKind.HEADING:
            document.add_heading(told, min(block.level, 9))
        elif block.kind is BlockKind.ITEM:
            document.add_paragraph(told, "List Bullet")
        elif block.kind is BlockKind.ROW:
            rows.append(block.cells)
        else:
            document.add_paragraph(told)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def plain(text: SourceText) -> str:
    """The same without any mark: a dash before items, bars between cells."""
    return "\n\n".join(f"- {block.text}" if block.kind is BlockKind.ITEM else block.text for block in text.blocks)


def differing(one: Reading, other: Reading) -> list[str]:
    numbers = {point.id: point.number for point in library().requirements}
    return [
        f"{numbers[id_]} : {point.status.label} / {other.points[id_].status.label}"
        for id_, point in one.points.items()
        if point.status is not other.points[id_].status
    ]


def forms(folder: Path) -> Iterator[tuple[str, Reading, Reading, Reading]]:
    sources = {name: texts_of(name)[0] for name in NAMES}
    words = {f"{name}.docx": word_file(text) for name, text in sources.items()}
    for file, content in {**words, **to_pdf(words)}.items():
        (folder / file).write_bytes(content)
    for name, text in sources.items():
        files = (read_contract(folder / f"{name}{suffix}") for suffix in (".docx", ".pdf"))
        yield name, *(read([one], library()) for one in (*files, read_text(plain(text), name)))


@pytest.mark.libreoffice
def test_word_pdf_and_text_propose_the_same(tmp_path: Path) -> None:
    told, pairs = list[str](), 0
    for name, word, pdf, text in forms(tmp_path):
        pairs += 2 * len(word.points)
        told += [f"{name}, PDF, {one}" for one in differing(word, pdf)]
        told += [f"{name}, texte, {one}" for one in differing(word, text)]
    assert len(told) <= (1 - LEAST) * pairs, "\n".join(told)
