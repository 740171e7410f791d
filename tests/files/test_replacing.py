"""One file in the place of another: never a moment without it, its permissions kept, links and devices refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from clausier.errors import CannotWrite
from clausier.files.replacing import clean, new_folder, replace

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and devices of POSIX; run on Linux or macOS")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_permissions_of_what_is_replaced_stay(mode: int, tmp_path: Path) -> None:
    target = tmp_path / "negociation.yaml"
    target.write_bytes(b"un")
    target.chmod(mode)
    replace(target, b"deux")
    assert target.read_bytes() == b"deux"
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert names(tmp_path) == ["negociation.yaml"]


@POSIX
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_refused(there: bool, tmp_path: Path) -> None:
    real, link = tmp_path / "ailleurs.yaml", tmp_path / "negociation.yaml"
    if there:
        real.write_bytes(b"un")
    link.symlink_to(real)
    with pytest.raises(CannotWrite, match="est un lien vers un autre fichier : rien n'est écrit à travers lui"):
        replace(link, b"deux")
    assert link.is_symlink()
    assert real.exists() is there
    assert not there or real.read_bytes() == b"un"
    assert "negociation.yaml" in names(tmp_path)
    assert len(names(tmp_path)) == 1 + there


@POSIX
def test_a_device_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.ics")
    with pytest.raises(CannotWrite, match=r"tube\.ics » n'est pas un fichier ordinaire"):
        replace(tmp_path / "tube.ics", b"x")
    assert names(tmp_path) == ["tube.ics"]


def test_a_write_protected_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "dossier.yaml"
    target.write_bytes(b"un")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        replace(target, b"deux")
    assert target.read_bytes() == b"un"


def test_the_target_is_there_at_each_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, real = tmp_path / "negociation.yaml", os.replace
    target.write_bytes(b"un")

    def looking(source: Path, place: Path) -> None:
        assert target.read_bytes() == b"un"
        real(source, place)
        assert target.read_bytes() == b"deux"

    monkeypatch.setattr(os, "replace", looking)
    replace(target, b"deux")


def test_only_what_is_ours_and_nobody_writes_is_cleaned(tmp_path: Path) -> None:
    set_ = "0123456789abcdef"
    strays = [f".clausier-{set_}.tmp", f".clausier-{set_}-12.tmp", f".clausier-{set_}-0.old", f".clausier-{set_}.json"]
    others = [".clausier-notes.tmp", "notes.tmp", f"clausier-{set_}.tmp", f".clausier-{set_}.docx"]
    for name in (*strays, *others):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / f".clausier-{set_[::-1]}.tmp" / "dedans").mkdir(parents=True)
    clean(tmp_path)
    assert names(tmp_path) == sorted(others)
    clean(tmp_path / "absent")


@POSIX
def test_a_stray_that_would_block_is_cleaned_all_the_same(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".clausier-0123456789abcdef.tmp")
    clean(tmp_path)
    assert names(tmp_path) == []


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "x" / "ma-bibliotheque"
    with pytest.raises(IsADirectoryError), new_folder(target) as folder:
        folder.write_bytes(b"a")
    assert names(tmp_path) == []
    with new_folder(target) as folder:
        (folder / "a.yaml").write_bytes(b"a")
        clean(tmp_path)
        assert not target.exists()
    assert names(target) == ["a.yaml"]
    assert names(tmp_path) == ["x"]
