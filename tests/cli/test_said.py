"""Sentences on a terminal of 80 columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.cli import run
from clausier.cli.said import warn, wrapped, written
from clausier.errors import Problem

Capture = pytest.CaptureFixture[str]
PATH = "/un/chemin/" + "long-" * 20 + "dossier.yaml"


def test_lines_break_at_plain_spaces_and_a_path_is_never_cut() -> None:
    text = f"Un texte qui tient {'en plusieurs lignes ' * 5}avec 8\u00a0jours, lu dans {PATH} et rien d'autre."
    lines = wrapped(text, "  ").splitlines()
    assert " ".join(line.strip() for line in lines) == text
    assert PATH in "\n".join(lines)
    assert all(line.startswith("  ") for line in lines)
    assert all(len(line) <= 80 for line in lines if PATH not in line)


def test_a_warning_goes_to_standard_error(capsys: Capture) -> None:
    warn(Problem(PATH, "clause.texte", "mot vague.", "Dire qui fait quoi.", 3))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (f"Avertissement :\n  {PATH},\n  ligne 3, clause.texte : mot vague. Dire qui fait quoi.\n")


@pytest.mark.parametrize(
    "command", ["bibliotheque verifier {own}", "bibliotheque apercu 4.5", "modele noms", "exemple"]
)
def test_pages_fit_80_columns(command: str, tmp_path: Path, capsys: Capture) -> None:
    point = tmp_path / "m" / "4" / "sauvegardes-test-restauration.yaml"
    point.parent.mkdir(parents=True)
    point.write_text("clause: {texte: 'Au moins {{ frequence }}, régulièrement.'}\n", encoding="utf-8")
    assert run(command.format(own=tmp_path / "m").split()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert [line for line in lines if len(line) > 80 and " " in line.strip()] == []


def test_the_list_of_examples_is_one_column(capsys: Capture) -> None:
    assert run(["exemple"]) == 0
    lines = capsys.readouterr().out.splitlines()
    names = [line.split(" ", 1)[0] for line in lines]
    column = max(map(len, names)) + 1
    assert "guide-minimal" in names
    assert {line.index(line[len(name) :].strip()) for name, line in zip(names, lines, strict=True)} == {column}


@pytest.mark.parametrize(("inside", "hint"), [([], "ce dossier n'en contient aucun"), (["a.yaml"], "par exemple «")])
def test_a_folder_is_no_dossier(inside: list[str], hint: str, tmp_path: Path, capsys: Capture) -> None:
    for name in inside:
        (tmp_path / name).write_text("x: y\n", encoding="utf-8")
    assert run(["analyser", str(tmp_path)]) == 3
    told = capsys.readouterr().err
    assert f"{tmp_path} : c'est un dossier : un fichier YAML est attendu. Donner le fichier lui-même" in told
    assert hint in told


def test_templates_that_do_not_exist_are_told_as_drafting_does(tmp_path: Path, capsys: Capture) -> None:
    assert run(["exemple", "infogerance-non-signee", "-o", str(tmp_path / "essai")]) == 0
    capsys.readouterr()
    told = set()
    for command in (
        ["modele", "verifier", str(tmp_path / "rien")],
        [
            "rediger",
            str(tmp_path / "essai/dossier.yaml"),
            "-o",
            str(tmp_path / "s"),
            "--modeles",
            str(tmp_path / "rien"),
        ],
    ):
        assert run(command) == 3
        told.add(capsys.readouterr().err)
    assert len(told) == 1
    assert "ce dossier de modèles n'existe pas. Vérifier le chemin." in told.pop()


def test_what_a_command_that_stops_has_written() -> None:
    assert written(()) == "rien n'a été écrit"
    assert written([Path("a"), Path("b")]) == "déjà écrit : a, b"
    assert written([Path(str(rank)) for rank in range(9)]) == "déjà écrit : 0, 1, 2, 3, 4, 5 et 3 de plus"
