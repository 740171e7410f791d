"""`clausier modele …` as a user meets it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest

from clausier.cli import run
from clausier.cli.modele import modele
from clausier.documents.catalogue import MESSAGES, stem, templates
from clausier.office.word.sandbox import FILTERS, FUNCTIONS, TESTS
from clausier.playbook.template_check.names import names
from tests.builders import EXAMPLE, ROOT


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Our templates, exported."""
    target = tmp_path / "mes-modeles"
    assert run(["modele", "exporter", "-o", str(target)]) == 0
    capsys.readouterr()
    return target


def change(path: Path, old: str, new: str) -> None:
    """As a user would in Word: the paragraph of this text gets another."""
    document = docx.Document(str(path))
    paragraph = next(one for one in document.paragraphs if one.text == old)
    paragraph.text = new
    document.save(str(path))


@pytest.mark.parametrize("name", sorted(modele.commands))
def test_each_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["modele", name, "--help"]) == 0
    assert f"Exemple :\n    clausier modele {name}" in capsys.readouterr().out


def test_the_templates_are_copied_and_say_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a" / "b"
    assert run(["modele", "exporter", "-o", str(target)]) == 0
    names = {*templates(), MESSAGES}
    assert {path.name for path in target.iterdir()} == names
    assert all((target / name).read_bytes() == (ROOT / "templates" / name).read_bytes() for name in names)
    assert f"clausier modele verifier {target}" in capsys.readouterr().out


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "acte.docx").write_text("le mien")
    assert run(["modele", "exporter", "-o", str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["acte.docx"]
    assert (tmp_path / "acte.docx").read_text() == "le mien"
    assert "contient déjà acte.docx : rien n'a été écrit. Choisir un autre dossier avec -o." in capsys.readouterr().err


def test_every_name_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["modele", "noms"]) == 0
    told = capsys.readouterr().out
    lines = told.splitlines()
    assert all(any(line.startswith(f"{row.path} – ") for line in lines) for row in names())
    assert all(f"  {word} " in told for word in (*FILTERS, *TESTS, *FUNCTIONS))
    assert "synthese.phrase – texte – synthese.docx" in lines
    assert "    nom ou raison sociale ; exemple : Ardoise Informatique" in lines
    assert "    le contrat est-il signé ? ; exemple : oui" in lines
    kinds = "un alinéa, un élément de liste ou le titre d'une partie portée ; vaut paragraphe, liste, partie"
    assert kinds in " ".join(told.split())


def test_names_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["modele", "noms", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["noms", "filtres", "tests", "fonctions", "boucle"]
    rows = {row["nom"]: row for row in told["noms"]}
    assert set(rows) == {row.path for row in names()}
    assert rows["contrat.signe"] == {
        "nom": "contrat.signe",
        "type": "oui ou non",
        "sens": "le contrat est-il signé ?",
        "exemple": True,
        "valeurs": [],
        "modeles": list(templates()),
    }
    assert rows["date_iso"]["exemple"] == "2026-09-15"


def test_a_folder_of_sound_templates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["modele", "verifier", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{folder / name} – aucune erreur, aucun avertissement" for name in templates()
    ]


def test_a_fault_is_told_with_its_place_and_remedy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "acte.docx", "{{ d.titre }}", "{{ d.tittre }}")
    assert run(["modele", "verifier", str(folder / "acte.docx"), str(folder / "lettre.docx")]) == 3
    told = capsys.readouterr().out
    assert "acte.docx – 2 erreurs, aucun avertissement" in told
    assert "- erreur\n  le modèle n'imprime pas le titre des clauses.\n  Ajouter {{ d.titre }}" in told
    assert (
        "- erreur, corps, « {{ d.tittre }} »\n"
        "  {{ d.tittre }} : le nom « tittre » n'existe pas dans « categories[].demandes[] ».\n"
        "  Vouliez-vous dire « titre »"
    ) in told
    assert "lettre.docx – aucune erreur" in told


def test_a_warning_alone_ends_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "lettre.docx", "{{ mode_envoi }}", "{ mode_envoi }")
    assert run(["modele", "verifier", str(folder / "lettre.docx")]) == 0
    assert "aucune erreur, 1 avertissement\n- avertissement, corps, « { mode_envoi } »" in capsys.readouterr().out


