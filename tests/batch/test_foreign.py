"""Workbooks that come from elsewhere: hostile or damaged, each is refused with a message."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from clausier.errors import InvalidInput
from tests.batch.tables import KEYS, ROW, read, refusal, rewritten, xlsx_file


def with_member(source: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(source, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return source


def replaced(source: Path, content: bytes) -> Path:
    source.write_bytes(content)
    return source


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
MAIN = b"spreadsheetml.sheet.main+xml"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
LONG = b"<!--" + random.Random(1).randbytes((1 << 19) - 16).hex().encode() + b"-->"
"""So long that what follows is cut between two readings."""
FOREIGN: dict[str, tuple[Callable[[Path], Path], str]] = {
    "encrypted": (
        lambda path: replaced(path, OLE + "EncryptedPackage".encode("utf-16-le")),
        "protégé par un mot de passe. Retirer",
    ),
    "old": (lambda path: replaced(path, OLE), "c'est un classeur d'un ancien format (.xls)."),
    "csv": (lambda path: replaced(path, b"dossier.id;cabinet.nom"), "ce n'est pas un classeur Excel (.xlsx)."),
    "empty": (lambda path: replaced(path, b""), "ce n'est pas un classeur Excel (.xlsx)."),
    "truncated": (lambda path: replaced(path, path.read_bytes()[:-100]), "le fichier est abîmé ou incomplet."),
    "damaged": (lambda path: replaced(path, _flipped(path)), "le fichier est abîmé : il ne peut pas être lu."),
    "document": (lambda path: rewritten(path, MAIN, b"document.main+xml"), "ce n'est pas un classeur Excel (.xlsx)."),
    "zip": (lambda path: with_member(replaced(path, _empty_zip()), "a.txt", b"a"), "ce n'est pas un classeur Excel"),
    "macro": (
        lambda path: with_member(path, "xl/vbaProject.bin", b"a"),
        "contient des macros, qui ne sont pas admises.",
    ),
    "doctype": (lambda path: with_member(path, "xl/a.xml", DOCTYPE), "contient une déclaration DOCTYPE"),
    "far doctype": (lambda path: with_member(path, "xl/a.xml", LONG + DOCTYPE), "contient une déclaration DOCTYPE"),
    "utf-16": (
        lambda path: with_member(path, "xl/a.xml", "<a/>".encode("utf-16")),
        "n'est pas fait comme un classeur Excel.",
    ),
    "ebcdic": (
        lambda path: with_member(path, "xl/a.xml", "<a/>".encode("cp500")),
        "n'est pas fait comme un classeur Excel.",
    ),
    "bomb": (lambda path: with_member(path, "xl/a.xml", b" " * 5_000_000), "est comprimé d'une façon anormale."),
    "crowd": (lambda path: _crowded(path), "le fichier contient plus de 2 000 fichiers."),
    "strict": (
        lambda path: rewritten(
            path, b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml/spreadsheetml"
        ),
        "le classeur est au format « Open XML strict ».",
    ),
    "bad number": (lambda path: rewritten(path, b"<v>0</v>", b"<v>zero</v>"), "le fichier est abîmé"),
    "absent string": (lambda path: rewritten(path, b"<v>0</v>", b"<v>999999</v>"), "le fichier est abîmé"),
}


def _empty_zip() -> bytes:
    return b"PK\x05\x06" + b"\0" * 18


def _flipped(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[400:420] = bytes(20)
    return bytes(content)


def _crowded(path: Path) -> Path:
    with zipfile.ZipFile(path, "a") as archive:
        for rank in range(2001):
            archive.writestr(f"xl/{rank}.bin", b"")
    return path


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_refused_with_a_message(tmp_path: Path, name: str) -> None:
    change, expected = FOREIGN[name]
    assert expected in refusal(change(xlsx_file(tmp_path / "lot.xlsx", [KEYS, ROW])))


def test_no_bytes_make_anything_but_a_message(tmp_path: Path) -> None:
    """Random damage inside the parts: records, or InvalidInput, and no other exception."""
    source = xlsx_file(tmp_path / "bon.xlsx", [[*KEYS, "contrat.date"], [*ROW, date(2026, 1, 1)]])
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(4)
    for _ in range(150):
        hurt = chance.choice(sorted(members))
        content = bytearray(members[hurt])
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.choice(b'<>/"= 019aA&;:')
        with zipfile.ZipFile(tmp_path / "lot.xlsx", "w") as archive:
            for name, kept in members.items():
                archive.writestr(name, bytes(content) if name == hurt else kept)
        with suppress(InvalidInput):
            read(tmp_path / "lot.xlsx")


def test_a_sheet_that_breaks_off_is_refused_whole(tmp_path: Path) -> None:
    """What stands after its rows tells which cells are merged: without it, none of them is sure."""
    message = refusal(rewritten(xlsx_file(tmp_path / "lot.xlsx", [KEYS, ROW]), b"</sheetData>", b"</sheetDat>"))
    assert message.startswith("lot.xlsx : le fichier est abîmé : il ne peut pas être lu.")
