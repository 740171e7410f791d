"""CSV files: encoding, separator, quotes; cells are named as a spreadsheet numbers them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.tables import KEYS, ROW, messages, read, refusal


def csv_bytes(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "lot.csv").write_bytes(content)
    return tmp_path / "lot.csv"


HEAD, LINE = ";".join(KEYS), ";".join(ROW)


def test_windows_1252_is_read_and_said_once(tmp_path: Path) -> None:
    found = read(csv_bytes(tmp_path, f"{HEAD}\na;Cabinet médical – n° 1;P;C;signe\nb;B;P;C;signe\n".encode("cp1252")))
    assert found[0].case is not None
    assert found[0].case.practice.name == "Cabinet médical – n° 1"
    (notice,) = found[0].notices
    assert str(notice).startswith(
        "lot.csv : le fichier n'est pas en UTF-8 : il a été lu en Windows-1252. Vérifier les accents."
    )
    assert notice.severity == "avertissement"
    assert found[1].notices == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"{HEAD}\n{LINE}".encode("utf-16"), "lot.csv : le fichier n'est pas en UTF-8. Dans le tableur"),
        (HEAD.encode() + b"\n\x81\xff", "lot.csv : le fichier n'est ni en UTF-8 ni en Windows-1252."),
        (b"PK\x03\x04", "lot.csv : c'est un classeur, et non un fichier CSV."),
        (b"", "lot.csv : aucune ligne ne nomme les colonnes"),
        (HEAD.encode(), "lot.csv : aucun dossier à lire."),
        (f"{HEAD};cabinet.noms\n".encode(), "lot.csv, cellule F1 : la colonne « cabinet.noms » n'existe pas."),
    ],
)
def test_a_csv_file_that_cannot_be_read_is_said(tmp_path: Path, content: bytes, expected: str) -> None:
    assert expected in refusal(csv_bytes(tmp_path, content))


def test_cells_of_a_csv_file_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = f'{HEAD}\n\na;"Cabinet\n\nmédical";P;C;signe\nb;B;P;C;perdu\n'
    assert "lot.csv, cellule E4, contrat.etat : « perdu »" in messages(csv_bytes(tmp_path, text.encode()))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("spelling", ["sep={}", "SEP={}", '"sep={}"'])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_line_that_tells_the_separator_is_no_row(tmp_path: Path, separator: str, spelling: str, mark: str) -> None:
    rows = f"{HEAD}\r\na;Cabinet, B;P;C;perdu\r\n".replace(";", separator)
    if separator == ",":
        rows = rows.replace("Cabinet, B", '"Cabinet, B"')
    told = messages(csv_bytes(tmp_path, f"{mark}{spelling.format(separator)}\r\n{rows}".encode()))
    assert told.startswith("lot.csv, cellule E2, contrat.etat : « perdu »")


def test_the_separator_that_a_file_tells_is_the_one_that_counts(tmp_path: Path) -> None:
    (found,) = read(csv_bytes(tmp_path, f"sep=;\n{HEAD};contrat.reference\na;A;P;C;signe;1,2,3,4,5,6,7,8\n".encode()))
    assert found.case is not None
    assert found.case.contract.reference == "1,2,3,4,5,6,7,8"


def test_an_open_quote_ends_the_table_with_a_message(tmp_path: Path) -> None:
    found = read(csv_bytes(tmp_path, f'{HEAD}\n{LINE}\nb;"B;P;C;signe\nc;C;P;C;signe\n'.encode()))
    assert [record.case is not None for record in found] == [True, False]
    assert found[1].position == "lot.csv, après le dossier n° 1"
    assert "lot.csv, ligne 3 : la ligne ne peut pas être lue, ni celles qui la suivent." in str(found[1].problems[0])


def test_a_stray_separator_is_said(tmp_path: Path) -> None:
    told = messages(csv_bytes(tmp_path, f"{HEAD}\na;Cabinet;P;C;signe;reste\n".encode()))
    assert "lot.csv, cellule F2 : « reste » est dans une colonne sans identifiant." in told


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("infogerance", "infogerance"),
        (
            "infogerance: reseau, antivirus; hebergement: sauvegarde",
            {"infogerance": ("reseau", "antivirus"), "hebergement": ("sauvegarde",)},
        ),
        ("Contrat d'infogérance : réseau et accès", {"infogerance": ("reseau",)}),
    ],
)  # fmt: skip
def test_a_cell_holds_a_type_or_several_with_their_services(tmp_path: Path, cell: str, expected: object) -> None:
    row = f'a;Cabinet;Prestataire;Contrat;signe;"{cell}"\n'
    path = tmp_path / "lot.csv"
    path.write_text(f"{HEAD};contrat.type\n{row}", encoding="utf-8")
    (record,) = read(path)
    assert record.problems == ()
    assert record.case is not None and record.case.contract.type == expected


def test_a_type_without_its_services_is_told_at_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "lot.csv"
    path.write_text(f'{HEAD};contrat.type\na;Cabinet;Prestataire;Contrat;signe;"infogerance: wifi"\n', encoding="utf-8")
    assert "cellule F2, contrat.type.infogerance : « wifi » n'est pas une valeur de « services »." in messages(path)
