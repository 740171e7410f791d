"""`clausier questionnaire …` as a user meets it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.cli.questionnaire import questionnaire
from tests.builders import EXAMPLE, flat
from tests.forms import edits

POINT = "perimetre-services"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLE, tmp_path / "dossier.yaml"))


def create(path: Path, *options: str) -> Path:
    assert run(["questionnaire", "creer", *options, "-o", str(path)]) == 0
    return path


@pytest.mark.parametrize("name", sorted(questionnaire.commands))
def test_help_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["questionnaire", name, "--help"]) == 0
    assert f"Exemple :\n    clausier questionnaire {name}" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_questionnaire_becomes_the_dossier_again(
    kind: str, dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = create(tmp_path / f"q.{kind}", "--dossier", str(dossier))
    assert run(["questionnaire", "lire", str(path), "-o", str(tmp_path / "relu.yaml")]) == 0
    assert "59 réponses" in capsys.readouterr().out
    before = dossier.read_bytes()
    assert run(["questionnaire", "lire", str(path), "-o", str(dossier)]) == 0
    told = capsys.readouterr().out
    assert "Rien de nouveau" in told
    assert "Ensuite" not in told
    assert dossier.read_bytes() == before
    assert run(["questionnaire", "lire", str(path), "-o", str(tmp_path / "relu.yaml")]) == 0


def test_a_difference_is_kept_and_told_then_taken(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = create(tmp_path / "q.xlsx", "--dossier", str(dossier))
    edits.typed(path, "Points", POINT, constat="non")
    before = dossier.read_bytes()
    command = ["questionnaire", "lire", str(path), "-o", str(dossier)]
    assert run(command) == 0
    assert "« non » ici, « oui » dans dossier.yaml, ligne " in flat(capsys.readouterr().err)
    assert dossier.read_bytes() == before
    assert run([*command, "--ecraser"]) == 0
    assert "dossier.yaml.ancien" in capsys.readouterr().out
    assert (tmp_path / "dossier.yaml.ancien").read_bytes() == before
    assert "constat: non" in dossier.read_text(encoding="utf-8")
    edits.typed(path, "Points", POINT, page="9")
    assert run([*command, "--ecraser"]) == 0
    assert (tmp_path / "dossier.yaml.ancien").read_bytes() == before
    assert (tmp_path / "dossier.yaml.ancien2").exists()


def test_a_reply_joins_its_dossier_in_a_new_file(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = create(tmp_path / "p.xlsx", "--dossier", str(dossier), "--pour", "prestataire")
    for key, text in {"par": "M. Réponse", "le": "2026-11-12"}.items():
        edits.typed(path, "Contrat", f"declaration_prestataire.{key}", r=text)
    edits.typed(path, "Points", POINT, constat="partiel")
    target = tmp_path / "complet.yaml"
    assert run(["questionnaire", "lire", str(path), "--dossier", str(dossier), "-o", str(target)]) == 0
    assert "Avertissement : une déclaration du prestataire n'est pas une stipulation" in flat(capsys.readouterr().err)
    assert run(["analyser", str(target), "--date", "2026-11-23"]) == 0
    told = capsys.readouterr().out
    assert "le prestataire déclare « partiel », le cabinet retient « oui »" in " ".join(told.split())
    assert run(["questionnaire", "lire", str(path), "-o", str(tmp_path / "seul.yaml")]) == 3


def test_a_questionnaire_is_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = create(tmp_path / "q.xlsx")
    before = path.read_bytes()
    assert run(["questionnaire", "creer", "-o", str(path)]) == 1
    assert path.read_bytes() == before
    assert run(["questionnaire", "creer", "--format", "docx", "-o", str(tmp_path / "x.xlsx")]) == 2
    assert "terminer le nom du fichier par .docx" in flat(capsys.readouterr().err)


def test_faults_of_every_file_write_nothing(dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "faux.docx").write_bytes(b"x")
    target = tmp_path / "relu.yaml"
    sources = [str(tmp_path / name) for name in ("faux.docx", "absent.xlsx")]
    assert run(["questionnaire", "lire", *sources, "--dossier", str(dossier), "-o", str(target)]) == 3
    told = capsys.readouterr().err
    assert "faux.docx : ce n'est pas un document Word" in told
    assert "absent.xlsx : le fichier n'existe pas" in told
    assert not target.exists()


def test_a_citation_too_long_for_a_cell(dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, long = dossier.read_text(encoding="utf-8"), "a" * 20_000
    told = "".join(
        f'    {point}: {{constat: oui, commentaire: "{long}"}}\n' for point in ("perimetre-services", "acces-vpn")
    )
    said = f"declaration_prestataire:\n  par: M. Exemple\n  le: 2026-09-01\n  reponses:\n{told}\ncabinet:\n"
    dossier.write_text(text.replace("cabinet:\n", said, 1), encoding="utf-8")
    assert run(["questionnaire", "creer", "--dossier", str(dossier), "-o", str(tmp_path / "q.xlsx")]) == 1
    assert "Choisir --format docx" in flat(capsys.readouterr().err)
    create(tmp_path / "q.docx", "--dossier", str(dossier))
