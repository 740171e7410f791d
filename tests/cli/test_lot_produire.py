"""`clausier lot produire` as a user meets it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from clausier.cli import progress as shown
from tests.batch.lots import DATE, produce
from tests.batch.synthetic import write_lines


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "lot.jsonl", 3)


def test_what_is_told(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(source, tmp_path / "sortie", *DATE) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[0] == "3 dossiers : 3 produits, 0 à jour, 0 en erreur. Date : 2026-11-23."
    assert "suivi.xlsx" in told.out
    assert "ne pas transmettre" in told.out
    assert told.err == ""


def test_as_json(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(source, tmp_path / "sortie", *DATE, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == json.loads((tmp_path / "sortie" / "lot.json").read_text(encoding="utf-8"))
    assert (told["schema"], told["date"], told["etat"]) == (1, "2026-11-23", "terminé")
    assert told["bilan"]["dossiers"] == len(told["prestataires"]) == 3


def test_one_provider_is_said_in_the_singular(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(write_lines(tmp_path / "lot.jsonl", 1), tmp_path / "sortie", *DATE) == 0
    assert capsys.readouterr().out.startswith("1 dossier : 1 produit, 0 à jour, 0 en erreur.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--travailleurs", "0"], "--travailleurs"),
        (["--documents", ","], "aucun document n'est nommé"),
        (["--position", "mini"], "Valeurs admises : cible, repli, plancher"),
        (["--date", "demain"], "« demain » n'est pas une date"),
    ],
)
def test_usage(
    arguments: list[str], told: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert produce(source, tmp_path / "sortie", *arguments) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "sortie").exists()


def test_a_source_that_is_none_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(tmp_path / "absent.csv", tmp_path / "sortie") == 3
    assert "absent.csv : le fichier n'existe pas" in capsys.readouterr().err
    assert not (tmp_path / "sortie").exists()


def test_a_folder_that_cannot_be_made(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fichier").write_text("x")
    assert produce(source, tmp_path / "fichier", *DATE) == 1
    assert "fichier" in capsys.readouterr().err
    assert (tmp_path / "fichier").read_text() == "x"


def test_lines_now_and_then(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shown, "EVERY", 0.0)
    assert produce(source, tmp_path / "sortie", *DATE) == 0
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in lines] == [f"{done} prestataires sur 3" for done in (1, 2, 3)]
    assert lines[-1].endswith("par seconde, reste 0 s")


def test_a_bar_on_a_terminal(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    source.write_text(source.read_text(encoding="utf-8") + "\n{bad", encoding="utf-8")
    assert produce(source, tmp_path / "sortie", *DATE) == 1
    told = capsys.readouterr().err
    assert "4/4" in told
    assert "par seconde" in told
    assert "lot.jsonl, ligne 5 : ce n'est pas du JSON valide" in told


@pytest.mark.parametrize(("seconds", "told"), [(0.4, "0 s"), (61, "1 min 01 s"), (3700, "1 h 01")])
def test_times(seconds: float, told: str) -> None:
    assert shown._time(seconds) == told


def test_a_template_that_is_none_writes_nothing(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "modeles").mkdir()
    (tmp_path / "modeles" / "lettre.docx").write_bytes(b"x")
    assert produce(source, tmp_path / "sortie", "--modeles", str(tmp_path / "modeles")) == 3
    assert "ce n'est pas un document Word" in capsys.readouterr().err
    assert not (tmp_path / "sortie").exists()
