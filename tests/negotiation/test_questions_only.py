"""A dossier of which nothing is known yet: its questions are sent, answered, and lead to requests."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from clausier.cli import run
from clausier.files.strictyaml import read_bytes
from tests.negotiation.play import WHO, call, events, make_sent, register_text, shown, sit_down

ANSWERED = {"perimetre-services": "Oui", "perimetre-exclusions": "Non"}


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    dossier = sit_down(tmp_path / "cabinet")
    text = dossier.read_text(encoding="utf-8")
    dossier.write_text(f"{text[: text.index('reponses:')]}reponses: {{}}\n", encoding="utf-8")
    make_sent("rediger", dossier, dossier.parent / "tour-1", "2026-11-23")
    return dossier


def answered(dossier: Path) -> Path:
    """The tracker with two questions answered."""
    book = openpyxl.load_workbook(dossier.parent / "tour-1" / "tableau.xlsx")
    sheet = book["Points à confirmer"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    for row in range(5, sheet.max_row + 1):
        point = sheet.cell(row, columns["question"]).value
        if point in ANSWERED:
            sheet.cell(row, columns["question.constat"]).value = ANSWERED[str(point)]
    for row, text in zip((5, 6, 7), WHO, strict=True):
        book["Répondant"].cell(row, 2).value = text
    target = io.BytesIO()
    book.save(target)
    path = dossier.parent / "questions.xlsx"
    path.write_bytes(target.getvalue())
    return path


def test_questions_are_sent_without_any_request(asked: Path) -> None:
    sending = events(asked)[0]["envoi"]
    assert "textes" not in sending
    assert "perimetre-services" in sending["questions"]
    assert not (asked.parent / "tour-1" / "avenant.docx").exists()


def test_they_are_reminded_of(asked: Path) -> None:
    make_sent("relancer", asked, asked.parent / "rappel", "2026-12-24")
    assert events(asked)[-1]["envoi"]["rappelle"] == "1"


def test_the_answers_lead_to_requests_that_the_next_letter_announces(
    asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = answered(asked)
    call("reponse", "lire", asked, filled, "--date", "2026-12-20")
    assert set(events(asked)[-1]["reponse"]["declarations"]) == set(ANSWERED)
    kept = read_bytes(asked.read_bytes(), "dossier.yaml").data["declaration_prestataire"]
    assert {point for one in kept for point in one["reponses"]} == set(ANSWERED)
    before = register_text(asked)
    call("reponse", "lire", asked, filled, "--date", "2026-12-21")
    assert register_text(asked) == before
    make_sent("relancer", asked, asked.parent / "tour-2", "2026-12-22")
    letter = " ".join(shown(asked.parent / "tour-2" / "relance.docx").split())
    assert "2 demandes qui ne vous avaient pas encore été adressées : 1.1, 1.2" in letter
    assert "que nous vous remercions de nous confirmer" in letter
    assert {*events(asked)[-1]["envoi"]["textes"]} == {*ANSWERED}
    assert run(["conclure", str(asked), "-o", str(asked.parent / "s"), "--date", "2026-12-22"]) == 1
