"""Only a regular file of a bounded size is read, whatever stands under its name."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from clausier.errors import InvalidInput
from clausier.files.bounded import Absent, open_bounded, read_bounded, read_stdin, read_stream

LIMIT = 1 << 20


def refusal(path: Path) -> str:
    with pytest.raises(InvalidInput) as error:
        read_bounded(path, LIMIT)
    return str(error.value).removeprefix(f"{path} : ")


def test_a_file_up_to_its_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fichier"
    path.write_bytes(b"x" * LIMIT)
    assert read_bounded(path, LIMIT) == b"x" * LIMIT
    with open_bounded(path, LIMIT) as file:
        assert file.read(2) == b"xx"


def test_a_file_beyond_is_refused_with_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "fichier"
    path.write_bytes(b"x" * (LIMIT + 1))
    assert refusal(path) == "le fichier dépasse 1 Mo. Vérifier que c'est le bon fichier."


def test_a_sparse_giant_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "fichier"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert refusal(path).startswith("le fichier dépasse 1 Mo.")


def test_a_file_that_grows_while_it_is_read_is_cut() -> None:
    with pytest.raises(InvalidInput, match="flux : le fichier dépasse 1 Mo"):
        read_stream(io.BytesIO(b"x" * (3 * LIMIT)), LIMIT, "flux")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "c'est un dossier : un fichier est attendu. Donner le fichier lui-même."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no name on this system")
def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    assert refusal(tmp_path / "tube").startswith("ce n'est pas un fichier ordinaire")
    (tmp_path / "lien").symlink_to(tmp_path / "tube")
    assert refusal(tmp_path / "lien").startswith("ce n'est pas un fichier ordinaire")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no device to read")
def test_a_device_that_never_ends_is_refused() -> None:
    assert refusal(Path("/dev/zero")).startswith("ce n'est pas un fichier ordinaire")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("absent", "le fichier n'existe pas."),
        ("fichier/dessous", "le fichier n'existe pas."),
        ("x" * 300, "le fichier ne peut pas être lu."),
        ("a\0b", "le fichier ne peut pas être lu."),
        ("boucle", "le fichier ne peut pas être lu."),
    ],
    ids=["absent", "below-a-file", "long-name", "null", "loop"],
)
def test_what_cannot_be_opened_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "fichier").write_bytes(b"")
    (tmp_path / "boucle").symlink_to(tmp_path / "boucle")
    assert refusal(tmp_path / name).startswith(told)


@pytest.mark.parametrize("name", ["absent", "lien"])
def test_a_file_that_is_not_there_is_told_from_one_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "lien").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(Absent):
        read_bounded(tmp_path / name, LIMIT)


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InvalidInput, match="entrée standard : elle est fermée"):
        read_stdin(LIMIT)
