"""Five hundred providers in one run: every profile, every verdict, no provider lost, no file broken."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

from clausier.model.verdict import Verdict
from tests.batch.lots import DATE, produce, rows, state
from tests.batch.synthetic import PROFILES, write_lines

COUNT = 500


def test_five_hundred_providers(tmp_path: Path) -> None:
    source, target = write_lines(tmp_path / "lot.jsonl", COUNT), tmp_path / "sortie"
    assert produce(source, target, *DATE, "--travailleurs", "2", "--documents", "avenant,tableau") == 0
    found = rows(target)
    assert list(found) == [f"prestataire-{number:05d}" for number in range(COUNT)]
    assert state(target)["bilan"]["produits"] == COUNT
    met = Counter(verdict for row in found.values() for verdict in row["verdicts"].values())
    assert set(met) == {verdict.value for verdict in Verdict}
    asked = Counter(rank % len(PROFILES) for rank, row in enumerate(found.values()) if len(row["fichiers"]) == 2)
    assert set(asked) >= set(range(1, len(PROFILES) - 1))
    for path in target.glob("*/*.docx"):
        with zipfile.ZipFile(path) as content:
            assert content.testzip() is None
