"""A library that is kept parsed is the library that was read, and only as long as its files are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.errors import InvalidInput, Problem, Severity
from clausier.files import cache
from clausier.library import reading
from clausier.library.kept import sound
from clausier.library.reading import Reading, load_library
from clausier.resources import shipped
from tests.builders import ROOT

HOUSE = ROOT / "examples" / "cabinet-avocats" / "bibliotheque"
POINT = "sauvegardes-test-restauration.yaml"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One item for each reading of the files."""
    found: list[object] = []
    read = reading.read_library

    def counted(folders: list[Path]) -> Reading:
        found.append(folders)
        return read(folders)

    monkeypatch.setattr(reading, "read_library", counted)
    return found


def told(found: Reading) -> tuple[Problem, ...]:
    return found.problems


def warned(_: Reading) -> tuple[Problem, ...]:
    return (Problem("f.yaml", "cle", "à revoir", "Le revoir.", 3, Severity.WARNING),)


@pytest.mark.parametrize("overlays", [(), (HOUSE,)], ids=["livrée", "maison"])
def test_what_is_kept_is_what_was_read(overlays: tuple[Path, ...], reads: list[object]) -> None:
    folders = [shipped("clauses"), *overlays]
    first, again = sound(folders, "a", told), sound(folders, "a", told)
    assert first.library == again.library == load_library(folders)
    assert [point.id for point in again.library.requirements] == [point.id for point in first.library.requirements]
    assert len(reads) == 2, "once by the first call, once by load_library"


def test_warnings_are_kept_too(reads: list[object]) -> None:
    folders = [shipped("clauses")]
    assert sound(folders, "b", warned).warnings == sound(folders, "b", warned).warnings == warned(None)  # type: ignore[arg-type]
    assert len(reads) == 1


def test_other_checks_are_made_anew(reads: list[object]) -> None:
    sound([shipped("clauses")], "a", told)
    assert sound([shipped("clauses")], "b", warned).warnings
    assert len(reads) == 2


def test_a_changed_file_is_read_again(tmp_path: Path, reads: list[object]) -> None:
    overlay = tmp_path / "maison"
    overlay.mkdir()
    (overlay / POINT).write_text("importance: importante\n", encoding="utf-8")
    folders = [shipped("clauses"), overlay]
    before = sound(folders, "a", told).library
    (overlay / POINT).write_text("importance: recommandee\n", encoding="utf-8")
    assert sound(folders, "a", told).library != before
    (overlay / "autre.yaml").write_text("a: b\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"autre\.yaml"):
        sound(folders, "a", told)
    assert len(reads) == 3


def test_a_library_with_an_error_is_never_kept(tmp_path: Path, reads: list[object]) -> None:
    overlay = tmp_path / "maison"
    overlay.mkdir()
    (overlay / POINT).write_text("importance: énorme\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InvalidInput, match="énorme"):
            sound([shipped("clauses"), overlay], "a", told)
    assert len(reads) == 2


def test_without_a_cache_it_is_read_each_time(monkeypatch: pytest.MonkeyPatch, reads: list[object]) -> None:
    monkeypatch.setattr(cache, "keep", lambda *_: None)
    assert sound([shipped("clauses")], "a", told).library == sound([shipped("clauses")], "a", told).library
    assert len(reads) == 2
