"""What was read is compared with what is there before anything is put in place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clausier.files.publish import publish
from clausier.files.seen import LARGEST, TIMES, Changed, again, seen


def test_nothing_is_written_over_what_changed_since_it_was_read(tmp_path: Path) -> None:
    dossier, register = tmp_path / "dossier.yaml", tmp_path / "negociation.yaml"
    dossier.write_text("un", encoding="utf-8")
    before = seen((dossier, register))
    for path, text in ((dossier, "deux"), (register, "nouveau")):
        kept = path.read_text(encoding="utf-8") if path.exists() else None
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Changed, match=f"« {path} » change pendant"):
            publish({"dossier.yaml": b"trois", "autre": b""}, tmp_path, seen=before)
        assert path.read_text(encoding="utf-8") == text
        assert not (tmp_path / "autre").exists()
        path.unlink() if kept is None else path.write_text(kept, encoding="utf-8")
    publish({"dossier.yaml": b"trois"}, tmp_path, seen=before)
    assert dossier.read_bytes() == b"trois"
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.yaml"]


def test_a_file_that_is_gone_or_no_file_any_more_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text("un", encoding="utf-8")
    before = seen([path])
    path.unlink()
    with pytest.raises(Changed):
        before.check()
    path.mkdir()
    with pytest.raises(Changed):
        before.check()


def test_a_giant_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "creux"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    before = seen([path])
    before.check()
    os.utime(path, (0, 0))
    with pytest.raises(Changed):
        before.check()


def test_what_was_seen_first_counts(tmp_path: Path) -> None:
    path = tmp_path / "a"
    first = seen([path])
    path.write_text("un", encoding="utf-8")
    with pytest.raises(Changed):
        (first | seen([path])).check()
    (seen([path]) | first).check()


def test_a_work_is_done_again_and_not_for_ever() -> None:
    tries: list[int] = []
    forgotten: list[int] = []

    def work(ends: int) -> int:
        tries.append(1)
        if len(tries) < ends:
            raise Changed(Path("dossier.yaml"))
        return len(tries)

    assert again(lambda: work(3), lambda: forgotten.append(1)) == 3
    assert len(forgotten) == 2
    tries.clear()
    with pytest.raises(Changed):
        again(lambda: work(99))
    assert len(tries) == TIMES
