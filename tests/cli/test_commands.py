"""The command line as a user meets it: outputs, messages, exit codes."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import clausier, run
from clausier.files.strictyaml import read_bytes
from tests.builders import ROOT, library

EXAMPLE = str(ROOT / "examples" / "infogerance-non-signee" / "dossier.yaml")
SIGNED = str(ROOT / "examples" / "logiciel-en-ligne-signe" / "dossier.yaml")
DATE = ("--date", "2026-11-23")
UTF8 = {**os.environ, "PYTHONIOENCODING": "utf-8"}
COMMANDS = sorted(clausier.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_french_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    told = capsys.readouterr().out
    assert f"Exemple :\n    clausier {name}" in told
    assert "Afficher cette aide." in told
    assert "Show this" not in told


UNREAD = "{'docx', 'docxtpl', 'xlsxwriter', 'lxml', 'jinja2', 'num2words'}"
HEAVY = "{'docx', 'docxtpl', 'xlsxwriter', 'lxml', 'pydantic', 'rich'}"


def copied(dossier: str, folder: Path) -> str:
    """A copy to work on: a register is kept beside the dossier."""
    return str(shutil.copy(dossier, folder / "dossier.yaml"))


def test_help_imports_no_document_library() -> None:
    script = f"import sys, clausier.cli as c; c.run(['--help']); print(sorted({HEAVY} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=UTF8)
    assert told.stdout.decode().splitlines()[-1] == "[]"


def test_an_analysis_loads_no_library_of_documents_nor_of_words() -> None:
    asked = ["analyser", EXAMPLE, *DATE]
    script = f"import sys, clausier.cli as c; c.run({asked}); print(sorted({UNREAD} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=UTF8)
    assert told.stdout.decode().splitlines()[-1] == "[]"


def test_analyse_on_a_screen_of_80_columns(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["analyser", EXAMPLE, *DATE]) == 0
    told = capsys.readouterr().out
    assert all(len(line) <= 80 for line in told.splitlines())
    for title in ("Écarts fondés sur une obligation légale", "Autres écarts", "Points à vérifier"):
        assert title in told
    assert "\x1b[" not in told
    assert "conseil juridique" in " ".join(told.split())


def test_analyse_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyser", EXAMPLE, "--json", *DATE]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["schema"] == 1
    assert [point["id"] for point in report["points"]] == [requirement.id for requirement in library().requirements]
    keys = "id numero verdict hors_perimetre constat motif exigence valeur article citation legal fondements"
    assert " ".join(report["points"][0]) == keys
    assert set(report["bibliotheque"]) == {"nom", "version", "empreinte"}
    total = report["bilan"]
    for key in ("applicables", "conformes", "ecarts", "a_verifier", "sans_objet"):
        assert total[key] == sum(category[key] for category in total["categories"])
    assert total["applicables"] == total["conformes"] + total["ecarts"] + total["a_verifier"]


def test_gaps_are_a_result_unless_asked_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyser", EXAMPLE, *DATE, "--echec-si-ecart"]) == 4


def test_a_dossier_comes_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(EXAMPLE).read_bytes()), encoding="utf-8"))
    assert run(["analyser", "-", "--json", *DATE]) == 0
    assert json.loads(capsys.readouterr().out)["dossier"]["id"] == "glycines-infogerance-2026"


def test_unknown_as_absent(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyser", EXAMPLE, "--json", *DATE, "--inconnu-comme-absent"]) == 0
    assert json.loads(capsys.readouterr().out)["bilan"]["a_verifier"] == 0


@pytest.mark.parametrize(("example", "act"), [(EXAMPLE, "conditions-particulieres.docx"), (SIGNED, "avenant.docx")])
def test_draft_writes_the_whole_folder(
    example: str, act: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rediger", copied(example, tmp_path), "-o", str(tmp_path / "sortie"), *DATE]) == 0
    names = {path.name for path in (tmp_path / "sortie").iterdir()}
    assert names == {
        "lettre.docx",
        act,
        "demandes.docx",
        "synthese.docx",
        "reponse.docx",
        "tableau.xlsx",
        "manifeste.json",
    }
    told = capsys.readouterr().out
    assert act in told
    assert "54" in told


def test_draft_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        assert run(["rediger", copied(SIGNED, tmp_path), "-o", str(tmp_path / name), *DATE]) == 0
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "fichier"
    blocked.write_text("x")
    dossier = str(shutil.copy(EXAMPLE, tmp_path))
    assert run(["rediger", dossier, "-o", str(blocked), *DATE]) == 1
    assert "fichier" in capsys.readouterr().err
    assert blocked.read_text() == "x"


def test_a_faulty_dossier_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = str(shutil.copy(ROOT / "tests" / "broken" / "sans-motif.yaml", tmp_path))
    assert run(["rediger", broken, "-o", str(tmp_path / "sortie"), *DATE]) == 3
    assert not (tmp_path / "sortie").exists()
    told = capsys.readouterr().err
    assert "ligne 6" in told
    assert "rien n'a été écrit" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["analiser"], "la commande « analiser » n'existe pas"),
        (["analyser"], "il manque DOSSIER"),
        (["analyser", EXAMPLE, "--jason"], "l'option --jason n'existe pas. Vouliez-vous dire --json ?"),
        (["analyser", EXAMPLE, "--date", "hier"], "« hier » n'est pas une date"),
        (["analyser", EXAMPLE, "encore"], "argument en trop"),
        (["rediger", EXAMPLE], "il manque"),
        (["rediger", EXAMPLE, "-o", "x", "--position", "mini"], "Valeurs admises : cible, repli, plancher"),
        (["points", "--categorie", "11"], "la catégorie 11 n'existe pas"),
        (["exemple", "infogerence"], "Vouliez-vous dire « infogerance-non-signee » ?"),
    ],
)
def test_usage_errors_are_french(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert told in capsys.readouterr().err


def test_points_lists_and_filters(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["points", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 60
    assert run(["points", "--categorie", "10"]) == 0
    assert "sortie-delai-recuperation" in capsys.readouterr().out


def test_examples_are_listed_and_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["exemple"]) == 0
    assert "hebergement-certificat-expire" in capsys.readouterr().out
    target = tmp_path / "essai"
    assert run(["exemple", "infogerance-non-signee", "-o", str(target)]) == 0
    assert (target / "dossier.yaml").read_bytes() == Path(EXAMPLE).read_bytes()
    assert run(["exemple", "infogerance-non-signee", "-o", str(target)]) == 1


def test_a_blank_dossier_holds_every_question_and_says_what_to_fill_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "mon cabinet.yaml"
    assert run(["nouveau", "-o", str(target)]) == 0
    data: dict[str, Any] = read_bytes(target.read_bytes(), "dossier").data
    assert list(data["reponses"]) == [requirement.id for requirement in library().requirements]
    assert data["dossier"]["id"].startswith("mon-cabinet-")
    assert run(["analyser", str(target)]) == 3
    assert "cabinet.nom : « nom » manque" in capsys.readouterr().err
    assert run(["nouveau", "-o", str(target)]) == 1


def test_a_filled_blank_is_a_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nouveau"]) == 0
    text = capsys.readouterr().out
    filled = (
        text.replace("  nom:  ", "  nom: Exemple ")
        .replace("  titre:  ", "  titre: Contrat ")
        .replace("  etat:  ", "  etat: signe ")
    )
    path = tmp_path / "dossier.yaml"
    path.write_text(filled, encoding="utf-8")
    assert run(["analyser", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["bilan"]["a_verifier"] == 60


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["analyser", EXAMPLE, *DATE], ["points", "--json"], ["analyser", "--help"]])
def test_a_full_output_is_said_in_one_sentence(arguments: list[str]) -> None:
    script = "from clausier.cli import main; main()"
    with open("/dev/full", "w", encoding="utf-8") as full:
        ended = subprocess.run(
            [sys.executable, "-c", script, *arguments], stdout=full, stderr=subprocess.PIPE, env=UTF8, check=False
        )
    assert ended.returncode == 1
    told = "Erreur : la sortie standard ne peut pas être écrite (plus de place) ; rien n'a été écrit."
    assert ended.stderr.decode() == f"{told} Libérer de la place, ou diriger la sortie ailleurs.\n"
