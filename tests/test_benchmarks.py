"""The benchmarks run, and compare equal things; what they measure is nobody's business here."""

from __future__ import annotations

import subprocess
import sys

from tests.builders import ROOT


def printed(module: str, *arguments: str) -> str:
    """In a process of its own: a benchmark keeps to one core."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def test_rendering_is_compared_after_a_check_of_parity() -> None:
    told = printed("benchmarks.lot", "--prestataires", "4", "--tours", "1")
    for line in ("docxtpl / rendu", "rendu / limite physique", "docxtpl / bout en bout", "dossier complet / bout en"):
        assert line in told


def test_whole_batches_are_run() -> None:
    told = printed(
        "benchmarks.scale", "--prestataires", "4", "--tours", "1", "--croissance", "2", "4", "--lignes", "60"
    )
    assert "deux travailleurs / un" in told
    assert "4 prestataires" in told


def test_a_second_checkout_is_compared_turn_by_turn() -> None:
    told = printed("benchmarks.versus", "--contre", str(ROOT), "--prestataires", "4", "--tours", "1")
    for name in (
        "rendering, horloge",
        "end_to_end, processeur",
        "whole_folder, horloge",
        "rediger, horloge",
        "analyser",
    ):
        assert name in told
    assert told.count("mêmes octets") == 3


def test_every_address_of_the_page_is_asked_for_while_tabs_answer() -> None:
    told = printed("benchmarks.page", "--onglets", "2", "--tours", "1", "--demarrages", "1")
    for name in ("démarrage", "première page", "réponses", "pages, 2 onglets / un", "processeur"):
        assert name in told