def test_the_annotated_copy(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "lettre.docx", "{{ mode_envoi }}", "{{ mode }}")
    before = (folder / "lettre.docx").read_bytes()
    copy = tmp_path / "lettre-annotee.docx"
    assert run(["modele", "verifier", str(folder / "lettre.docx"), "--annoter", str(copy)]) == 3
    (comment,) = docx.Document(str(copy)).comments
    assert comment.author == "clausier"
    assert "le nom « mode » n’existe pas." in comment.text.replace("\u00a0", " ")
    assert (folder / "lettre.docx").read_bytes() == before
    assert f"Copie annotée : {copy}" in capsys.readouterr().out
    assert run(["modele", "verifier", str(folder / "lettre.docx"), "--annoter", str(copy)]) == 1
    assert "existe déjà : rien n'a été écrit." in capsys.readouterr().err


def test_a_corrected_copy_without_comments_drafts_documents(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / "lettre.docx", "{{ mode_envoi }}", "{{ mode }}")
    copy = tmp_path / "lettre v2.docx"
    assert run(["modele", "verifier", str(folder / "lettre.docx"), "--annoter", str(copy)]) == 3
    change(copy, "{{ mode }}", "{{ mode_envoi }}")
    assert run(["modele", "verifier", str(copy)]) == 3
    told = capsys.readouterr().out
    assert "1 commentaire, qui partirait avec lui." in told
    assert "(« rediger » ne le lira que sous le nom lettre.docx)" in told
    change(folder / "lettre.docx", "{{ mode }}", "{{ mode_envoi }}")
    assert run(["modele", "verifier", str(folder)]) == 0
    dossier = shutil.copy(EXAMPLE, tmp_path / "dossier.yaml")
    target = str(tmp_path / "sortie")
    assert run(["rediger", str(dossier), "-o", target, "--modeles", str(folder), "--date", "2026-11-23"]) == 0


def test_nothing_to_annotate(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copie.docx"
    assert run(["modele", "verifier", str(folder / "acte.docx"), "--annoter", str(copy)]) == 0
    assert "Rien à annoter : la copie n'a pas été écrite." in capsys.readouterr().out
    assert not copy.exists()


def test_a_file_that_is_no_template_is_not_annotated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "acte.docx").write_text("bonjour")
    copy = tmp_path / "copie.docx"
    assert run(["modele", "verifier", str(tmp_path / "acte.docx"), "--annoter", str(copy)]) == 3
    told = capsys.readouterr().out
    assert "ce n'est pas un document Word (.docx)." in told
    assert "Ce fichier ne peut pas être annoté : la copie n'a pas été écrite." in told
    assert not copy.exists()


@pytest.mark.parametrize("name", templates())
def test_a_file_of_another_name_is_said_what_it_is(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / name).rename(folder / "mon-modele.docx")
    assert run(["modele", "verifier", str(folder / "mon-modele.docx"), "--comme", stem(name)]) == 0
    assert f"(« rediger » ne le lira que sous le nom {name})" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["verifier"], "il manque FICHIER"),
        (
            ["verifier", "{folder}/../autre.docx"],
            "quel modèle est-ce ? Le dire avec --comme (lettre, relance, acte, demandes, synthese, second-temps).",
        ),
        (["verifier", "{folder}", "--annoter", "x.docx"], "--annoter ne s'emploie qu'avec un seul fichier."),
        (["exporter"], "il manque"),
    ],
)
def test_usage_errors(
    arguments: list[str], told: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "autre.docx").write_text("x")
    assert run(["modele", *(one.format(folder=folder) for one in arguments)]) == 2
    assert told in capsys.readouterr().err
