"""The shipped examples: the law firm's library and letterhead are in step with ours."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.library.reading import load_library
from clausier.resources import shipped
from tests.builders import ROOT, library

FIRM = ROOT / "examples" / "cabinet-avocats"


def test_the_firm_s_letter_is_in_step_with_the_shipped_one() -> None:
    made = runpy.run_path(str(FIRM / "modeles" / "construire.py"))["letter"]()
    assert made == (FIRM / "modeles" / "lettre.docx").read_bytes()


def test_the_firm_s_library_changes_what_its_page_says() -> None:
    house = load_library([shipped("clauses"), FIRM / "bibliotheque"])
    assert set(library().by_id) - set(house.by_id) == {"acces-wifi-separes"}
    assert set(house.by_id) - set(library().by_id) == {"sortie-interlocuteur"}
    assert house.by_id["sortie-delai-recuperation"].positions.target.values["delai"] == "10 jours calendaires"


def test_the_firm_s_documents_are_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = str(shutil.copy(ROOT / "examples" / "infogerance-non-signee" / "dossier.yaml", tmp_path))
    overlays = ["--bibliotheque", str(FIRM / "bibliotheque"), "--modeles", str(FIRM / "modeles")]
    assert run(["rediger", dossier, "-o", str(tmp_path / "s"), "--date", "2026-11-23", *overlays]) == 0
    assert (tmp_path / "s" / "lettre.docx").is_file()
