"""Changes that people make to a questionnaire before they send it back."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def workbook(path: Path, change: Callable[[Workbook], object]) -> Path:
    with warnings.catch_warnings(action="ignore"):
        book = load_workbook(path)
        change(book)
        book.save(path)
    return path


def cell(sheet: Any, row_id: str, key: str) -> Any:
    """The cell of a row's field, by the hidden column and row."""
    column = next(one.column for one in sheet[1] if one.value == key)
    row = next(one.row for one in sheet["A"] if one.value == row_id)
    return sheet.cell(row, column)


def typed(path: Path, sheet: str, row_id: str, **texts: Any) -> Path:
    def change(book: Workbook) -> None:
        for key, text in texts.items():
            cell(book[sheet], row_id, key).value = text

    return workbook(path, change)


def rows(sheet: Any) -> list[list[Any]]:
    return [[one.value for one in line] for line in sheet.iter_rows(min_row=4)]


def write_rows(sheet: Any, lines: list[list[Any]]) -> None:
    for number, line in enumerate(lines, start=4):
        for column, value in enumerate(line, start=1):
            sheet.cell(number, column).value = value


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(target.getvalue())
    return path


def word(path: Path, change: Callable[[etree._Element], None]) -> Path:
    parts = members(path)
    root = etree.fromstring(parts["word/document.xml"])
    change(root)
    return packed(path, {**parts, "word/document.xml": etree.tostring(root)})


def control(root: etree._Element, tag: str) -> etree._Element:
    """The content control with this tag."""
    found = root.xpath(f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']", namespaces={"w": W[1:-1]})
    return found[0]


def fill(root: etree._Element, tag: str, text: str) -> None:
    """Types a text in a control, as Word stores it."""
    sdt = control(root, tag)
    for mark in sdt.findall(f"{W}sdtPr/{W}showingPlcHdr"):
        mark.getparent().remove(mark)
    content = sdt.find(f"{W}sdtContent")
    for child in list(content):
        content.remove(child)
    etree.SubElement(etree.SubElement(content, f"{W}r"), f"{W}t").text = text


def filled(path: Path, **texts: str) -> Path:
    """The Word file with texts typed in controls, by tag."""

    def change(root: etree._Element) -> None:
        for tag, text in texts.items():
            fill(root, tag, text)

    return word(path, change)
