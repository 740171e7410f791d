"""Tables as people fill them in: every fault has its cell, and nothing that a spreadsheet typed changes silently."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from clausier.dossier.columns import columns_of
from clausier.model.answer import Answer
from clausier.model.casefile import AmendmentTerms, Author, CaseFile, Contract, Mail, Party
from clausier.model.proof import Proof
from tests.batch.tables import KEYS, ROW, csv_file, messages, read, refusal, rewritten, xlsx_file
from tests.builders import library

POINT, MEASURED, PARTS = "perimetre-services", "sauvegardes-test-restauration", "incidents-procedure-cyberattaque"
F2 = "feuille Dossiers, cellule F2"


def table(tmp_path: Path, key: str, value: Any) -> Path:
    """A table of one dossier, with one more column: its cell is F2."""
    return xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, key], [*ROW, value]])


def case(source: Path) -> CaseFile:
    (found,) = read(source)
    assert [str(problem) for problem in found.problems] == []
    assert found.case is not None
    return found.case


def answer(tmp_path: Path, key: str, value: Any) -> Answer:
    return case(table(tmp_path, key, value)).answers[key.partition(":")[0]]


AUTHORS = ("counsel", "union")


def test_every_key_of_a_dossier_has_its_column() -> None:
    keys = set(columns_of(library()).by_key)
    parties = {"cabinet": Party, "prestataire": Party}
    for section, model in {**parties, "contrat": Contract, "courrier": Mail, "avenant": AmendmentTerms}.items():
        for name, field in model.model_fields.items():
            authors = (f".{one.alias or own}" for own, one in Author.model_fields.items()) if name in AUTHORS else ("",)
            assert {f"{section}.{field.alias or name}{part}" for part in authors} <= keys
    assert {f"situation.{name}" for name in (*library().facts, "hebergeur")} <= keys
    for point in library().requirements:
        parts = {field.alias or name for name, field in Answer.model_fields.items()} - {"constat", "preuves"}
        parts -= set() if point.criterion.parts else {"volets"}
        assert {point.id, f"{point.id}:position", *(f"{point.id}:{part}" for part in parts)} <= keys
        proof = {field.alias or name for name, field in Proof.model_fields.items()} - {"nature"}
        assert {f"{point.id}:preuve", *(f"{point.id}:preuve.{name}" for name in proof)} <= keys


def test_headings_are_all_different() -> None:
    columns = columns_of(library())
    assert len(columns.by_title) == len(columns.by_key) == len(columns.all)


@pytest.mark.parametrize(
    ("text", "finding"),
    [("oui", "oui"), ("Non", "non"), ("À vérifier", "a_verifier"), ("PARTIEL ", "partiel"), ("contraire", "contraire")],
)
def test_an_answer_is_read_whatever_its_case(tmp_path: Path, text: str, finding: str) -> None:
    for point in (POINT, MEASURED):
        found = answer(tmp_path, point, text)
        assert (found.finding, found.value) == (finding, ())


def test_a_value_alone_means_yes_with_this_value(tmp_path: Path) -> None:
    found = answer(tmp_path, MEASURED, "1 par an")
    assert (found.finding, found.value) == ("oui", ("1 par an",))


def test_a_value_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    told = messages(table(tmp_path, MEASURED, "Non prévu"))
    assert f"lot.xlsx, {F2}, reponses.{MEASURED}.valeur : « Non prévu » ne se lit pas comme une fréquence" in told


def test_a_text_is_no_answer_where_nothing_is_measured(tmp_path: Path) -> None:
    assert messages(table(tmp_path, POINT, "Non prévu")) == (
        f"lot.xlsx, {F2}, {POINT} : « Non prévu » n'est pas une réponse. Valeurs admises : a_verifier, contraire, non,"
        f" oui, partiel, sans_objet. Une précision va dans « {POINT}:commentaire »."
    )


def test_two_values_are_one_too_many(tmp_path: Path) -> None:
    for cell, keys in (("G2", [MEASURED, f"{MEASURED}:valeur"]), ("F2", [f"{MEASURED}:valeur", MEASURED])):
        source = xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, *keys], [*ROW, "1 par an", "2 par an"]])
        assert re.search(rf"cellule {cell}, \S+ : la valeur est déjà donnée dans la colonne", messages(source))


def test_several_values_stand_on_several_lines(tmp_path: Path) -> None:
    keys = ["hebergement-localisation", "hebergement-localisation:valeur"]
    source = xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, *keys], [*ROW, "oui", "France\r\n Suisse\n"]])
    assert case(source).answers["hebergement-localisation"].value == ("France", "Suisse")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("isolement ; analyse", ("isolement", "analyse")),
        ("Isolement, analyse", ("isolement", "analyse")),
        ("aucun", ()),
    ],
)
def test_parts_are_a_list(tmp_path: Path, text: str, parts: tuple[str, ...]) -> None:
    source = xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, PARTS, f"{PARTS}:volets"], [*ROW, "partiel", text]])
    assert case(source).answers[PARTS].parts == parts


def test_words_of_a_list_are_read_whatever_their_case(tmp_path: Path) -> None:
    keys = ["situation.services", "situation.donnees_hebergees_par"]
    row = ["a", "Cabinet", "Prestataire", "Contrat", "Non signé", "Infogérance, sauvegarde", "Hébergeur du prestataire"]
    found = case(xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, *keys], row]))
    assert found.contract.state == "non_signe"
    assert found.situation.facts["services"] == ("infogerance", "sauvegarde")
    assert found.situation.facts["donnees_hebergees_par"] == ("hebergeur_du_prestataire",)


def test_a_second_proof_has_its_columns(tmp_path: Path) -> None:
    keys = ["hebergement-hds", *(f"hebergement-hds:{part}" for part in ("preuve2", "preuve", "preuve2.numero"))]
    source = xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, *keys], [*ROW, "oui", "certificat_hds", "certificat_hds", "2"]])
    assert [proof.number for proof in case(source).answers["hebergement-hds"].proofs] == ["", "2"]


@pytest.mark.parametrize("typed", [7, 7.0, 1234])
def test_a_whole_number_is_the_text_that_is_shown(tmp_path: Path, typed: float) -> None:
    source = xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, POINT, f"{POINT}:article"], [*ROW, "oui", typed]])
    assert case(source).answers[POINT].article == str(int(typed))


@pytest.mark.parametrize("typed", [date(2026, 9, 15), datetime(2026, 9, 15), "2026-09-15"])
def test_a_date_is_a_date_of_the_spreadsheet_or_a_text(tmp_path: Path, typed: Any) -> None:
    assert case(table(tmp_path, "contrat.date", typed)).contract.date == date(2026, 9, 15)
    assert case(table(tmp_path, "avenant.prise_d_effet", typed)).amendment.effect == "2026-09-15"


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("contrat.reference", 28.10, "le tableur en a fait le nombre 28.1 : l'écriture a pu changer"),
        ("contrat.reference", date(2026, 10, 28), "le tableur en a fait une date (2026-10-28)."),
        ("contrat.reference", datetime(2026, 10, 28, 12, 30), "le tableur en a fait une heure (2026-10-28 12:30:00)."),
        ("contrat.reference", True, "la cellule contient le booléen VRAI."),
        ("contrat.date", 46280, "la cellule contient « 46280 » et non une date."),
        (
            "contrat.date",
            datetime(2026, 10, 28, 12, 30),
            "la cellule contient « 2026-10-28 12:30:00 » et non une date.",
        ),
        ("contrat.date", "octobre 2026", "« octobre 2026 » n'est pas une date. Écrire AAAA-MM-JJ"),
        (
            "prestataire.siren",
            12345678,
            "le nombre a 8 chiffres au lieu de 9 : le tableur a pu retirer un zéro initial.",
        ),
        ("cabinet.siret", 10**20, "le tableur en a fait le nombre 1e+20"),
        ("contrat.reference", "a\x85\x9fb", "caractère de contrôle interdit (U+009F)."),
        (
            "contrat.type",
            "infogérence",
            "le type de contrat « infogérence » n'existe pas. Vouliez-vous dire « infogerance »",
        ),
        ("situation.services", "Infogérance ; wifi", "« wifi » n'est pas une valeur de « services »."),
        ("avenant.numero", "un", "un nombre entier est attendu ici."),
        ("courrier.delai_reponse", 30, "« 30 »"),
        (f"{POINT}:position", "souple", "« souple » n'est pas admis."),
    ],
)
def test_a_faulty_cell_is_named(tmp_path: Path, key: str, typed: Any, expected: str) -> None:
    told = messages(table(tmp_path, key, typed))
    assert told.startswith(f"lot.xlsx, {F2}, ")
    assert expected in told
    assert "\n" not in told


def test_a_number_that_shows_more_than_it_holds_is_refused(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "lot.xlsx") as book:
        sheet = book.add_worksheet("Dossiers")
        sheet.write_row(0, 0, [*KEYS, f"{MEASURED}:valeur"])
        sheet.write_row(1, 0, ROW)
        sheet.write_number(1, 5, 15, book.add_format({"num_format": '0 "jours"'}))
    told = messages(tmp_path / "lot.xlsx")
    assert f"{F2}, {MEASURED}:valeur : la cellule affiche un nombre mis en forme, mais ne contient que « 15 »." in told


def test_faults_of_a_row_come_together(tmp_path: Path) -> None:
    keys = [*KEYS, "contrat.date", "hebergement-hds", "hebergement-hds:preuve.expire_le"]
    row = ["é à", None, "Prestataire", 3.5, "perdu", "demain", "sans_objet", "2027-02-30"]
    told = messages(xlsx_file(tmp_path / "lot.xlsx", [keys, row]))
    cells = re.findall(r"cellule (\w+)", told)
    assert set(cells) == {"A2", "B2", "D2", "E2", "F2", "H2"}
    assert "cellule B2, cabinet.nom : « nom » manque." in told


def test_a_cell_without_a_column_is_said(tmp_path: Path) -> None:
    source = xlsx_file(tmp_path / "lot.xlsx", [KEYS, [*ROW, None, "perdu"]])
    assert "feuille Dossiers, cellule G2 : « perdu » est dans une colonne sans identifiant." in messages(source)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (
            [*KEYS, "cabinet.noms"],
            "feuille Dossiers, cellule F1 : la colonne « cabinet.noms » n'existe pas. Vouliez-vous dire",
        ),
        ([*KEYS, f"{POINT}:articl"], f"Vouliez-vous dire « {POINT}:article »"),
        ([*KEYS, "cabinet.nom"], "cellule F1 : la colonne « cabinet.nom » est déjà en B1."),
        ([*KEYS, f"{POINT}:volets"], f"la colonne « {POINT}:volets » n'existe pas."),
        (KEYS[1:], "feuille Dossiers, ligne 1 : la colonne « dossier.id » (Dossier *) manque."),
        (["id", "cabinet"], "lot.xlsx : aucune ligne ne nomme les colonnes"),
    ],
)
def test_columns_are_checked_before_any_row(tmp_path: Path, keys: list[Any], expected: str) -> None:
    assert expected in refusal(xlsx_file(tmp_path / "lot.xlsx", [keys, ROW]))


def test_all_faults_of_the_columns_come_together(tmp_path: Path) -> None:
    told = refusal(xlsx_file(tmp_path / "lot.xlsx", [["cabinet.nom", "contrat.titre", "contrat.etat", "x.y", "y:z"]]))
    assert len(told.splitlines()) == 4


def test_headings_will_do_without_keys(tmp_path: Path) -> None:
    titles = [columns_of(library()).by_key[key].title for key in KEYS]
    assert case(xlsx_file(tmp_path / "lot.xlsx", [titles, ROW])).id == "a"


def test_keys_may_stand_anywhere(tmp_path: Path) -> None:
    titles = [columns_of(library()).by_key[key].title for key in KEYS]
    rows = [ROW, titles, ["b", *ROW[1:]], [], KEYS, ["c", *ROW[1:]]]
    for source in (xlsx_file(tmp_path / "lot.xlsx", rows), csv_file(tmp_path / "lot.csv", rows)):
        found = read(source)
        assert [(record.id, record.position.rpartition(" ")[2]) for record in found] == [
            ("a", "1"),
            ("b", "3"),
            ("c", "6"),
        ]


def test_the_sheet_is_found_whatever_its_place(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "lot.xlsx") as book:
        notes, sheet = book.add_worksheet("Notes"), book.add_worksheet("Prestataires")
        notes.merge_range("A1:C1", "Réunion")
        notes.write_formula("A2", "=1+1")
        sheet.write_row(0, 0, KEYS)
        sheet.write_row(1, 0, ROW)
    assert [record.position for record in read(tmp_path / "lot.xlsx")] == ["lot.xlsx, feuille Prestataires, ligne 2"]


def test_two_tables_are_one_too_many(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "lot.xlsx") as book:
        for name in ("2025", "2026"):
            book.add_worksheet(name).write_row(0, 0, KEYS)
    assert "plusieurs feuilles contiennent un tableau de dossiers : « 2025 » et « 2026 »." in refusal(
        tmp_path / "lot.xlsx"
    )


def test_merged_cells_are_refused_with_their_cells(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "lot.xlsx") as book:
        sheet = book.add_worksheet("Dossiers")
        sheet.write_row(0, 0, KEYS)
        sheet.write_row(1, 0, ROW)
        sheet.merge_range("B3:B9", "Cabinet")
        sheet.merge_range("H3:H9", "à moi")
    told = refusal(tmp_path / "lot.xlsx")
    assert told.startswith("lot.xlsx, feuille Dossiers, cellule B3:B9 : des cellules sont fusionnées")
    assert "H3" not in told


def test_a_formula_is_told_at_its_cell(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "lot.xlsx") as book:
        sheet = book.add_worksheet("Dossiers")
        sheet.write_row(0, 0, KEYS)
        sheet.write_row(1, 0, ROW)
        sheet.write_formula("D2", '="Contrat"')
    assert "cellule D2, contrat.titre : la cellule contient une formule" in messages(tmp_path / "lot.xlsx")


def test_blank_rows_are_no_dossiers(tmp_path: Path) -> None:
    source = xlsx_file(tmp_path / "lot.xlsx", [KEYS, [], ROW, [" ", "\n"], ["b", *ROW[1:]]])
    assert [record.position.rpartition(" ")[2] for record in read(source)] == ["3", "5"]


def test_texts_of_excel_keep_their_characters(tmp_path: Path) -> None:
    for text in ("_x000A_b", "a\nb", "=1+1", "'a", "<a> & b", "🏥", "http://exemple.fr"):
        assert case(table(tmp_path, "contrat.reference", text)).contract.reference == text
    assert (
        case(rewritten(table(tmp_path, "contrat.reference", "XX"), b"XX", b"a_x000D_\nb")).contract.reference == "a\nb"
    )
