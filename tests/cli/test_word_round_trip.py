"""`exporter` and `importer` as a lawyer uses them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.files.strictyaml import read_path
from tests.office import word_edits as edit

POINT = "sauvegardes-test-restauration"
FILE = f"04-sauvegardes/{POINT}.yaml"


@pytest.fixture
def exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "clauses.docx"
    assert run(["bibliotheque", "exporter", "--categorie", "4", "-o", str(path)]) == 0
    assert f"clausier bibliotheque importer {path} -o ma-bibliotheque" in capsys.readouterr().out
    return path


def change(path: Path, start: str, text: str, rank: int = 0) -> None:
    path.write_bytes(edit.edited(path.read_bytes(), partial(edit.retype, start=start, text=text, rank=rank)))


def test_nothing_changed_gives_an_empty_overlay(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "maison"
    assert run(["bibliotheque", "importer", str(exported), "-o", str(target)]) == 0
    assert not list(target.iterdir())
    assert "Aucune modification" in capsys.readouterr().out


def test_an_edit_becomes_an_overlay_that_works(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(exported, "2 par an", "4 par an", 1)
    exported.write_bytes(edit.with_comment(exported.read_bytes(), "À discuter."))
    target = tmp_path / "sous" / "maison"
    assert run(["bibliotheque", "importer", str(exported), "-o", str(target)]) == 0
    told = capsys.readouterr().out
    assert "positions.cible.frequence : 2 par an → 4 par an" in told.replace("\u00a0", " ")
    assert "Me Exemple : À discuter." in told
    assert f"1 fichier dans {target}." in told
    assert [str(path.relative_to(target)) for path in target.rglob("*.yaml")] == [FILE]
    assert read_path(target / FILE).data == {"positions": {"cible": {"frequence": "4 par an"}}}
    assert run(["points", "--bibliotheque", str(target)]) == 0


def test_an_export_of_an_overlay_is_imported_over_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = tmp_path / "maison"
    (house / "04").mkdir(parents=True)
    (house / "04" / f"{POINT}.yaml").write_text("clause: {titre: Essais}\n", encoding="utf-8")
    path = tmp_path / "clauses.docx"
    stacked = ["--bibliotheque", str(house)]
    assert run(["bibliotheque", "exporter", "-o", str(path), "--categorie", "4", *stacked]) == 0
    assert f"-o ma-bibliotheque --bibliotheque {house}" in capsys.readouterr().out
    change(path, "aux tests de restauration", "aux essais")
    assert run(["bibliotheque", "importer", str(path), "-o", str(tmp_path / "a"), *stacked]) == 0
    assert (tmp_path / "a" / FILE).read_text(encoding="utf-8") == "clause: {objet: aux essais}\n"
    capsys.readouterr()
    assert run(["bibliotheque", "importer", str(path), "-o", str(tmp_path / "b")]) == 0
    told = capsys.readouterr().out
    assert "La bibliothèque a changé depuis l'export" in told
    assert f"[{POINT}] : changé depuis dans la bibliothèque : Titre." in told
    assert (tmp_path / "b" / FILE).read_text(encoding="utf-8") == "clause: {objet: aux essais}\n"


def test_the_complements_are_exported_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, extra = tmp_path / "clauses.docx", ["--avec", "complements"]
    assert run(["bibliotheque", "exporter", "-o", str(path), "--categorie", "11", *extra]) == 0
    assert "-o ma-bibliotheque --avec complements" in capsys.readouterr().out
    assert run(["bibliotheque", "importer", str(path), "-o", str(tmp_path / "a"), *extra]) == 0
    assert run(["bibliotheque", "importer", str(path), "-o", str(tmp_path / "b")]) == 3
    assert "n'est pas dans la bibliothèque. Importer avec les mêmes options" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("start", "text", "place", "message"),
    [
        (
            "Un test qui échoue",
            "Sous {{ delay }}.",
            "Texte de base, « Sous {{ delay }}. »",
            "« {{ delay }} » n'est pas déclaré",
        ),
        ("Un test qui échoue", "Sous {{ delai", "Texte de base, « Sous {{ delai »", "accolades isolées"),
        ("indispensable", "capitale", "Importance, « capitale »", "« capitale » n'est pas admis"),
        ("services : sauvegarde", "services : cave", "S’applique si", "« cave » n'est pas une valeur de « services »"),
        ("1 par jour", "souvent", "Mesure", "souvent"),
        ("rgpd-32-1-c", "rgpd-32-1-x", "Fondements", "« rgpd-32-1-x » n'est pas dans fondements.yaml"),
        ("soutient", "appuie", "Fondements, « appuie »", "« appuie » n'est pas admis"),
    ],
)
def test_what_the_library_refuses_is_said_with_its_place_in_the_document(
    start: str, text: str, place: str, message: str, exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(exported, start, text)
    target = tmp_path / "maison"
    assert run(["bibliotheque", "importer", str(exported), "-o", str(target)]) == 3
    told = capsys.readouterr().err
    assert message in told
    assert "clauses.docx, « 4." in told
    assert place in told
    assert "rien n'a été écrit" in told
    assert [path.name for path in tmp_path.iterdir()] == ["clauses.docx"]


def test_a_folder_that_holds_something_is_left_alone(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bibliotheque.yaml").write_text("x", encoding="utf-8")
    assert run(["bibliotheque", "importer", str(exported), "-o", str(tmp_path)]) == 1
    assert "existe déjà et n'est pas vide" in capsys.readouterr().err


def test_an_export_never_replaces_an_edited_one(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = exported.read_bytes()
    assert run(["bibliotheque", "exporter", "-o", str(exported)]) == 1
    assert "il contient peut-être des modifications" in capsys.readouterr().err
    assert exported.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "clauses.doc"], "le terminer par .docx"),
        (["-o", "clauses.docx", "--categorie", "12"], "la catégorie 12 n'existe pas. Valeurs admises : 1 à 10"),
        ([], "il manque"),
    ],
)
def test_faults_of_the_command_line(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bibliotheque", "exporter", *arguments]) == 2
    assert told in capsys.readouterr().err
