"""A batch that is brought to the page, as a folder or a zip: in the list as it is, or nothing of it at all."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from clausier.office import limits
from tests.builders import ROOT
from tests.page.desk import EXAMPLE, Desk, seated

CASE = (ROOT / "examples" / EXAMPLE / "dossier.yaml").read_text(encoding="utf-8")
IDS = ("tilleuls", "acacias")
DRAFT = ".clausier/brouillons/0123456789abcdef.yaml"
BATCH: Mapping[str, bytes] = {
    "lot.json": json.dumps({"etat": "terminé", "prestataires": [{"id": one} for one in IDS]}).encode(),
    **{f"{one}/dossier.yaml": CASE.replace("glycines-infogerance-2026", one).encode() for one in IDS},
    "44 Éts tilleuls.zip": b"PK",
    "tilleuls/lettre.docx": b"PK",
    DRAFT: b"envoi: {}\n",
}
LEFT = {
    ".clausier/verrou": b"",
    ".clausier/journal.json": b"{}",
    ".clausier-0123456789abcdef.json": b"{}",
    ".git/config": b"",
    "tilleuls/.DS_Store": b"",
    "tilleuls/~$lettre.docx": b"",
}
"""What is hidden, or litter, and is left out."""


def zipped(files: Mapping[str, bytes], *, links: tuple[str, ...] = ()) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = ((stat.S_IFLNK if name in links else stat.S_IFREG) | 0o644) << 16
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def below(name: str, files: Mapping[str, bytes] = BATCH) -> dict[str, bytes]:
    return {f"{name}/{one}": content for one, content in files.items()}


def tree(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "ouvert").mkdir()
    return seated(tmp_path / "ouvert")


def brought(desk: Desk, way: str, files: Mapping[str, bytes]) -> tuple[int, str]:
    """The files of a batch sent as a folder, or as a zip."""
    if way == "zip":
        answer = desk.send("/importer", files=[("fichiers", ("Lot.zip", zipped(files)))])
    else:
        answer = desk.send("/importer/lot", files=[("lot", one) for one in files.items()])
    return answer.status_code, " ".join(answer.text.replace("\xa0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("way", ["zip", "folder"])
def test_its_dossiers_are_those_of_a_batch(desk: Desk, way: str) -> None:
    status, page = brought(desk, way, below("sortie", {**BATCH, **LEFT}) | {"__MACOSX/sortie/._lot.json": b""})
    assert status == 200, page
    assert "devient le lot <strong>sortie</strong>" in page
    assert page.count("· lot sortie") == 2
    assert "2 dossiers dans la liste" in page
    assert tree(desk.root) == below("sortie"), "nothing that is hidden, but what its documents ask"
    assert desk.read("/dossiers/sortie:tilleuls/bilan").status_code == 200
    status, page = brought(desk, way, below("Autre"))
    assert (status, "2 dossiers sont déjà dans la liste (acacias, tilleuls)" in page) == (409, True)
    assert tree(desk.root) == below("sortie")


def test_a_zip_without_a_folder_gives_its_name(desk: Desk) -> None:
    without = {name: content for name, content in BATCH.items() if name != DRAFT}
    status, page = brought(desk, "zip", without)
    assert (status, [one.name for one in desk.root.iterdir()]) == (200, ["Lot"])
    assert "les rédiger de nouveau" in page


TWICE = "aux majuscules ou aux accents près"
HOSTILE: Mapping[str, Mapping[str, bytes]] = {
    "a way up": {"sortie/../../dehors.yaml": b""},
    "a way up at the beginning": {"../dehors.yaml": b""},
    "a way from the root": {"/etc/dehors": b""},
    "a disk": {"sortie/C:dehors": b""},
    "a way of Windows": {"sortie\\..\\dehors": b""},
    "outside": {"dehors.yaml": b""},
    "a device": {"sortie/tilleuls/NUL.txt": b""},
    "a hidden way": {"sortie/tilleuls/\u202efdp.docx": b""},
    "an end that Windows drops": {"sortie/tilleuls/lettre.docx.": b""},
    "too long": {f"sortie/{'x' * 200}": b""},
    "too deep": {f"sortie/{'x/' * 9}x": b""},
    "capitals": {"sortie/TILLEULS/suivi.yaml": b""},
    "accents": {"sortie/44 E\u0301ts tilleuls.zip": b""},
    "a file that is a folder": {"sortie/tilleuls/lettre.docx/x": b""},
    "two batches": {"autre/lot.json": b"{}"},
}


@pytest.mark.parametrize("way", ["zip", "folder"])
@pytest.mark.parametrize("trick", HOSTILE)
def test_a_hostile_name_leaves_nothing(desk: Desk, way: str, trick: str) -> None:
    status, page = brought(desk, way, below("sortie") | HOSTILE[trick])
    assert (status, "arrivees" in page) == (409, True)
    assert not tree(desk.root.parent)


def bomb() -> bytes:
    return zipped(below("sortie", {**BATCH, "suivi.xlsx": bytes(9 << 20)}))


def sealed() -> bytes:
    content = bytearray(zipped(below("sortie")))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def broken() -> bytes:
    """A sum that is not that of its member, which is only seen once others are written."""
    content = bytearray(zipped(below("sortie")))
    at = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4) + 16
    content[at] ^= 0xFF
    return bytes(content)


ARCHIVES = {
    "a link": (lambda: zipped(below("sortie"), links=("sortie/tilleuls/lettre.docx",)), "contient un lien"),
    "a bomb": (bomb, "comprimé d’une façon anormale"),
    "a password": (sealed, "protégé par un mot de passe"),
    "a wrong sum": (broken, "est abîmé"),
    "no zip": (lambda: b"PK\x03\x04", "abîmé ou incomplet"),
    "no batch": (lambda: zipped({"x.yaml": b""}), "aucun fichier lot.json"),
    "no dossier": (lambda: zipped({"lot.json": b"{}"}), "aucun dossier"),
}


@pytest.mark.parametrize("trick", ARCHIVES)
def test_a_hostile_archive_leaves_nothing(desk: Desk, trick: str) -> None:
    made, told = ARCHIVES[trick]
    answer = desk.send("/importer", files=[("fichiers", ("lot.zip", made()))])
    assert (answer.status_code, told in answer.text.replace("\xa0", " ")) == (409, True), answer.text
    assert not tree(desk.root)


def test_a_batch_of_too_many_files_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausier.desk.batches.BATCH_FILES", len(BATCH) - 1)
    assert limits.BATCH_FILES > 1000
    assert brought(desk, "folder", below("sortie"))[0] == 409
    assert not tree(desk.root)


def test_no_folder_is_said_at_its_field(desk: Desk) -> None:
    answer = desk.send("/importer/lot", files=[("lot", ("", b""))])
    assert (answer.status_code, 'aria-invalid="true"' in answer.text) == (422, True)
