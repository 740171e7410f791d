"""A table as a union keeps it: columns of its own, a title above, other sheets; all is kept or told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from clausier.batch.naming import archive_name, archives_in
from clausier.batch.record import TOLERANT
from clausier.batch.table_file.survey import survey
from clausier.dossier.columns import columns_of
from tests.batch.lots import DATE, produce, rows, state
from tests.batch.tables import KEYS, ROW, csv_file, read, refusal, xlsx_file
from tests.builders import library

OWN = ["Téléphone", "Courriel", "Département"]
SECRET = "zzsecret"


def told(source: Path) -> str:
    return "\n".join(str(notice) for notice in read(source)[0].notices)


def titles() -> list[str]:
    return [columns_of(library()).by_key[key].title for key in KEYS]


def test_own_columns_are_kept_beside_the_dossier(tmp_path: Path) -> None:
    for head in (KEYS, titles()):
        source = xlsx_file(tmp_path / "lot.xlsx", [[*head, *OWN], [*ROW, "06 12", "a@exemple.fr", 44]])
        (found,) = read(source)
        assert found.own == {"Téléphone": "06 12", "Courriel": "a@exemple.fr", "Département": "44"}
        assert "3 colonnes à vous, gardées pour le suivi, jamais dans un document" in told(source)


@pytest.mark.parametrize(
    ("number", "shape", "expected"),
    [(0.995, "0.0 %", "99,5 %"), (1, "00", "01"), (556000101, '0#" "##" "##" "##" "##', "05 56 00 01 01")],
)
def test_a_number_of_an_own_column_is_kept_as_it_is_shown(
    tmp_path: Path, number: float, shape: str, expected: str
) -> None:
    with xlsxwriter.Workbook(tmp_path / "lot.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [*titles(), "À moi"])
        sheet.write_row(1, 0, ROW)
        sheet.write_number(1, len(ROW), number, book.add_format({"num_format": shape}))
    assert read(tmp_path / "lot.xlsx")[0].own == {"À moi": expected}


def test_a_column_added_to_our_table_has_but_a_heading(tmp_path: Path) -> None:
    source = xlsx_file(tmp_path / "lot.xlsx", [KEYS, [*titles(), "Département"], [*ROW, "44"]])
    assert [record.own for record in read(source)] == [{"Département": "44"}]


def test_two_columns_of_the_same_heading_are_both_kept(tmp_path: Path) -> None:
    source = xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, "Contact", "Contact"], [*ROW, "un", "deux"]])
    assert read(source)[0].own == {"Contact": "un", "Contact (2)": "deux"}


def test_a_heading_close_to_ours_is_told(tmp_path: Path) -> None:
    source = xlsx_file(tmp_path / "lot.xlsx", [[*titles(), "Contrat : échéances"], [*ROW, "2027"]])
    assert "« Contrat : échéances », ressemble à « Contrat : échéance »" in told(source)
    strangers = xlsx_file(tmp_path / "autre.xlsx", [[*KEYS, "99.Z Un", "99.Y Deux"], [*ROW, "oui", "non"]])
    assert "2 colonnes portent un numéro de point qui n'est pas de cette bibliothèque : « 99.Z Un »" in told(strangers)
    first = library().requirements[0]
    known = told(xlsx_file(tmp_path / "su.xlsx", [[*titles(), f"{first.number} Autre chose"], [*ROW, "oui"]]))
    assert f"ressemble à « {first.number} {first.title} »" in known
    assert f"Si c'est celle-là, écrire « {first.number} »." in known


def test_a_heading_is_ours_whatever_its_signs_and_a_point_by_its_number_alone(tmp_path: Path) -> None:
    first = library().requirements[0]
    head = [" ".join(title.replace("*", "").split()).upper().replace(" :", ":") for title in titles()]
    numbers = [first.number, f"{first.number} - article", f"{first.number} - commentaire"]
    above = ["", "", "", "", "", *numbers]
    table = [above, [*head, *numbers], [*ROW, "oui", "7.2", "vu"], [*head, *numbers], ["b", *ROW[1:], "non", "", ""]]
    found = read(xlsx_file(tmp_path / "lot.xlsx", table))
    assert [(one.id, one.own) for one in found] == [("a", {}), ("b", {})]
    assert found[0].case is not None
    assert found[0].case.answers[first.id].article == "7.2"


def test_a_misspelled_key_is_refused(tmp_path: Path) -> None:
    assert "« cabinet.noms » n'existe pas" in refusal(csv_file(tmp_path / "l.csv", [[*KEYS, "cabinet.noms"], ROW]))


def test_what_stands_above_and_beside_is_ignored_and_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "lot.xlsx") as book:
        sheet, other = book.add_worksheet("Contrats"), book.add_worksheet("Brouillon")
        sheet.merge_range("A1:E1", "Contrats 2026")
        sheet.write_formula("A2", "=1+1")
        sheet.write_row(3, 0, titles())
        sheet.write_row(5, 0, ROW)
        other.write_string(0, 0, "rien")
    source = tmp_path / "lot.xlsx"
    assert [record.id for record in read(source)] == ["a"]
    assert "2 lignes de titre ou de note laissées de côté au-dessus des noms des colonnes (1, 2)" in told(source)
    assert "feuille laissée de côté : « Brouillon »" in told(source)


def test_a_title_in_a_csv_file_after_its_separator(tmp_path: Path) -> None:
    text = f"sep=;\nContrats 2026;;\n\n{';'.join(titles())};Ville\n{';'.join(ROW)};Nantes\n"
    (tmp_path / "lot.csv").write_text(text, encoding="utf-8")
    (found,) = read(tmp_path / "lot.csv")
    assert (found.id, found.own) == ("a", {"Ville": "Nantes"})


def test_a_separator_that_is_told_and_rows_without_a_dossier_are_said(tmp_path: Path) -> None:
    line = ";".join(ROW)
    text = f"sep=;\n{';'.join(titles())}\n{line}\n\n;;\n{line.replace('a;', 'b;', 1)}\n\n"
    source = tmp_path / "lot.csv"
    source.write_text(text, encoding="utf-8")
    assert "« sep=; », dit le séparateur : elle est laissée de côté" in told(source)
    assert survey(source, library(), TOLERANT).blank == 2


def test_the_separator_is_that_of_the_table_and_not_of_its_title(tmp_path: Path) -> None:
    (tmp_path / "lot.csv").write_text(f"Contrats, 2026\n{';'.join(titles())}\n{';'.join(ROW)}\n", encoding="utf-8")
    (found,) = read(tmp_path / "lot.csv")
    assert found.id == "a"


def test_columns_of_a_removed_point_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = library().model_copy(update={"removed": frozenset({"ancien-point"}), "removed_numbers": frozenset({"4.99"})})
    monkeypatch.setattr("tests.batch.tables.library", lambda: gone)
    source = xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, "ancien-point", "ancien-point:article"], [*ROW, "oui", "7"]])
    (found,) = read(source)
    assert (found.problems, found.own) == ((), {})
    assert "retirés, laissées de côté : « ancien-point », « ancien-point:article »" in told(source)
    old = ["4.99 Un ancien point", "4.99 – valeur", "4.98 Une remarque"]
    source = xlsx_file(tmp_path / "lot.xlsx", [[*titles(), *old], [*ROW, "oui", "7", "à moi"]])
    (found,) = read(source)
    assert found.own == {"4.98 Une remarque": "à moi"}
    assert "retirés, laissées de côté : « 4.99 Un ancien point », « 4.99 – valeur »" in told(source)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lot")
    table = [[*KEYS, *OWN], [*ROW, SECRET, f"{SECRET}@exemple.fr", f"44 {SECRET}/É"], ["b", *ROW[1:], "", "", ""]]
    source = xlsx_file(folder / "lot.xlsx", table)
    assert produce(source, folder / "sortie", *DATE, "--zip", "--nommer-par", "Département") == 0
    return folder


def test_own_columns_reach_reports_and_no_document(made: Path) -> None:
    target = made / "sortie"
    assert rows(target)["a"]["colonnes"]["Téléphone"] == SECRET
    for folder in ("a", "b"):
        for path in (target / folder).iterdir():
            content = path.read_bytes()
            if path.suffix in (".docx", ".xlsx"):
                with zipfile.ZipFile(path) as archive:
                    content += b"".join(map(archive.read, archive.namelist()))
            assert SECRET.encode() not in content, path.name
    with zipfile.ZipFile(target / "suivi.xlsx") as archive:
        assert SECRET.encode() in b"".join(map(archive.read, archive.namelist()))


def test_archives_are_named_by_a_column(made: Path) -> None:
    target = made / "sortie"
    assert {path.name for path in target.glob("*.zip")} == {f"44 {SECRET} É a.zip", "b.zip"}
    assert produce(made / "lot.xlsx", target, *DATE, "--zip", "--reprendre") == 0
    assert {path.name for path in target.glob("*.zip")} == {"a.zip", "b.zip"}
    assert state(target)["bilan"]["a_jour"] == 2


def test_archives_are_named_by_the_user_s_columns_alone(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(made / "lot.xlsx", made / "non", *DATE, "--zip", "--nommer-par", "Ville") == 2
    assert "« Ville » n'est pas une colonne à vous" in capsys.readouterr().err


@pytest.mark.parametrize("label", ["", "44", "../../x", "a/b\\c:d", "Loire – Atlantique", "x" * 500, "  . "])
def test_an_archive_s_name_is_safe_and_tells_its_folder(label: str, tmp_path: Path) -> None:
    name = archive_name("tilleuls-2026", label)
    (tmp_path / name).touch()
    assert archives_in(tmp_path) == {"tilleuls-2026": (name,)}
    assert not set(name) & set('/\\:*?"<>|')
