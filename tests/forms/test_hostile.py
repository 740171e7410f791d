"""Files that come from elsewhere and are not what they should be: a clear refusal in French, nothing opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forms import edits, files

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def bomb(parts: dict[str, bytes], main: str) -> dict[str, bytes]:
    return {**parts, main: parts[main] + b" " * (12 << 20)}


def xxe(parts: dict[str, bytes], main: str) -> dict[str, bytes]:
    head, _, rest = parts[main].partition(b"?>")
    return {**parts, main: head + b"?>" + XXE + rest}


def macro(parts: dict[str, bytes], main: str) -> dict[str, bytes]:
    return {**parts, main.split("/")[0] + "/vbaProject.bin": b"x"}


def plain_zip(parts: dict[str, bytes], main: str) -> dict[str, bytes]:
    return {"lisez-moi.txt": b"bonjour"}


@pytest.mark.parametrize("kind", files.FORMATS)
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (bomb, "comprimé d'une façon anormale"),
        (xxe, "une déclaration DOCTYPE, qui n'est pas admise"),
        (macro, "des macros, qui ne sont pas admises"),
        (plain_zip, "ce n'est pas un "),
    ],
    ids=["zip bomb", "xxe", "macro", "renamed zip"],
)
def test_a_hostile_package(
    change: Callable[[dict[str, bytes], str], dict[str, bytes]], told: str, kind: str, tmp_path: Path
) -> None:
    path = files.practice(tmp_path, None, kind)
    edits.packed(path, change(edits.members(path), MAIN[kind]))
    message = files.refusal(path)
    assert told in message
    assert message.startswith(path.name)
    assert "root:" not in message


@pytest.mark.parametrize("kind", files.FORMATS)
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda content: content[: len(content) // 2], "abîmé ou incomplet"),
        (lambda content: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "protégé par un mot de passe"),
        (lambda content: OLE + b"\0" * 600, "d'un ancien format"),
        (lambda content: b"Bonjour", "ce n'est pas un "),
        (lambda content: b"", "ce n'est pas un "),
        (lambda content: content.replace(b"PK\x01\x02", b"PK\x01\x03"), "abîmé"),
    ],
    ids=["truncated", "encrypted", "old format", "text", "empty", "damaged"],
)
def test_not_a_package(change: Callable[[bytes], bytes], told: str, kind: str, tmp_path: Path) -> None:
    path = files.practice(tmp_path, None, kind)
    path.write_bytes(change(path.read_bytes()))
    assert told in files.refusal(path)


@pytest.mark.parametrize(("kind", "suffix"), [("docx", "docm"), ("xlsx", "xlsm")])
def test_a_file_with_macros_by_its_type(kind: str, suffix: str, tmp_path: Path) -> None:
    path = files.practice(tmp_path, None, kind).rename(tmp_path / f"q.{suffix}")
    parts = edits.members(path)
    types = parts["[Content_Types].xml"]
    types = types.replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    )
    types = types.replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    )
    edits.packed(path, {**parts, "[Content_Types].xml": types})
    assert "des macros" in files.refusal(path)


def test_a_template_outside_is_not_followed(tmp_path: Path) -> None:
    path = files.practice(tmp_path, None, "docx")
    parts = edits.members(path)
    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="http://exemple.invalid/x.dotm" TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    edits.packed(path, {**parts, name: parts[name].replace(b"</Relationships>", link)})
    assert "dépend d'un fichier extérieur" in files.refusal(path)


@pytest.mark.parametrize("kind", files.FORMATS)
def test_another_document_is_not_a_questionnaire(kind: str, tmp_path: Path) -> None:
    path = files.practice(tmp_path, None, kind)
    parts = {
        name: content.replace(b"clausier-questionnaire", b"autre") for name, content in edits.members(path).items()
    }
    edits.packed(path, parts)
    refusal = files.refusal(path)
    assert "ce n'est pas un questionnaire de clausier" in refusal
    assert "manque" not in refusal, "nothing is asked of it"


@pytest.mark.parametrize("name", ["absent.xlsx", "absent.docx"])
def test_a_missing_file(name: str, tmp_path: Path) -> None:
    assert f"{name} : le fichier n'existe pas." in files.refusal(tmp_path / name)


def test_another_kind_of_file(tmp_path: Path) -> None:
    path = tmp_path / "q.odt"
    path.write_bytes(b"x")
    assert "« .odt » n'est pas un questionnaire" in files.refusal(path)


def test_a_spoilt_reserve_is_refused(tmp_path: Path) -> None:
    """What no field shows travels as it is: a changed one is refused by its cell."""
    from tests.forms.dossiers import case
    from tests.forms.test_provenance import TREE, declared

    path = files.practice(tmp_path, case({**TREE, "declaration_prestataire": declared()}), "xlsx")
    for text in ("{abîmé", "[1]", "[" * 20_000):
        edits.typed(path, "Réserve", "reste.1", r=text)
        assert "feuille Réserve, cellule C5 : cette réserve a été modifiée" in files.refusal(path)


def test_no_member_is_written_with_a_link_outside(tmp_path: Path) -> None:
    for kind in files.FORMATS:
        with zipfile.ZipFile(io.BytesIO(files.practice(tmp_path, None, kind).read_bytes())) as archive:
            assert not any(b'TargetMode="External"' in archive.read(name) for name in archive.namelist())
