"""The table to fill in: what it offers, and that it is understood however it comes back."""

from __future__ import annotations

import io
import random
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from clausier.batch.table_file.template import template
from clausier.cli import run
from clausier.dossier.read import read_case
from clausier.errors import InvalidInput
from clausier.model.casefile import CaseFile
from clausier.office.pdf import find_program
from tests.batch.tables import cells_of, read, tree_of
from tests.builders import EXAMPLES, library

DOSSIERS = EXAMPLES
CASES = [read_case(str(path), library()) for path in DOSSIERS]
ADDED = "sortie-delai-recuperation:parametre.delai_reprise"
"""The one column of the examples that the table does not offer."""


@cache
def blank() -> Workbook:
    """The table as it is written; only to look at."""
    return openpyxl.load_workbook(io.BytesIO(template(library())))


@pytest.fixture
def target(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["lot", "modele", "-o", str(tmp_path / "lot.xlsx")]) == 0
    assert "Tableau créé : " in capsys.readouterr().out
    return tmp_path / "lot.xlsx"


def keys(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def validations(sheet: Worksheet) -> dict[str, Any]:
    """Column's key → its rule."""
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    letters = {get_column_letter(rank): key for rank, key in enumerate(keys(sheet), start=1)}
    return {letters[cell.rstrip("0123456789")]: rule for cell, rule in rules.items()}


def test_the_table_begins_with_hidden_keys_and_headings() -> None:
    sheet = blank()["Dossiers"]
    assert sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "B3"
    assert keys(sheet)[:3] == ["dossier.id", "cabinet.nom", "cabinet.forme"]
    assert [cell.value for cell in sheet[2]][:3] == ["Dossier *", "Cabinet : nom *", "Cabinet : forme"]
    assert {requirement.id for requirement in library().requirements} <= set(keys(sheet))


def test_the_details_of_a_point_are_folded() -> None:
    sheet = blank()["Dossiers"]
    letters = {key: get_column_letter(rank) for rank, key in enumerate(keys(sheet), start=1)}
    folded = sheet.column_dimensions[letters["perimetre-services:article"]]
    assert (folded.hidden, folded.outline_level) == (True, 1)
    assert not sheet.column_dimensions[letters["perimetre-services"]].hidden


def test_cells_are_texts_but_for_dates() -> None:
    sheet = blank()["Dossiers"]
    formats = {key: cell.number_format for key, cell in zip(keys(sheet), sheet[3], strict=True)}
    dates = {key for key, kind in formats.items() if kind == "yyyy-mm-dd"}
    names = ("date", "echeance", "delivre_le", "expire_le")
    assert dates == {key for key in formats if key.rpartition(".")[2] in names}
    assert {kind for key, kind in formats.items() if key not in dates} == {"@"}


def test_drop_downs_hold_the_allowed_words() -> None:
    rules = validations(blank()["Dossiers"])
    assert rules["contrat.etat"].formula1 == '"signe,non_signe"'
    assert rules["perimetre-services"].formula1 == '"oui,partiel,non,contraire,sans_objet,a_verifier"'
    assert rules["perimetre-services"].showErrorMessage
    assert rules["hebergement-hds:preuve"].formula1 == '"certificat_hds"'


def test_a_value_may_stand_where_a_point_has_a_measure() -> None:
    rule = validations(blank()["Dossiers"])["sauvegardes-test-restauration"]
    assert rule.formula1.startswith('"oui,')
    assert not rule.showErrorMessage
    assert rule.prompt.startswith("Ou la valeur : « 2 par an ». ")


def test_every_column_is_explained() -> None:
    table, guide = blank()["Dossiers"], blank()["Explications"]
    explained = {str(row[1].value) for row in guide.iter_rows()}
    assert {key for key in keys(table) if ":" not in key} <= explained
    for detail in {key.partition(":")[2].partition(".")[0] for key in keys(table) if ":" in key}:
        assert f"…:{detail}" in explained
    text = "\n".join(str(cell.value) for row in guide.iter_rows() for cell in row)
    assert "hebergeur_du_prestataire : données hébergées par un hébergeur auquel le prestataire recourt" in text
    assert "Preuve : certificat_hds" in text
    assert "Quels services le contrat comprend-il ? Plusieurs valeurs possibles, séparées par « ; »." in text


def test_it_is_a_sound_workbook(target: Path) -> None:
    result = OpenXmlValidator().validate(str(target))
    assert [str(error) for error in result.errors] == []
    assert target.read_bytes() == template(library())


def test_a_blank_table_has_no_dossier(target: Path) -> None:
    with pytest.raises(InvalidInput, match=r"lot\.xlsx : aucun dossier à lire"):
        read(target)


def test_a_table_that_exists_is_kept(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target.write_bytes(b"rempli")
    assert run(["lot", "modele", "-o", str(target)]) == 1
    assert "existe déjà : il contient peut-être des dossiers. Choisir un autre nom." in capsys.readouterr().err
    assert target.read_bytes() == b"rempli"


def test_another_type_of_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lot", "modele", "-o", str(tmp_path / "lot.csv")]) == 2
    assert "« lot.csv » n'est pas un nom de classeur : le terminer par .xlsx." in capsys.readouterr().err


def test_overlays_have_their_columns(tmp_path: Path) -> None:
    target = tmp_path / "lot.xlsx"
    assert run(["lot", "modele", "--avec", "complements", "-o", str(target)]) == 0
    assert "complement-assurance" in keys(openpyxl.load_workbook(target)["Dossiers"])


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lot", "modele", "--help"]) == 0
    assert "Exemple :\n    clausier lot modele -o lot.xlsx" in capsys.readouterr().out


# ---- Filled in ----


def fill(path: Path, arrange: Callable[[Workbook], None] = lambda book: None) -> None:
    """The examples typed into the table, with the column that they need added at its end."""
    book = openpyxl.load_workbook(path)
    sheet = book["Dossiers"]
    sheet.cell(1, sheet.max_column + 1, ADDED)
    ranks = {key: rank for rank, key in enumerate(keys(sheet), start=1)}
    for row, dossier in enumerate(DOSSIERS, start=3):
        for key, text in cells_of(tree_of(dossier)).items():
            sheet.cell(row, ranks[key], text)
    arrange(book)
    book.save(path)


def moved_columns(book: Workbook) -> None:
    sheet = book["Dossiers"]
    order = list(range(1, sheet.max_column + 1))
    random.Random(3).shuffle(order)
    rewrite(sheet, [[row[rank - 1] for rank in order] for row in values(sheet)])


def reversed_rows(book: Workbook) -> None:
    """Keys and headings come last, as when everything is sorted."""
    rewrite(book["Dossiers"], values(book["Dossiers"])[::-1])


def other_sheet_first(book: Workbook) -> None:
    book.move_sheet("Explications", -1)


def renamed_sheet(book: Workbook) -> None:
    book["Dossiers"].title = "Feuil1"


def values(sheet: Worksheet) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def rewrite(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    for number, row in enumerate(rows, start=1):
        for rank, value in enumerate(row, start=1):
            sheet.cell(number, rank).value = value


def cases(path: Path) -> list[CaseFile]:
    found = read(path)
    assert [str(problem) for record in found for problem in record.problems] == []
    return [record.case for record in found if record.case]


@pytest.mark.parametrize("arrange", [lambda book: None, moved_columns, other_sheet_first, renamed_sheet])
def test_a_filled_table_is_understood(target: Path, arrange: Callable[[Workbook], None]) -> None:
    fill(target, arrange)
    assert cases(target) == CASES


def test_a_sorted_table_is_understood(target: Path) -> None:
    fill(target, reversed_rows)
    assert cases(target) == CASES[::-1]


@pytest.mark.libreoffice
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_table_saved_by_libreoffice_is_understood(target: Path, tmp_path: Path, suffix: str) -> None:
    fill(target)
    kind = "csv:Text - txt - csv (StarCalc):59,34,76" if suffix == "csv" else suffix
    profile, saved = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", tmp_path / "enregistre"
    command = [find_program(), profile, "--headless", "--convert-to", kind, "--outdir", str(saved), str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert cases(saved / f"lot.{suffix}") == CASES
