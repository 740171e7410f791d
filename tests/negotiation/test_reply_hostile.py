"""Foreign files: each refusal says what is wrong and what to do; nothing inside leaves."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clausier.errors import InvalidInput
from clausier.negotiation.reply.read import mark_of
from tests.negotiation.replies import produced
from tests.negotiation.test_reply_form import REPLY, filled, refusal
from tests.office.word_files import repacked, whole_text

TRACKER = produced()["tableau.xlsx"]
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def swapped(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    return repacked(content, lambda parts: {**parts, name: change(parts[name])})


def plain_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("lisez-moi.txt", "bonjour")
    return target.getvalue()


BOMB = b" " * (12 << 20)
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
MACROS = b"macroEnabled.main+xml"
HOSTILE = {
    "bomb.docx": (repacked(REPLY, lambda parts: {**parts, "word/x.xml": BOMB}), "comprimé d'une façon anormale"),
    "bomb.xlsx": (repacked(TRACKER, lambda parts: {**parts, "xl/x.xml": BOMB}), "comprimé d'une façon anormale"),
    "xxe.docx": (swapped(REPLY, "word/document.xml", lambda data: XXE + data.split(b"?>", 1)[1]), "DOCTYPE"),
    "xxe.xlsx": (swapped(TRACKER, "xl/workbook.xml", lambda data: XXE + data.split(b"?>", 1)[1]), "DOCTYPE"),
    "core.docx": (swapped(REPLY, "docProps/core.xml", lambda data: XXE + data.split(b"?>", 1)[1]), "DOCTYPE"),
    "macro.docm": (
        swapped(REPLY, "[Content_Types].xml", lambda data: data.replace(b"document.main+xml", MACROS)),
        "macros",
    ),
    "macro.docx": (repacked(REPLY, lambda parts: {**parts, "word/vbaProject.bin": b"x"}), "macros"),
    "macro.xlsm": (repacked(TRACKER, lambda parts: {**parts, "xl/vbaProject.bin": b"x"}), "macros"),
    "renamed.docx": (plain_zip(), "ni un document Word (.docx) ni un classeur Excel (.xlsx)"),
    "texte.docx": (b"bonjour", "ni un document Word (.docx) ni un classeur Excel (.xlsx)"),
    "tronqué.docx": (REPLY[: len(REPLY) // 2], "abîmé ou incomplet"),
    "tronqué.xlsx": (TRACKER[: len(TRACKER) // 2], "abîmé ou incomplet"),
    "protégé.docx": (ENCRYPTED, "protégé par un mot de passe"),
    "vide.docx": (b"", "ni un document Word"),
    "lié.docx": (
        swapped(
            REPLY,
            "word/_rels/document.xml.rels",
            lambda data: data.replace(
                b"</Relationships>",
                b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                b'image" Target="http://exemple.fr/x.png" TargetMode="External"/></Relationships>',
            ),
        ),
        "dépend d'un fichier extérieur",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(tmp_path: Path, name: str) -> None:
    content, reason = HOSTILE[name]
    message = refusal(tmp_path, content, name)
    assert message.startswith(f"{name} : ")
    assert reason in message
    with pytest.raises(InvalidInput):
        mark_of(tmp_path / name)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="n'existe pas"):
        mark_of(tmp_path / "absent.docx")


@pytest.mark.parametrize("share", range(12))
def test_a_damaged_byte_is_never_a_traceback(tmp_path: Path, share: int) -> None:
    content = bytearray(filled())
    content[len(content) * share // 12] ^= 0xFF
    path = tmp_path / "abîmé.docx"
    path.write_bytes(content)
    with contextlib.suppress(InvalidInput):
        mark_of(path)


@pytest.mark.parametrize("name", ["reponse.docx", "tableau.xlsx"])
def test_nothing_internal_in_any_part(name: str) -> None:
    found = whole_text(produced()[name]).lower()
    for word in ("plancher", "repli", "note_interne", "interne", "commentaire interne", "position"):
        assert word not in found or (word == "position" and name == "tableau.xlsx"), word
