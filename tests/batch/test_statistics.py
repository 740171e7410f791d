"""Statistics by criterion, two batches side by side, reports without names."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clausier.batch.report_files import figures, page, write_workbook
from clausier.batch.report_files.anonymous import anonymous, nameless
from clausier.batch.report_files.comparison import Side, compared
from clausier.cli import run
from clausier.model.batch import BatchRow, Mistake, Status
from clausier.model.verdict import Verdict
from tests.batch.test_report_files import HEAD, POINTS
from tests.builders import library

NAMES = ("Cabinet Zq", "Société Zq", "Contrat Zq", "zq@exemple.fr", "id-zq", "zqplace")


def row(rank: int, region: str, absent: int, **more: object) -> BatchRow:
    """A provider that lacks so many points."""
    verdicts = {id_: Verdict.ABSENT if at < absent else Verdict.CONFORMING for at, id_ in enumerate(POINTS)}
    content = {
        "place": f"zqplace {rank}",
        "id": f"id-zq-{rank}",
        "folder": f"id-zq-{rank}",
        "practice": f"Cabinet Zq{rank}",
        "provider": f"Société Zq{rank % 3}",
        "contract": "Contrat Zq",
        "types": ("infogerance" if rank % 2 else "hebergement",),
        "status": Status.MADE,
        "verdicts": verdicts,
        "own": {"Région": region, "Courriel": f"zq@exemple.fr{rank}"},
    }
    return BatchRow.model_validate({**content, **more})


FAULT = Mistake(point=POINTS[0], column=POINTS[0], written="Zq", place="zqplace", message="« Zq » ?")
ROWS = [
    *(row(rank, "Bretagne", 30) for rank in range(8)),
    *(row(rank, "Normandie", 10) for rank in range(8, 14)),
    row(14, "Corse", 0, mistakes=(FAULT,)),
    BatchRow(place="zqplace 15", id="id-zq-15", status=Status.FAILED, problems=("Zq",), own={"Région": "Zq"}),
]


def sheet(rows: Iterable[BatchRow], name: str, path: Path) -> list[tuple[object, ...]]:
    rows = [*rows]
    with path.open("wb") as file:
        write_workbook(file, HEAD, figures(library(), rows), rows, HEAD.day)
    return [tuple(cell.value for cell in line) for line in load_workbook(path)[name].iter_rows(min_row=5)]


def test_what_is_shared_and_tells_who_it_is_about_is_no_statistic() -> None:
    """One address for eight dossiers, a group that bears a provider's name: « autres » without names, at most."""
    rows = [row(rank, "Bretagne" if rank % 2 else "Corse", 3, provider="Société Zq") for rank in range(8)]
    told = [
        one.model_copy(update={"own": {**one.own, "Courriel": f"zq@exemple.fr{rank % 2}", "Groupe": group}})
        for rank, (one, group) in enumerate(zip(rows, ["Groupe Société Zq"] * 6 + ["Autre"] * 2, strict=True))
    ]
    found = figures(library(), told)
    assert {title: one.is_telling for title, one in found.criteria.items() if title in told[0].own} == {
        "Région": True,
        "Courriel": False,
        "Groupe": True,
    }
    assert {value for one in anonymous(found, told) for value in one.own.values()} == {"autres"}


def test_statistics_by_type_provider_and_own_column(tmp_path: Path) -> None:
    found = sheet(ROWS, "Statistiques", tmp_path / "suivi.xlsx")
    assert {line[0] for line in found} == {"Type de contrat", "Prestataire", "Région"}
    assert [line[1:6] for line in found if line[0] == "Région"] == [
        ("Bretagne", 8, 50, 240, "30,0"),
        ("Normandie", 6, 83, 60, "10,0"),
        ("Corse", 1, 100, 0, "0,0"),
    ]
    assert sum(line[2] for line in found if line[0] == "Prestataire") == 15  # type: ignore[misc]


def test_the_same_name_is_counted_once_and_a_column_of_one_s_own_never_as_ours(tmp_path: Path) -> None:
    names, towns = ("Info Éxemple", "INFO EXEMPLE", "info-exemple"), ("Gironde", "gironde ", "GIRONDE")
    rows = [
        row(rank, "Bretagne", 3, provider=names[rank % 3], own={"Ville": towns[rank % 3 % 2], "Prestataire": "Info"})
        for rank in range(9)
    ]
    rows += [row(9, "Bretagne", 3, provider="Autre", own={"Ville": "Brest", "Prestataire": "Autre"})]
    lines = [line[:3] for line in sheet(rows, "Statistiques", tmp_path / "suivi.xlsx")]
    assert [line for line in lines if line[0] != "Type de contrat"] == [
        ("Prestataire", "Info Éxemple", 9),
        ("Prestataire", "Autre", 1),
        ("Ville", "Gironde", 9),
        ("Ville", "Brest", 1),
        ("Prestataire (à vous)", "Info", 9),
        ("Prestataire (à vous)", "Autre", 1),
    ]
    assert {title for one in anonymous(figures(library(), rows), rows) for title in one.own} == {"Ville"}


