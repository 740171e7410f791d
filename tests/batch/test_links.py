"""Folders, archives and names of a batch: no link leads out of it, nothing that is not ours goes or leaves."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from clausier.batch.members import members, put_away
from clausier.batch.naming import folder_name
from clausier.cli import run
from clausier.errors import CannotWrite
from tests.builders import EXAMPLE

ID = "glycines-infogerance-2026"
DATE = ["--date", "2026-11-23"]
LINKS = pytest.mark.skipif(os.name != "posix", reason="links need a right on Windows")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder / "un.yaml")
    return folder


def produce(source: Path, root: Path, *more: str) -> int:
    return run(["lot", "produire", str(source), "-o", str(root), *DATE, "--documents", "lettre", *more])


@LINKS
def test_a_folder_that_is_a_link_gets_nothing(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere, root = tmp_path / "ailleurs", tmp_path / "lot"
    elsewhere.mkdir()
    root.mkdir()
    (elsewhere / "lettre.docx").write_bytes(b"a moi")
    (root / ID).symlink_to(elsewhere, target_is_directory=True)
    assert produce(source, root, "--ecraser") == 1
    assert "est un lien, qui mène hors du lot" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == {"lettre.docx": b"a moi"}


@LINKS
def test_an_archive_never_holds_what_a_link_leads_to(source: Path, tmp_path: Path) -> None:
    root, secret = tmp_path / "lot", tmp_path / "secret.docx"
    secret.write_bytes(b"SECRET")
    assert produce(source, root) == 0
    (root / ID / "demandes.docx").symlink_to(secret)
    assert produce(source, root, "--reprendre", "--zip") == 0
    with zipfile.ZipFile(root / f"{ID}.zip") as archive:
        assert archive.namelist() == [f"{ID}/lettre.docx"]
        assert all(b"SECRET" not in archive.read(name) for name in archive.namelist())


def test_an_archive_holds_only_plain_names_of_what_was_made(source: Path, tmp_path: Path) -> None:
    root = tmp_path / "lot"
    assert produce(source, root) == 0
    (root / ID / "note personnelle.docx").write_bytes(b"a moi")
    (root / ID / "synthese.docx").write_bytes(b"interne")
    assert produce(source, root, "--zip", "--reprendre") == 0
    with zipfile.ZipFile(root / f"{ID}.zip") as archive:
        for name in archive.namelist():
            path = PurePosixPath(name)
            assert not path.is_absolute()
            assert ".." not in path.parts
        assert archive.namelist() == [f"{ID}/lettre.docx"]
    assert (root / ID / "note personnelle.docx").read_bytes() == b"a moi"


@LINKS
def test_a_link_to_a_folder_is_no_member_and_is_not_put_away(source: Path, tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "lot", tmp_path / "ailleurs"
    assert produce(source, root) == 0
    shutil.copytree(root / ID, elsewhere)
    (root / "lien").symlink_to(elsewhere, target_is_directory=True)
    (root / "boucle").symlink_to(root, target_is_directory=True)
    assert [path.name for path in (*members(root).current, *members(root).withdrawn)] == [ID]
    assert produce(source, root, "--archiver") == 0
    assert (root / "lien").is_symlink()
    assert (elsewhere / "lettre.docx").is_file()


@LINKS
def test_archives_that_are_a_link_get_nothing(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "lot", tmp_path / "ailleurs"
    for folder in (root / "ancien", elsewhere):
        folder.mkdir(parents=True)
    (root / "archives").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(CannotWrite, match="est un lien, qui mène hors du lot"):
        put_away(root, root / "ancien")
    assert [*elsewhere.iterdir()] == []
    assert (root / "ancien").is_dir()


IDS = (
    "..",
    ".",
    "con",
    "aux.",
    "a/b",
    "a\\b",
    "a\0b",
    "a ",
    "a.",
    "x" * 300,
    "NUL.txt",
    "/etc",
    "C:\\x",
    "é" * 90,
    "",
    "~",
)


@pytest.mark.parametrize("id_", IDS, ids=repr)
def test_the_name_of_a_folder_is_one_plain_part(id_: str) -> None:
    name = folder_name(id_)
    assert 0 < len(name) <= 64
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name not in (".", "..")
    assert not name.endswith((".", " "))
    assert name.split(".")[0] not in ("con", "aux", "nul", "prn")


@LINKS
def test_an_example_is_never_copied_into_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "la").mkdir()
    (tmp_path / "lien").symlink_to(tmp_path / "la", target_is_directory=True)
    assert run(["exemple", "infogerance-non-signee", "-o", str(tmp_path / "lien")]) == 1
    assert [*(tmp_path / "la").iterdir()] == []
