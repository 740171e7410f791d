"""All files or none: the folder is as it was when anything fails."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from clausier.errors import CannotWrite
from clausier.files.publish import publish

FILES = {"a.docx": b"un", "b.docx": b"deux"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def failing_replace(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    real = os.replace

    def replace(source: Any, target: Any) -> None:
        if Path(target).name == name and Path(source).suffix == ".tmp":
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


def test_writes_everything_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "sortie" / "tilleuls"
    assert publish(FILES, folder) == (folder / "a.docx", folder / "b.docx")
    assert contents(folder) == FILES


def test_replaces_what_was_there_and_leaves_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"ancien")
    (tmp_path / "notes.txt").write_bytes(b"notes")
    publish(FILES, tmp_path)
    assert contents(tmp_path) == {**FILES, "notes.txt": b"notes"}


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX files; run on Linux or macOS")
def test_files_get_the_usual_rights(tmp_path: Path) -> None:
    publish(FILES, tmp_path)
    (tmp_path / "temoin").write_bytes(b"")
    assert (tmp_path / "a.docx").stat().st_mode == (tmp_path / "temoin").stat().st_mode


def test_a_file_open_in_word_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {"a.docx": b"ancien a", "b.docx": b"ancien b"}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    failing_replace(monkeypatch, "b.docx", PermissionError(13, "Access is denied", str(tmp_path / "b.docx")))
    with pytest.raises(CannotWrite, match=r"fermer ses documents, s'ils sont ouverts dans Word ou Excel\."):
        publish(FILES, tmp_path)
    assert contents(tmp_path) == before


def test_a_failure_in_a_new_folder_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_replace(monkeypatch, "b.docx", OSError(28, "No space left on device"))
    with pytest.raises(CannotWrite, match="No space left on device"):
        publish(FILES, tmp_path / "x" / "y")
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(FILES, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    target = tmp_path / "sortie"
    target.write_bytes(b"")
    with pytest.raises(CannotWrite, match="est un fichier : indiquer un dossier où écrire"):
        publish(FILES, target)


def test_a_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "sortie").write_bytes(b"")
    with pytest.raises(CannotWrite, match=r"un fichier porte déjà ce nom sur le chemin\. Le déplacer\. Sinon, choisir"):
        publish(FILES, tmp_path / "sortie" / "x")


def test_a_folder_where_a_file_should_go(tmp_path: Path) -> None:
    (tmp_path / "b.docx").mkdir()
    with pytest.raises(CannotWrite, match=r"b\.docx » est un dossier : un fichier ne peut pas être écrit à sa place"):
        publish(FILES, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["b.docx"]


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, *args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(CannotWrite, match=r"écriture refusée .* Excel\. Sinon, choisir un autre dossier\.$"):
        publish(FILES, tmp_path / "x")
