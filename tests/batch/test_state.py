"""lot.json is read again whatever its length, and a spoilt one is as none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausier.batch.state import ROWS, read_state
from clausier.files import limits


def written(path: Path, rows: int) -> Path:
    """As a batch writes it: a line for each provider."""
    lines = ",\n".join(
        f"  {json.dumps({'id': f'dossier-{rank}', 'verdicts': {'a': 'absent'}})}" for rank in range(rows)
    )
    path.write_text(f'{{\n "etat": "terminé",\n "prestataires": [\n{lines}\n ]\n}}\n', encoding="utf-8")
    return path


@pytest.mark.parametrize("rows", [0, 2, 60_000], ids=["empty", "small", "beyond-what-may-be-built-at-once"])
def test_a_state_is_read_whatever_its_length(tmp_path: Path, rows: int) -> None:
    found = read_state(written(tmp_path / "lot.json", rows), ("id",))
    assert found["etat"] == "terminé"
    assert found[ROWS] == [{"id": f"dossier-{rank}"} for rank in range(rows)]


def test_a_small_one_may_be_laid_out_otherwise(tmp_path: Path) -> None:
    (tmp_path / "lot.json").write_text('{"prestataires": [{"id": "a"}, 3], "etat": "terminé"}', encoding="utf-8")
    assert read_state(tmp_path / "lot.json", ("id",)) == {"etat": "terminé", ROWS: [{"id": "a"}]}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"3",
        b"\xff",
        b"[" * 100_000,
        b'{"prestataires": [' + b"[]," * 200_000,
        b'{\n "prestataires": [\n' + b"{},\n" * (limits.NODES + 1),
        b"\n" * (limits.NODES + 1),
    ],
    ids=["empty", "list", "number", "latin", "deep", "many", "rows", "lines"],
)
def test_a_spoilt_one_is_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lot.json").write_bytes(content)
    assert read_state(tmp_path / "lot.json") == {}


def test_none_at_all(tmp_path: Path) -> None:
    assert read_state(tmp_path / "lot.json") == {}
