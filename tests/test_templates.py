"""The shipped templates are what their script makes, and keep the house rules of Word files."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from clausier.documents.catalogue import templates
from tests.builders import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TEMPLATES = sorted((ROOT / "templates").glob("*.docx"), key=lambda path: path.name)
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
BREAKABLE = re.compile(r"\S [;:!?»](?=\s|$)|« |\w'\w")


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stories(path: Path) -> list[etree._Element]:
    parts = members(path.read_bytes())
    return [
        etree.fromstring(content)
        for name, content in parts.items()
        if re.fullmatch(r"word/(document|header|footer)[^/]*\.xml", name)
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    subprocess.run([sys.executable, str(ROOT / "templates" / "construire.py"), str(folder)], check=True)
    return folder


def test_the_script_makes_exactly_the_shipped_files(built: Path) -> None:
    assert sorted(path.name for path in built.iterdir()) == [path.name for path in TEMPLATES] == sorted(templates())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_the_shipped_file_is_up_to_date(path: Path, built: Path) -> None:
    """Members are compared, not compressed bytes: zlib's may change."""
    assert members(path.read_bytes()) == members((built / path.name).read_bytes()), "run: make templates"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_linked_or_updated_at_opening(path: Path) -> None:
    parts = members(path.read_bytes())
    assert not [name for name, content in parts.items() if name.endswith(".rels") and b'"External"' in content]
    assert b"updateFields" not in parts["word/settings.xml"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_texts_keep_their_spaces_and_paragraphs_their_style(path: Path) -> None:
    for root in stories(path):
        assert all(text.get(SPACE) == "preserve" for text in root.iter(f"{W}t"))
        for paragraph in root.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            assert properties is not None
            assert [child.tag for child in properties] == [f"{W}pStyle"], "no direct formatting"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_paragraph_outside_cells_is_empty(path: Path) -> None:
    for root in stories(path):
        outside = [item for item in root.iter(f"{W}p") if item.getparent().tag != f"{W}tc"]
        assert all(item.find(f"{W}r") is not None for item in outside)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_static_text_is_typeset_in_french(path: Path) -> None:
    for root in stories(path):
        for paragraph in root.iter(f"{W}p"):
            static = TAG.sub("x", "".join(text.text or "" for text in paragraph.iter(f"{W}t")))
            assert not BREAKABLE.search(static), static


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_rows_are_not_cut_and_headings_repeat(path: Path) -> None:
    for root in stories(path):
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in root.iter(f"{W}tr"))
        for table in root.iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            assert len(rows) == 1 or rows[0].find(f"{W}trPr/{W}tblHeader") is not None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_style_used_is_defined(path: Path) -> None:
    styles = etree.fromstring(members(path.read_bytes())["word/styles.xml"])
    defined = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    used = {
        item.get(f"{W}val")
        for root in [*stories(path), styles]
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for item in root.iter(f"{W}{tag}")
    }
    assert used <= defined