def test_charts_are_tables_too() -> None:
    told = "".join(page(HEAD, figures(library(), ROWS), ROWS))
    section = told.split("<h2>Par région</h2>")[1].split("</section>")[0]
    bars = re.findall(r'<th scope="row">(.*?)</th><td class="n">(\d+)</td>.*?width:(\d+)%', section)
    assert bars == [("Bretagne", "8", "100"), ("Normandie", "6", "33"), ("Corse", "1", "0")]
    assert "À corriger, par valeur et par colonne" in told
    assert "<h2>Par courriel</h2>" not in told


def test_the_matrix_names_practice_provider_and_contract(tmp_path: Path) -> None:
    path = tmp_path / "suivi.xlsx"
    sheet(ROWS, "Matrice", path)
    lines = [[cell.value for cell in line] for line in load_workbook(path)["Matrice"].iter_rows(min_row=6)]
    assert lines[0][:4] == ["Prestataire", "Cabinet", "Contrat", "Score"]
    assert lines[2][:4] == ["Société Zq0", "Cabinet Zq0", "Contrat Zq", 50]
    assert lines[2 + 14][4] == "!"


def test_what_cannot_be_read_has_its_sheet(tmp_path: Path) -> None:
    assert sheet(ROWS, "À corriger", tmp_path / "s.xlsx") == [(POINTS[0], "Zq", 1, "zqplace", "« Zq » ?")]


def test_reports_without_names_hold_none(tmp_path: Path) -> None:
    rows = [*anonymous(figures(library(), ROWS), ROWS)]
    found = replace(figures(library(), rows), nameless=True)
    with (tmp_path / "suivi.xlsx").open("wb") as file:
        write_workbook(file, nameless(HEAD), found, rows, HEAD.day)
    with zipfile.ZipFile(tmp_path / "suivi.xlsx") as archive:
        told = b"".join(map(archive.read, archive.namelist())).decode()
    told += "".join(page(nameless(HEAD), found, rows))
    assert not re.search("zq", told, re.IGNORECASE)
    assert HEAD.source not in told
    assert "ne pas transmettre" not in told
    assert found.tally == figures(library(), ROWS).tally
    assert found.to_correct == 1
    assert {value for value, _ in found.criteria["Région"].ranked()} == {"Bretagne", "Normandie", "autres"}
    assert len({row.provider for row in rows if not row.failed}) == 3


def test_two_batches_side_by_side() -> None:
    before, after = figures(library(), ROWS[:8]), figures(library(), ROWS[8:14])
    told = "".join(compared(Side("2025", before), Side("2026", after)))
    assert re.search(r'2025</th><td class="n">8</td><td class="n">50\u00a0%', told)
    first = library().requirements[10]
    cells = re.findall(rf'{first.number} .*?<td class="n">(.*?)</td><td class="n">(.*?)</td><td class="n">(.*?)<', told)
    assert cells[0] == ("100\u00a0% (8/8)", "0\u00a0% (0/6)", "\u2212100")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ((), "lot : 16 dossiers"),
        (("--ou-apres", "region=bretagne"), "lot, Bretagne : 8 dossiers, score 50 %"),
        (("--ou-avant", "Prestataire=societe zq1", "--ou-apres", "Région=Normandie"), "\nNormandie : 6 dossiers"),
    ],
)
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], where: tuple[str, ...], expected: str) -> None:
    lot = tmp_path / "lot"
    lot.mkdir()
    rows = [json.loads(one.model_dump_json(by_alias=True)) for one in ROWS]
    (lot / "lot.json").write_text(json.dumps({"etat": "terminé", "prestataires": rows}), encoding="utf-8")
    assert run(["lot", "comparer", str(lot), str(lot), "-o", str(tmp_path / "c.html"), *where]) == 0
    assert expected in capsys.readouterr().out
    assert "<h2>Score par catégorie</h2>" in (tmp_path / "c.html").read_text(encoding="utf-8")
    assert run(["lot", "comparer", str(lot), str(tmp_path), "-o", str(tmp_path / "d.html")]) == 2
    capsys.readouterr()
    assert run(["lot", "comparer", str(lot), str(lot), "-o", "d.html", "--ou-apres", "Région=Alsace"]) == 2
    assert "Les valeurs de « Région » : Bretagne, Normandie, Corse." in capsys.readouterr().err
