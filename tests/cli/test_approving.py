"""`clausier bibliotheque valider` and `--clauses-validees`, as a firm meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from clausier.cli import run
from tests.builders import ROOT, flat

POINT = "sauvegardes-test-restauration"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "maison"
    (folder / "04").mkdir(parents=True)
    (folder / "04" / f"{POINT}.yaml").write_text('parametres: {delai_premier_test: "50 jours calendaires"}\n', "utf-8")
    return folder


def approve(house: Path, *more: str) -> int:
    given = ["--par", "Me Exemple", "--dans", str(house), "--date", "2026-11-28"]
    return run(["bibliotheque", "valider", *more, *given])


def test_a_clause_is_approved_in_the_overlay_and_again_without_a_change(house: Path, capsys: Capture) -> None:
    assert approve(house, "4.5", "8.1", "--jusqu-au", "2027-11-28") == 0
    first = (house / "validations.yaml").read_text("utf-8")
    assert "2 clauses validées par Me Exemple" in capsys.readouterr().out
    assert f"  {POINT}:\n    nom: Me Exemple\n" in first
    assert 'jusqu_au: "2027-11-28"' in first
    assert approve(house, "4.5", "8.1", "--jusqu-au", "2027-11-28") == 0
    assert (house / "validations.yaml").read_text("utf-8") == first
    capsys.readouterr()
    assert run(["bibliotheque", "verifier", str(house)]) == 0
    assert "rien à signaler" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("9.99",), "le point « 9.99 » n'existe pas"),
        ((), "nommer des points, ou donner --tous"),
        (("4.5", "--tous"), "nommer des points, ou donner --tous"),
        (("4.5", "--jusqu-au", "2026-01-01"), "--jusqu-au est déjà passé"),
    ],
)
def test_what_cannot_be_approved_is_said(house: Path, capsys: Capture, more: tuple[str, ...], message: str) -> None:
    assert approve(house, *more) == 2
    assert message in flat(capsys.readouterr().err)
    assert not (house / "validations.yaml").exists()


def test_a_later_change_is_told_by_the_check_and_by_the_book(house: Path, tmp_path: Path, capsys: Capture) -> None:
    assert approve(house, "4.5", "4.4") == 0
    (house / "04" / f"{POINT}.yaml").write_text('parametres: {delai_premier_test: "45 jours calendaires"}\n', "utf-8")
    capsys.readouterr()
    assert run(["bibliotheque", "verifier", str(house)]) == 0
    told = flat(capsys.readouterr().out)
    assert "la clause 4.5 est modifiée depuis la validation par Me Exemple le 28 novembre 2026" in told
    assert "4.4" not in told
    book, back = tmp_path / "livre.docx", tmp_path / "retour"
    assert run(["bibliotheque", "exporter", "--categorie", "4", "-o", str(book), "--bibliotheque", str(house)]) == 0
    text = "\n".join(one.text.replace("\u00a0", " ") for one in Document(str(book)).paragraphs)
    assert text.count("Clause modifiée depuis la validation par Me Exemple le 28 novembre 2026.") == 1
    assert text.count("Clause validée par Me Exemple le 28 novembre 2026.") == 1
    assert run(["bibliotheque", "importer", str(book), "-o", str(back), "--bibliotheque", str(house)]) == 0


def test_only_what_is_approved_is_written(house: Path, tmp_path: Path, capsys: Capture) -> None:
    dossier, out = tmp_path / "dossier.yaml", tmp_path / "sortie"
    shutil.copy(ROOT / "examples" / "infogerance-non-signee" / "dossier.yaml", dossier)
    write = ["rediger", str(dossier), "-o", str(out), "--bibliotheque", str(house), "--date", "2026-11-28"]
    assert approve(house, "4.5") == 0
    capsys.readouterr()
    assert run([*write, "--clauses-validees"]) == 3
    refused = flat(capsys.readouterr().err)
    assert "1.2 Liste des exclusions : clause jamais validée" in refused
    assert "4.5 " not in refused
    assert not out.exists()
    assert approve(house, "--tous") == 0
    assert run([*write, "--clauses-validees"]) == 0
    assert (out / "lettre.docx").is_file()


def test_a_batch_refuses_the_dossiers_that_would_print_another(house: Path, tmp_path: Path, capsys: Capture) -> None:
    source, out = tmp_path / "source", tmp_path / "lot"
    source.mkdir()
    shutil.copy(ROOT / "examples" / "infogerance-non-signee" / "dossier.yaml", source / "un.yaml")
    make = ["lot", "produire", str(source), "-o", str(out), "--bibliotheque", str(house), "--clauses-validees"]
    assert run(make) == 1
    assert "clause jamais validée" in flat(capsys.readouterr().err)
    assert approve(house, "--tous") == 0
    assert run(make) == 0
