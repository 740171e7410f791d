"""Where the negotiations of a batch stand: in suivi.xlsx, in a workbook of its own, on a screen of 80 columns."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clausier.cli import run
from clausier.model.progress import Next, Progress, Situation
from tests.batch.lots import DATE, prints, produce, rows
from tests.batch.synthetic import dossier, write_lines
from tests.negotiation.play import asked, fill

UNSENT, WAITING, ANSWERED, REFUSED = IDS = [f"prestataire-{number:05d}" for number in range(4)]
HEADS = ["Dossier", "Prestataire", "Cabinet", "Tour", "Envoyé le", "Réponse avant", "Répondu le", "Accords", "Refus",
         "Ouverts", "Ensuite"]  # fmt: skip
WHO = ("Claude Spécimen", "directrice générale", "10/12/2026")
EARLY, LATE = "2026-12-12", "2027-03-01"


@pytest.fixture(scope="module")
def lot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four providers: nothing sent, no answer, all accepted, all refused; not to be written to."""
    root = tmp_path_factory.mktemp("suivi")
    source, target = write_lines(root / "lot.jsonl", 4), root / "sortie"
    assert produce(source, target, *DATE) == 0
    assert run(["lot", "envoyer", str(target), *IDS[1:], "--le", DATE[1]]) == 0
    for id_, choice in ((ANSWERED, "Accepté"), (REFUSED, "Refusé")):
        points = asked(target / id_ / "dossier.yaml")
        filled = fill(target / id_ / "tableau.xlsx", {point: {"choix": choice} for point in points}, WHO)
        reply = filled.rename(root / f"{id_}.xlsx")
        assert run(["reponse", "lire", str(target / id_), str(reply), "--date", EARLY]) == 0
    return target


