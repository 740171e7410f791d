"""What people do to a questionnaire is understood, or refused with its place; never misread."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl.workbook import Workbook

from clausier.dossier.read import read_case
from clausier.model.casefile import CaseFile
from tests.builders import ROOT, library
from tests.forms import edits, files
from tests.forms.edits import W

POINT, MEASURED, OTHER = "perimetre-services", "sauvegardes-test-restauration", "perimetre-exclusions"


@pytest.fixture(scope="module")
def case() -> CaseFile:
    return read_case(str(ROOT / "examples" / "infogerance-non-signee" / "dossier.yaml"), library())


@pytest.fixture
def book(tmp_path: Path, case: CaseFile) -> Path:
    return files.practice(tmp_path, case, "xlsx")


@pytest.fixture
def paper(tmp_path: Path, case: CaseFile) -> Path:
    return files.practice(tmp_path, case, "docx")


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return files.practice(tmp_path, None, "xlsx", "vierge")


def test_sorted_rows(book: Path, case: CaseFile) -> None:
    def change(workbook: Workbook) -> None:
        for name in ("Points", "Preuves", "Contrat"):
            lines = edits.rows(workbook[name])
            edits.write_rows(workbook[name], sorted(lines, key=str, reverse=True))

    assert files.same(files.read(edits.workbook(book, change)).case, case)


def test_moved_columns(book: Path, case: CaseFile) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["Points"]
        for line in list(sheet.iter_rows()):
            values = [one.value for one in line][::-1]
            for one, value in zip(line, values, strict=True):
                one.value = value

    assert files.same(files.read(edits.workbook(book, change)).case, case)


def test_renamed_sheets_and_a_sheet_of_notes(book: Path, case: CaseFile) -> None:
    def change(workbook: Workbook) -> None:
        workbook["Points"].title = "Réponses"
        workbook.create_sheet("Mes notes")["B2"] = "à revoir"

    assert files.same(files.read(edits.workbook(book, change)).case, case)


def test_a_title_row_above(book: Path, case: CaseFile) -> None:
    assert files.same(files.read(edits.workbook(book, lambda one: one["Points"].insert_rows(1))).case, case)


def added(workbook: Workbook, **values: Any) -> int:
    sheet = workbook["Points"]
    row = sheet.max_row + 3
    for key, value in values.items():
        column = 1 if key == "id" else next(one.column for one in sheet[1] if one.value == key)
        sheet.cell(row, column).value = value
    return int(row)


def test_an_added_line_with_a_number_is_understood(tmp_path: Path) -> None:
    path = files.practice(tmp_path, None, "xlsx")
    edits.typed(path, "Contrat", "cabinet.nom", r="Cabinet")
    edits.typed(path, "Contrat", "prestataire.nom", r="Prestataire")
    edits.typed(path, "Contrat", "contrat.titre", r="Contrat")
    edits.typed(path, "Contrat", "contrat.etat", r="Signé")
    edits.workbook(path, lambda book: added(book, n="4.5", constat="Non"))
    assert files.read(path).case.answers[MEASURED].finding == "non"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"constat": "oui"}, "sans numéro de point"),
        ({"n": "4.99", "constat": "oui"}, "le point « 4.99 » n'existe pas"),
        ({"n": 4.1, "constat": "oui"}, "le nombre 4.1"),
        ({"n": "1.1", "constat": "non"}, "a déjà ses réponses"),
        ({"id": POINT, "n": "1.2", "constat": "oui"}, "ne vont pas ensemble"),
        ({"id": POINT, "n": "1.1", "constat": "non"}, "a déjà ses réponses"),
    ],
)
def test_an_added_line_that_is_not_clear_is_refused(book: Path, values: dict[str, Any], told: str) -> None:
    places: list[int] = []
    edits.workbook(book, lambda one: places.append(added(one, **values)))
    message = files.refusal(book)
    assert told in message
    assert f"{book.name}, feuille Points, cellule " in message
    assert f"{places[0]} : " in message


FAULTS: list[tuple[str, str, str, Any, str]] = [
    ("Points", POINT, "constat", "peut-être", "« peut-être » n'est pas admis ici. Valeurs admises : contraire"),
    ("Points", OTHER, "constat", "ouii", "Vouliez-vous dire « oui »"),
    ("Points", "acces-vpn", "constat", "1 par an", "n'est pas admis ici"),
    ("Points", "acces-firewall", "constat", True, "le booléen VRAI"),
    ("Points", "sauvegardes-chiffrees", "constat", '=IF(1,"oui","non")', "une formule, qui n'est jamais calculée"),
    ("Points", POINT, "article", 28.1, "le nombre 28.1"),
    ("Points", POINT, "position", "mini", "Valeurs admises : cible, plancher, repli"),
    ("Points", MEASURED, "valeur", "souvent", "ne se lit pas"),
    ("Points", MEASURED, "parametres", "delai_rapport = 3 jours", "« nom : valeur »"),
    ("Points", "sauvegardes-versions", "parametres", "delai_list : 3 jours", "Vouliez-vous dire « delai_liste »"),
    ("Points", POINT, "volets", "a ; b", "ce point n'a pas de volets"),
    ("Points", "incidents-communication", "volets", "escalad", "Vouliez-vous dire « escalade »"),
    ("Contrat", "contrat.date", "r", "le 3 mars", "AAAA-MM-JJ"),
    ("Contrat", "contrat.type", "r", "infogérence", "Vouliez-vous dire « contrat d’infogérance »"),
    ("Contrat", "situation.services", "r", "sauvegarde ; café", "« café » n'est pas admis ici"),
    ("Contrat", "avenant.numero", "r", "deux", "un nombre entier est attendu"),
    ("Preuves", "hebergement-hds:1", "expire_le", "bientôt", "AAAA-MM-JJ"),
]
"""Sheet, row, column, what is typed there, what is told."""


def test_cells_that_cannot_be_read_are_refused_by_their_addresses(book: Path) -> None:
    places: list[str] = []

    def change(workbook: Workbook) -> None:
        for sheet, row, key, value, _ in FAULTS:
            found = edits.cell(workbook[sheet], row, key)
            found.value = value
            places.append(f"{book.name}, feuille {sheet}, cellule {found.coordinate}")

    told = files.refusal(edits.workbook(book, change)).split("\n")
    for place, (*_, words) in zip(places, FAULTS, strict=True):
        assert any(line.startswith(place) and words in line for line in told), (place, words)
    assert len(told) == len(FAULTS) + 1, "and the proof lacks its kind"


def test_all_the_faults_of_all_the_files_come_at_once(book: Path, blank: Path) -> None:
    edits.typed(book, "Points", POINT, constat="bof")
    edits.typed(blank, "Points", OTHER, constat="ouais", position="mini")
    message = files.refusal(book, blank)
    assert all(word in message for word in ("bof", "ouais", "mini", book.name, blank.name))


def test_a_column_without_a_key_is_refused(book: Path) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["Points"]
        sheet.cell(6, sheet.max_column + 2).value = "oui, page 3"

    assert "une colonne sans identifiant" in files.refusal(edits.workbook(book, change))


def test_merged_cells_are_refused(book: Path) -> None:
    message = files.refusal(edits.workbook(book, lambda one: one["Points"].merge_cells("D6:D8")))
    assert "cellule D6:D8 : des cellules sont fusionnées" in message


def test_a_copied_sheet_is_refused(book: Path) -> None:
    assert "a déjà ses réponses" in files.refusal(edits.workbook(book, lambda one: one.copy_worksheet(one["Points"])))


def test_labels_words_and_real_dates_are_understood(book: Path) -> None:
    from datetime import datetime

    edits.typed(book, "Contrat", "contrat.date", r=datetime(2026, 3, 1))
    edits.typed(book, "Contrat", "contrat.type", r="Logiciel_local")
    edits.typed(book, "Contrat", "situation.services", r="Sauvegarde, réseau et accès\nantivirus")
    edits.typed(book, "Points", POINT, constat="A VERIFIER", page=12)
    found = files.read(book).case
    assert str(found.contract.date) == "2026-03-01"
    assert found.contract.type == "logiciel_local"
    assert found.situation.facts["services"] == ("sauvegarde", "reseau", "antivirus")
    assert (found.answers[POINT].finding, found.answers[POINT].page) == ("a_verifier", "12")


def test_a_proof_on_a_spare_line(book: Path) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["Preuves"]
        row = next(one.row for one in sheet["A"] if one.value is None)
        columns = {one.value: one.column for one in sheet[1]}
        for key, value in {"n": "4.3", "nature": "certificat_hds", "numero": "HDS-2", "activites": "1 ; 6"}.items():
            sheet.cell(row, columns[key]).value = value

    proofs = files.read(edits.workbook(book, change)).case.answers["sauvegardes-hebergement-hds"].proofs
    assert (proofs[-1].number, proofs[-1].activities) == ("HDS-2", ("1", "6"))


# Word


def named(root: etree._Element, tag: str) -> etree._Element:
    return edits.control(root, tag)


def test_a_text_typed_in_word(paper: Path) -> None:
    edits.filled(paper, p__1_1__constat="Contraire", p__1_1__page="7", p__4_5__valeur="2 par an")
    found = files.read(paper).case
    assert (found.answers[POINT].finding, found.answers[POINT].page) == ("contraire", "7")
    assert found.answers[MEASURED].value == ("2 par an",)


def test_the_empty_choice_is_no_answer(paper: Path) -> None:
    edits.filled(paper, p__1_2__constat="[à compléter]")
    assert OTHER not in files.read(paper).case.answers


@pytest.mark.parametrize("lost", ["tags", "tags and bookmarks", "controls"])
def test_fields_are_known_without_tags_bookmarks_or_controls(paper: Path, case: CaseFile, lost: str) -> None:
    def change(root: etree._Element) -> None:
        for one in list(root.iter(f"{W}tag")):
            one.getparent().remove(one)
        if lost != "tags":
            for one in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
                one.getparent().remove(one)
        if lost == "controls":
            for one in list(root.iter(f"{W}sdt")):
                for run in one.find(f"{W}sdtContent"):
                    one.addprevious(run)
                one.getparent().remove(one)

    assert files.same(files.read(edits.word(paper, change)).case, case)


def test_a_text_beside_the_control_counts(paper: Path) -> None:
    def change(root: etree._Element) -> None:
        cell = next(named(root, "p__1_2__citation").iterancestors(f"{W}tc"))
        run = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = "écrit à côté"

    assert files.read(edits.word(paper, change)).case.answers[OTHER].citation == "écrit à côté"


def test_tracked_changes_are_read_as_accepted(paper: Path) -> None:
    def change(root: etree._Element) -> None:
        content = named(root, "p__1_1__article").find(f"{W}sdtContent")
        gone = etree.SubElement(content, f"{W}del")
        gone.append(content[0])
        for one in gone.iter(f"{W}t"):
            one.tag = f"{W}delText"
        come = etree.SubElement(etree.SubElement(content, f"{W}ins"), f"{W}r")
        etree.SubElement(come, f"{W}t").text = "9.9"

    assert files.read(edits.word(paper, change)).case.answers[POINT].article == "9.9"


def test_cards_in_another_order(paper: Path, case: CaseFile) -> None:
    def change(root: etree._Element) -> None:
        body = root.find(f"{W}body")
        for table in list(body.iterchildren(f"{W}tbl"))[::-1]:
            body.insert(0, table)

    assert files.same(files.read(edits.word(paper, change)).case, case)


def test_a_card_pasted_twice_is_refused(paper: Path) -> None:
    def change(root: etree._Element) -> None:
        table = next(named(root, "p__1_1__constat").iterancestors(f"{W}tbl"))
        table.addnext(copy.deepcopy(table))

    assert "a déjà ses réponses" in files.refusal(edits.word(paper, change))


def test_a_field_moved_to_another_card_is_refused(paper: Path) -> None:
    def change(root: etree._Element) -> None:
        one, other = (next(named(root, f"p__1_{n}__article").iterancestors(f"{W}tc")) for n in (1, 3))
        for child in list(one.iterchildren(f"{W}p")):
            other.append(child)

    message = files.refusal(edits.word(paper, change))
    assert "plusieurs cases ont été réunies" in message
    assert "« 1.3 – " in message


def test_a_row_added_in_a_card_is_refused(paper: Path) -> None:
    def change(root: etree._Element) -> None:
        row = next(named(root, "p__1_1__citation").iterancestors(f"{W}tr"))
        fresh = copy.deepcopy(row)
        for cell in fresh.iter(f"{W}tc"):
            for child in list(cell.iterchildren(f"{W}p")):
                cell.remove(child)
            run = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
            etree.SubElement(run, f"{W}t").text = "Précision"
        row.addnext(fresh)

    assert "« Précision » n'est pas une case du questionnaire" in files.refusal(edits.word(paper, change))


def test_a_choice_that_matches_nothing_is_refused_in_its_card(paper: Path) -> None:
    edits.filled(paper, p__1_1__constat="Accepté")
    message = files.refusal(paper)
    assert "« 1.1 – Le contrat donne-t-il" in message
    assert "case « Réponse » : « Accepté » n'est pas admis ici" in message


def test_a_text_outside_the_fields_is_told(paper: Path, case: CaseFile) -> None:
    def change(root: etree._Element) -> None:
        body = root.find(f"{W}body")
        run = etree.SubElement(etree.Element(f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = "Voir avec notre siège."
        body.insert(30, run.getparent())

    done = files.read(edits.word(paper, change))
    assert files.same(done.case, case)
    (notice,) = done.notices
    assert "texte hors des cases du questionnaire : « Voir avec notre siège. »" in str(notice)


@pytest.mark.libreoffice
def test_an_answer_entered_in_a_form_that_libreoffice_saved(tmp_path: Path, case: CaseFile) -> None:
    """Tags are lost by then: the field is found through its bookmark; the text is typed where LibreOffice puts it."""
    (path,) = files.saved_by_libreoffice([files.practice(tmp_path, case, "docx")], "docx", tmp_path / "lo")

    def change(root: etree._Element) -> None:
        mark = next(one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == "p__1_2__constat")
        cell = next(mark.iterancestors(f"{W}tc"))
        texts = list(cell.iter(f"{W}t"))
        texts[0].text = "Partiel"

    assert not edits.members(path)["word/document.xml"].count(b"w:tag ")
    assert files.read(edits.word(path, change)).case.answers[OTHER].finding == "partiel"
