"""What was read in a contract beside the questions of the practice; what is read is told by a stand-in."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.dossier.begun import begun_of
from clausier.dossier.read import read_case
from clausier.files.strictyaml import read_bytes
from clausier.model.answer import Answer
from clausier.model.verdict import Finding
from tests.builders import EXAMPLE, flat, library
from tests.cli.contracts import BACKUP, TEST, stand_in
from tests.forms import edits

DATE = ("--date", "2026-11-23")
QUOTE = "Un essai de restauration est fait une fois par an"
CONTRACT = f"""\
4.5 | partiel | article 7.2 | 4 | {QUOTE}. | valeur=1 par an | reserve
4.1 | trouve | article 7.1 | 4 | Une sauvegarde « complète » est faite chaque jour. | valeur=1 par jour
cle contrat.reference | R-2026
"""


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier without answers nor reference, and the reading of its contract."""
    stand_in(monkeypatch)
    path = Path(shutil.copy(EXAMPLE, tmp_path / "dossier.yaml"))
    text = path.read_text(encoding="utf-8").partition("\nreponses:\n")[0]
    path.write_text("\n".join(line for line in text.splitlines() if "reference:" not in line) + "\n", encoding="utf-8")
    (tmp_path / "contrat.txt").write_text(CONTRACT, encoding="utf-8")
    assert run(["lire", str(tmp_path / "contrat.txt"), "-o", str(path), *DATE]) == 0
    return path


def create(dossier: Path, kind: str = "xlsx") -> Path:
    target = dossier.with_name(f"q.{kind}")
    assert run(["questionnaire", "creer", "--dossier", str(dossier), "-o", str(target)]) == 0
    return target


def lire(path: Path, dossier: Path) -> int:
    return run(["questionnaire", "lire", str(path), "-o", str(dossier)])


def answers(dossier: Path) -> dict[str, Answer]:
    return read_case(str(dossier), library()).answers


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_passage_and_the_proposal_are_beside_the_question_and_no_answer(
    kind: str, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = create(dossier, kind)
    told = text_of(path).replace("\u00a0", " ").replace("\u202f", " ")
    assert QUOTE in told
    assert "Lu dans le contrat (article 7.2, page 4)" in told
    assert "sous réserve : en option ou facturé à part" in told
    assert "Proposé, à confirmer : en partie, valeur « 1 par an »" in told
    assert "Lu dans le contrat (article 1, page 1) : R-2026" in told
    assert "ce n'est pas une réponse" in told.replace("’", "'")
    capsys.readouterr()
    assert lire(path, dossier) == 0
    said = capsys.readouterr()
    assert "Rien de nouveau" in said.out
    assert "hors des cases" not in said.err
    assert answers(dossier) == {}


def test_an_answer_as_proposed_takes_the_place_of_the_passage(dossier: Path) -> None:
    path = create(dossier)
    edits.typed(path, "Points", TEST, constat="partiel", valeur="2 par an")
    edits.typed(path, "Points", BACKUP, constat="non")
    edits.typed(path, "Points", "perimetre-services", constat="oui")
    assert lire(path, dossier) == 0
    found = answers(dossier)
    assert (found[TEST].article, found[TEST].page, found[TEST].citation) == ("7.2", "4", f"{QUOTE}.")
    assert found[TEST].value == ("2 par an",)
    assert not found[BACKUP].quotes
    assert not found["perimetre-services"].quotes


def test_what_a_person_writes_of_the_place_is_kept(dossier: Path) -> None:
    path = create(dossier)
    edits.typed(path, "Points", TEST, constat="partiel", article="9")
    assert lire(path, dossier) == 0
    assert (answers(dossier)[TEST].article, answers(dossier)[TEST].citation) == ("9", "")


def test_nothing_is_taken_from_another_reading_than_the_one_that_was_shown(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = create(dossier)
    edits.typed(path, "Points", TEST, constat="partiel")
    contract = dossier.parent / "contrat.txt"
    contract.write_text(CONTRACT.replace("une fois", "deux fois"), encoding="utf-8")
    assert run(["lire", str(contract), "-o", str(dossier), *DATE]) == 0
    capsys.readouterr()
    assert lire(path, dossier) == 0
    assert "le contrat a été relu depuis ce questionnaire" in flat(capsys.readouterr().err)
    assert answers(dossier)[TEST] == Answer(finding=Finding.PARTIAL)


def test_an_answered_point_shows_nothing_more(dossier: Path) -> None:
    path = create(dossier)
    edits.typed(path, "Points", TEST, constat="non")
    assert lire(path, dossier) == 0
    path.unlink()
    assert QUOTE not in text_of(create(dossier))


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_dossier_that_a_contract_began_is_completed_in_a_questionnaire(
    kind: str, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = dossier.with_name("neuf.yaml")
    assert run(["lire", str(dossier.parent / "contrat.txt"), "-o", str(target), *DATE]) == 0
    path = create(target, kind)
    assert run(["questionnaire", "creer", "--dossier", str(target), "--pour", "prestataire", "-o", "p.xlsx"]) == 3
    before = target.read_bytes()
    assert lire(path, target) == 3
    assert "« nom » manque" in capsys.readouterr().err
    assert target.read_bytes() == before
    if kind == "xlsx":
        for key, text in {
            "cabinet.nom": "C",
            "prestataire.nom": "P",
            "contrat.titre": "T",
            "contrat.etat": "signé",
        }.items():
            edits.typed(path, "Contrat", key, r=text)
        assert lire(path, target) == 0
        begun = begun_of(read_bytes(target.read_bytes(), ""), library())
        assert begun.is_whole
        assert begun.case.provider.name == "P"