def table(path: Path) -> list[dict[str, Any]]:
    """The rows of the sheet « Négociation », by the titles of its columns."""
    sheet = load_workbook(path)["Négociation"]
    titles = [cell.value for cell in sheet[4]]
    assert titles == HEADS
    return [dict(zip(titles, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=5)]


def test_each_provider_has_its_line(lot: Path, tmp_path: Path) -> None:
    assert run(["suivre", str(lot), "-o", str(tmp_path / "suivi-negociation.xlsx"), "--date", EARLY]) == 0
    found = table(tmp_path / "suivi-negociation.xlsx")
    assert [one["Dossier"] for one in found] == IDS
    assert found[0] == {
        **dict.fromkeys(HEADS),
        "Dossier": UNSENT,
        "Prestataire": dossier(0)["prestataire"]["nom"],
        "Cabinet": dossier(0)["cabinet"]["nom"],
        "Ensuite": "envoyer",
    }
    requests = {id_: len(asked(lot / id_ / "dossier.yaml")) for id_ in IDS[1:]}
    sent, due, replied = datetime(2026, 11, 23), datetime(2026, 12, 23), datetime(2026, 12, 10)
    assert [[*one.values()][3:] for one in found[1:]] == [
        [1, sent, due, None, 0, 0, requests[WAITING], "attendre"],
        [1, sent, due, replied, requests[ANSWERED], 0, 0, "conclure"],
        [1, sent, due, replied, 0, requests[REFUSED], requests[REFUSED], "décider"],
    ]


def test_the_sheet_of_the_batch_says_the_same(lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = lot.parent / "lot.jsonl"
    assert rows(lot)[WAITING]["negociation"] is None
    before = prints(lot)
    assert produce(source, lot, "--reprendre") == 0
    assert prints(lot) == before
    assert run(["suivre", str(lot), "-o", str(tmp_path / "a.xlsx")]) == 0
    assert table(lot / "suivi.xlsx") == table(tmp_path / "a.xlsx")
    assert rows(lot)[REFUSED]["negociation"]["refus"] == len(asked(lot / REFUSED / "dossier.yaml"))
    assert rows(lot)[UNSENT]["negociation"] is None
    times = (lot / "suivi.xlsx").stat().st_mtime_ns
    assert produce(source, lot, "--reprendre") == 0
    assert (lot / "suivi.xlsx").stat().st_mtime_ns == times, "nothing new"


def test_a_late_answer_is_in_red(lot: Path, tmp_path: Path) -> None:
    assert run(["suivre", str(lot), "-o", str(tmp_path / "a.xlsx"), "--date", LATE]) == 0
    assert [one["Ensuite"] for one in table(tmp_path / "a.xlsx")] == ["envoyer", "relancer", "conclure", "décider"]
    sheet = load_workbook(tmp_path / "a.xlsx")["Négociation"]
    fills = [sheet.cell(row, 6).fill.fgColor.rgb for row in range(5, 9)]
    assert len({*fills[:1], *fills[2:]}) == 1
    assert fills[1] != fills[0]


def test_a_workbook_takes_the_place_of_another_follow_up_only(
    lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.xlsx"
    for _ in range(2):
        assert run(["suivre", str(lot), "-o", str(path), "--date", EARLY]) == 0
    for other in (lot / WAITING / "tableau.xlsx", tmp_path / "texte.xlsx"):
        content = other.read_bytes() if other.exists() else b"mes notes"
        other.write_bytes(content)
        assert run(["suivre", str(lot), "-o", str(other), "--date", EARLY]) == 1
        assert "n'est pas un suivi de négociation : choisir un autre nom" in capsys.readouterr().err
        assert other.read_bytes() == content
    assert run(["suivre", str(lot), "-o", str(tmp_path / "a.csv")]) == 2
    assert "le terminer par .xlsx" in capsys.readouterr().err


def test_a_line_a_provider_in_80_columns(
    lot: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["suivre", str(lot), "--date", LATE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert [line.split()[0] for line in lines[1:5]] == IDS
    assert [line.split()[-1] for line in lines[1:5]] == ["envoyer", "relancer", "conclure", "décider"]
    assert "2026-12-23 !" in lines[2]
    assert lines[-1] == "4 dossiers : 1 à envoyer, 1 en retard (!), 2 répondus"


@pytest.mark.parametrize("width", [60, 80, 200])
def test_long_names_are_cut_and_never_folded(
    width: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    items = [{**dossier(number), "dossier": {"id": f"cabinet-{number}-{'long-' * 12}fin"}} for number in range(2)]
    source = tmp_path / "lot.jsonl"
    source.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    assert produce(source, tmp_path / "sortie", *DATE) == 0
    capsys.readouterr()
    assert run(["suivre", str(tmp_path / "sortie")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert max(map(len, lines)) <= width
    assert ("…" in lines[1]) is (width < 200)
    assert lines[-1] == "2 dossiers : 2 à envoyer"


def test_one_that_cannot_be_read_does_not_hide_the_others(
    lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "faux").mkdir()
    (tmp_path / "faux" / "dossier.yaml").write_text("dossier: [", encoding="utf-8")
    assert run(["suivre", str(tmp_path / "faux"), str(lot), "--date", EARLY]) == 1
    told = capsys.readouterr()
    assert "Erreur : faux : " in told.err
    assert all(id_ in told.out for id_ in IDS)
    assert run(["suivre", str(tmp_path / "faux")]) == 3


@pytest.mark.parametrize(
    ("known", "situation"),
    [
        ({}, Situation.DRAFTED),
        ({"next": Next.CONFIRM}, Situation.SUPPOSED),
        ({"sent": "2026-11-23"}, Situation.SENT),
        ({"sent": "2026-11-23", "late": True}, Situation.LATE),
        ({"sent": "2026-11-23", "replied": "2026-12-01"}, Situation.ANSWERED),
        ({"sent": "2026-11-23", "replied": "2026-12-01", "concluded": True}, Situation.CONCLUDED),
    ],
)
def test_a_negotiation_is_in_one_situation(known: dict[str, Any], situation: Situation) -> None:
    names = {"sent": "envoye_le", "replied": "repondu_le", "late": "en_retard", "concluded": "conclu", "next": "suite"}
    told = {names[key]: value for key, value in known.items()}
    assert Progress.model_validate({"dossier": "a", "prestataire": "b", **told}).situation is situation


def test_what_nobody_has_read_comes_first(lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = shutil.copytree(lot, tmp_path / "sortie")
    (tmp_path / "courrier").mkdir()
    (tmp_path / "courrier" / f"{WAITING}.pdf").write_bytes(b"%PDF-1.4")
    assert run(["reponse", "lire", str(copy), str(tmp_path / "courrier"), "--date", EARLY]) == 3
    capsys.readouterr()
    assert run(["suivre", str(copy), "--date", LATE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split()[-1] == "courrier"
    assert "Courrier à lire" in lines
    assert produce(lot.parent / "lot.jsonl", copy, "--reprendre", "--date", LATE) == 0
    assert [one["Ensuite"] for one in table(copy / "suivi.xlsx")] == ["envoyer", "courrier", "conclure", "décider"]
