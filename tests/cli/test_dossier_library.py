"""A dossier that tells its libraries is read with them by every command, as by the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clausier.cli import run
from tests.builders import EXAMPLE

DATE = ("--date", "2026-11-23")
MINIMAL = EXAMPLE.parent.parent / "guide-minimal"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    return Path(shutil.copy(EXAMPLE, folder / "glycines.yaml"))


def tell(dossier: Path, *names: str) -> None:
    dossier.with_suffix(".bibliotheques.yaml").write_text(f"bibliotheques: [{', '.join(names)}]\n", encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str], *typed: str) -> tuple[str, str]:
    assert run(typed) == 0
    found = capsys.readouterr()
    return found.out, found.err


def test_what_is_told_beside_is_what_the_option_asks(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, nothing = said(capsys, "analyser", str(dossier), *DATE)
    asked, _ = said(capsys, "analyser", str(dossier), *DATE, "--avec", "complements")
    tell(dossier, "complements")
    told, why = said(capsys, "analyser", str(dossier), *DATE)
    assert told == asked != plain
    assert "glycines.bibliotheques.yaml" in why
    assert "Lu avec" not in nothing


def test_an_option_is_stronger(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tell(dossier, "personne")
    out, err = said(capsys, "analyser", str(dossier), *DATE, "--avec", "complements")
    assert "Lu avec" not in err
    assert out


def test_a_library_above_is_found_by_its_name(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(MINIMAL / "bibliotheque", dossier.parent.parent / "bibliotheques" / "lycee")
    shutil.copy(MINIMAL / "dossier.yaml", dossier)
    tell(dossier, "lycee")
    out, _ = said(capsys, "analyser", str(dossier), *DATE)
    assert "Appareils et consommables" in out


def test_that_which_stands_beside_is_read_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(MINIMAL, tmp_path / "lycee")
    _, why = said(capsys, "rediger", str(tmp_path / "lycee" / "dossier.yaml"), "-o", str(tmp_path / "sortie"), *DATE)
    assert "à côté du dossier" in why


def test_an_unknown_name_is_refused_with_its_place(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tell(dossier, "complement")
    assert run(["analyser", str(dossier), *DATE]) == 3
    told = capsys.readouterr().err
    assert "glycines.bibliotheques.yaml" in told
    assert "complements" in told
