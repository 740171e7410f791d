"""Fields that a library declares, from its table to its documents: what stays inside never goes out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from clausier.cli import run
from tests.builders import EXAMPLE, ROOT, flat

DECLARED = """\
champs:
  numero_adherent: {intitule: Numéro d'adhérent, transmissible: oui}
  conseiller: {intitule: Conseiller de l'union}
"""
FILLED = "\nchamps: {numero_adherent: AD-12, conseiller: Sacha Confident}\n"
POINT = "sauvegardes-test-restauration"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "maison"
    folder.mkdir()
    (folder / "bibliotheque.yaml").write_text(DECLARED, "utf-8")
    return folder


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.yaml"
    path.write_text(EXAMPLE.read_text("utf-8") + FILLED, "utf-8")
    return path


def argue(house: Path, name: str) -> None:
    (house / "04").mkdir(exist_ok=True)
    said = f"Sous la référence {{{{ {name} }}}}, nous vous demandons un test de restauration."
    (house / "04" / f"{POINT}.yaml").write_text(f'argument: {{negociation: "{said}"}}\n', "utf-8")


def define(house: Path, name: str) -> None:
    """A defined term and a general rule that name it."""
    term = f'definitions:\n  sauvegarde: {{texte: "désigne une copie, selon {{{{ {name} }}}}."}}\n'
    rule = f'formules:\n  regles: [{{id: delais, texte: "Un délai est franc, selon {{{{ {name} }}}}."}}]\n'
    (house / "definitions.yaml").write_text(term, "utf-8")
    (house / "formules.yaml").write_text(rule, "utf-8")


def template(folder: Path, name: str, tag: str) -> Path:
    folder.mkdir(exist_ok=True)
    document = Document(str(ROOT / "templates" / name))
    document.add_paragraph(f"{{{{ {tag} }}}}")
    document.save(str(folder / name))
    return folder


def said(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def test_a_text_and_a_template_print_what_may_go(house: Path, dossier: Path, tmp_path: Path) -> None:
    argue(house, "numero_adherent")
    define(house, "numero_adherent")
    own = template(tmp_path / "modeles", "lettre.docx", "champs.numero_adherent")
    template(own, "synthese.docx", "champs.conseiller")
    out = tmp_path / "sortie"
    given = ["--bibliotheque", str(house), "--modeles", str(own), "--date", "2026-11-28"]
    assert run(["rediger", str(dossier), "-o", str(out), *given]) == 0
    assert "Sous la référence AD-12" in said(out / "demandes.docx")
    assert "\nAD-12\n" in said(out / "lettre.docx")
    act = said(out / "conditions-particulieres.docx")
    assert "une copie, selon AD-12." in act
    assert "Un délai est franc, selon AD-12." in act
    assert "Sacha Confident" in said(out / "synthese.docx")
    told = [path.name for path in out.glob("*.docx") if "Sacha Confident" in said(path)]
    assert told == ["synthese.docx"]


def test_a_text_for_the_provider_refuses_the_others(house: Path, dossier: Path, capsys: Capture) -> None:
    argue(house, "conseiller")
    define(house, "conseiller")
    out = house.parent / "sortie"
    assert run(["rediger", str(dossier), "-o", str(out), "--bibliotheque", str(house)]) == 3
    told = flat(capsys.readouterr().err)
    assert told.count("« {{ conseiller }} » est un champ qui ne va pas au prestataire") == 3
    assert not out.exists()


def test_so_does_a_template(house: Path, dossier: Path, tmp_path: Path, capsys: Capture) -> None:
    own, out = template(tmp_path / "modeles", "lettre.docx", "champs.conseiller"), tmp_path / "sortie"
    assert run(["modele", "verifier", str(own), "--bibliotheque", str(house)]) == 3
    assert "« champs.conseiller » n'existe pas dans ce modèle." in flat(capsys.readouterr().out)
    given = ["--bibliotheque", str(house), "--modeles", str(own)]
    assert run(["rediger", str(dossier), "-o", str(out), *given]) == 3
    assert "transmissible: oui" in flat(capsys.readouterr().err)
    assert not out.exists()


def test_a_blank_one_is_told_where_a_text_uses_it(house: Path, tmp_path: Path, capsys: Capture) -> None:
    argue(house, "numero_adherent")
    dossier, out = tmp_path / "dossier.yaml", tmp_path / "sortie"
    shutil.copy(EXAMPLE, dossier)
    assert run(["rediger", str(dossier), "-o", str(out), "--bibliotheque", str(house)]) == 0
    assert "champ « Numéro d’adhérent » vide" in flat(capsys.readouterr().err)
    assert "[Numéro d’adhérent : à compléter]" in said(out / "demandes.docx").replace("\u00a0", " ")


def test_a_dossier_names_declared_fields_only(dossier: Path, capsys: Capture) -> None:
    assert run(["analyser", str(dossier)]) == 3
    assert "la bibliothèque ne déclare aucun champ « conseiller »" in flat(capsys.readouterr().err)


def test_the_questionnaire_asks_and_gives_back(house: Path, dossier: Path, tmp_path: Path) -> None:
    given = ["--bibliotheque", str(house)]
    ours, theirs, back = tmp_path / "q.docx", tmp_path / "p.docx", tmp_path / "relu.yaml"
    assert run(["questionnaire", "creer", "--dossier", str(dossier), "-o", str(ours), *given]) == 0
    asked = ["questionnaire", "creer", "--dossier", str(dossier), "--pour", "prestataire", "-o", str(theirs)]
    assert run([*asked, *given]) == 0
    assert "Conseiller de l’union" in said(ours).replace("'", "’")
    assert not any(word in said(theirs) for word in ("adhérent", "Conseiller", "AD-12", "Sacha"))
    assert run(["questionnaire", "lire", str(ours), "-o", str(back), *given]) == 0
    assert "  numero_adherent: AD-12\n  conseiller: Sacha Confident\n" in back.read_text("utf-8")


def test_a_declared_field_is_a_column_of_the_table(house: Path, tmp_path: Path) -> None:
    table, out = tmp_path / "lot.xlsx", tmp_path / "sortie"
    given = ["--bibliotheque", str(house)]
    assert run(["lot", "modele", "-o", str(table), *given]) == 0
    book = load_workbook(table)
    sheet = book.worksheets[0]
    keys = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    cells = {
        "dossier.id": "d-1",
        "cabinet.nom": "Cabinet Exemple",
        "prestataire.nom": "Prestataire Exemple",
        "contrat.titre": "Contrat",
        "contrat.etat": "non_signe",
        "champs.numero_adherent": "AD-12",
        "champs.conseiller": "Sacha Confident",
    }
    assert {"Numéro d'adhérent", "Conseiller de l'union"} <= keys.keys()
    row = sheet.max_row + 1
    for key, value in cells.items():
        sheet.cell(row, keys[key], value)
    book.save(table)
    assert run(["lot", "produire", str(table), "-o", str(out), "--documents", "lettre", *given]) == 0
    (kept,) = out.glob("*/dossier.yaml")
    assert "champs:\n  numero_adherent: AD-12\n  conseiller: Sacha Confident\n" in kept.read_text("utf-8")
