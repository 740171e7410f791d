"""What is kept from one run to the next is what was kept, or nothing; never an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.files import cache
from clausier.files.written import recorded


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    return tmp_path / "cache"


def test_a_text_is_kept_under_its_key() -> None:
    key = cache.key_of([b"a", b"b"])
    assert cache.kept("essai", key) is None
    cache.keep("essai", key, "un texte\nde deux lignes, accentué : é")
    assert cache.kept("essai", key) == "un texte\nde deux lignes, accentué : é"
    assert cache.kept("autre", key) is None


def test_what_is_kept_is_nothing_that_a_run_has_written() -> None:
    with recorded(lambda _: None) as placed:
        cache.keep("essai", cache.key_of([b"a"]), "texte")
    assert not placed


def test_keys_tell_parts_apart() -> None:
    assert len({cache.key_of(parts) for parts in ([b"ab"], [b"a", b"b"], [b"", b"ab"], [b"b", b"a"])}) == 4


def test_releases_tell_libraries_apart_and_skip_those_that_are_not_there() -> None:
    assert len({*cache.releases(["docxtpl", "xlsxwriter", "docxtpl", "no_such_library"])}) == 2


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data + b" ", lambda _: b"\xff", lambda _: b""])
def test_a_spoilt_text_is_none(folder: Path, spoil: object) -> None:
    key = cache.key_of([b"a"])
    cache.keep("essai", key, "texte")
    (path,) = folder.iterdir()
    assert callable(spoil)
    path.write_bytes(spoil(path.read_bytes()))
    assert cache.kept("essai", key) is None


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path) -> None:
    folder.write_text("un fichier")
    cache.keep("essai", cache.key_of([b"a"]), "texte")
    assert cache.kept("essai", cache.key_of([b"a"])) is None


def test_the_oldest_go(folder: Path) -> None:
    for rank in range(cache.MOST + 3):
        cache.keep("essai", cache.key_of([bytes([rank])]), "texte")
    cache.keep("autre", cache.key_of([b"a"]), "texte")
    assert len(list(folder.glob("essai-*"))) == cache.MOST
    assert len(list(folder.iterdir())) == cache.MOST + 1
