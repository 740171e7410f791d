"""A Word file as the blocks of a page: numbers that Word computes, weights, tables; nothing of what was struck out."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import OxmlElement

from clausier.errors import InvalidInput
from clausier.office.shown import Grid, Line, shown


def test_headings_items_weights_and_tables() -> None:
    document = docx.Document()
    document.add_heading("Titre", 2)
    paragraph = document.add_paragraph("Un ")
    paragraph.add_run("mot").bold = True
    paragraph.add_run(" cité").italic = True
    document.add_paragraph("")
    document.add_paragraph("premier", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip((one for row in table.rows for one in row.cells), "ABCD", strict=True):
        cell.text = text
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    table.cell(1, 0).merge(table.cell(1, 1))
    heading, words, item, grid = shown(_saved(document), "essai.docx")
    assert isinstance(heading, Line)
    assert heading.level == 2
    assert isinstance(words, Line)
    assert [(one.text, one.weight) for one in words.words] == [("Un ", ""), ("mot", "fort"), (" cité", "cite")]
    assert isinstance(item, Line)
    assert (item.depth, item.label) == (1, "")
    assert isinstance(grid, Grid)
    assert [[cell.lines[0].words[0].text for cell in row] for row in grid.head] == [["A", "B"]]
    assert [(cell.span, len(cell.lines)) for row in grid.rows for cell in row] == [(2, 2)]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(InvalidInput):
        shown(b"rien", "essai.docx")


def _saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()
