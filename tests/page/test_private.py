"""Several users of one machine: what leads in, and what is made without being asked where, is for one of them alone."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

import pytest

from clausier.cli.ouvrir import _folder
from clausier.page import serving
from clausier.page.keys import Keys
from clausier.page.listing import kept_in
from tests.page.desk import EXAMPLE, folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The pages on which a browser was opened, with what they held."""
    found: list[Path] = []

    def opened(address: str) -> bool:
        found.append(Path(address.removeprefix("file://")))
        return True

    monkeypatch.setattr(serving.webbrowser, "open", opened)
    return found


def entered(root: Path, opened: list[Path]) -> tuple[Path, int, int]:
    """Where the page that leads in stood, its mode and that of its folder; it goes at the end."""
    keys = Keys()
    with contextlib.ExitStack() as stack:
        serving._enter(stack, root, keys, "127.0.0.1:1")
        (path,) = opened
        modes = [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)]
        assert keys.first in path.read_text()
    assert not path.exists()
    return path, modes[0], modes[1]


def test_the_page_that_leads_in_is_its_users_alone(tmp_path: Path, opened: list[Path]) -> None:
    path, mode, _ = entered(tmp_path, opened)
    assert path == tmp_path / ".clausier" / "entrer.html"
    assert mode == 0o600


def test_on_a_disk_that_keeps_nothing_private_it_stands_elsewhere(
    tmp_path: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clausier.files.private._is_private", lambda number: False)
    path, mode, around = entered(tmp_path, opened)
    assert tmp_path not in path.parents
    assert (mode, around) == (0o600, 0o700)
    assert not (tmp_path / ".clausier" / "entrer.html").exists()


def test_it_is_not_written_through_a_link(tmp_path: Path, opened: list[Path]) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ouvert").mkdir()
    (tmp_path / "ouvert" / ".clausier").symlink_to(tmp_path / "ailleurs")
    path, mode, around = entered(tmp_path / "ouvert", opened)
    assert (mode, around) == (0o600, 0o700)
    assert not [*(tmp_path / "ailleurs").iterdir()]
    assert "ouvert" not in path.parts


def test_the_folder_by_default_is_its_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausier.files.documents.documents", lambda: tmp_path)
    (tmp_path / "vide").mkdir()
    monkeypatch.chdir(tmp_path / "vide")
    made = _folder(None)
    assert made == tmp_path / "clausier"
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_folder_that_may_not_be_read_hides_no_other_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, is_file = folder(tmp_path), Path.is_file
    (root / "a-un-autre").mkdir()

    def refused(path: Path) -> bool:
        if path.parent.name == "a-un-autre":
            raise PermissionError(13, "accès refusé", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", refused)
    assert [*kept_in(root)] == [EXAMPLE]
