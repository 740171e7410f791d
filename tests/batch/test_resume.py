"""--reprendre: exactly what is not up to date is made again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clausier.resources import shipped
from tests.batch.lots import DATE, made, prints, produce, rows, state
from tests.batch.synthetic import dossiers, write_lines

COUNT = 18
POINT = "sauvegardes-test-restauration"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "lot.jsonl", COUNT)


@pytest.fixture
def target(tmp_path: Path, source: Path) -> Path:
    assert produce(source, tmp_path / "sortie", *DATE) == 0
    return tmp_path / "sortie"


def overlay(folder: Path, text: str, point: str = POINT) -> tuple[str, str]:
    """A library that changes one point."""
    (folder / "maison").mkdir(exist_ok=True)
    (folder / "maison" / f"{point}.yaml").write_text(text, encoding="utf-8")
    return "--bibliotheque", str(folder / "maison")


def gaps(target: Path, point: str) -> set[str]:
    silent = ("conforme", "a_verifier", "sans_objet")
    return {id_ for id_, row in rows(target).items() if row["verdicts"][point] not in silent}


def test_nothing_to_do_keeps_the_date_and_every_byte(source: Path, target: Path) -> None:
    before = prints(target)
    times = {path: path.stat().st_mtime_ns for path in target.glob("*/*")}
    expected = rows(target)
    assert produce(source, target, "--reprendre") == 0
    assert made(target) == set()
    assert prints(target) == before
    assert {path: path.stat().st_mtime_ns for path in target.glob("*/*")} == times
    assert state(target)["date"] == "2026-11-23"
    assert {**expected} == {id_: {**row, "etat": "produit"} for id_, row in rows(target).items()}


def test_reports_are_written_only_when_something_is_new(source: Path, target: Path) -> None:
    names = ("suivi.xlsx", "synthese.html")
    times = [(target / name).stat().st_mtime_ns for name in names]
    assert produce(source, target, "--reprendre") == 0
    assert [(target / name).stat().st_mtime_ns for name in names] == times
    (target / names[0]).unlink()
    assert produce(source, target, "--reprendre") == 0
    assert (target / names[0]).is_file()
    items = list(dossiers(COUNT))
    items[0]["cabinet"]["nom"] = "Un autre cabinet"
    source.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    assert produce(source, target, "--reprendre") == 0
    assert "Un autre cabinet" in (target / names[1]).read_text(encoding="utf-8")


def test_a_field_that_a_former_version_did_not_write_loses_no_date(source: Path, target: Path) -> None:
    content = {key: value for key, value in state(target).items() if key != "empreinte"}
    (target / "lot.json").write_text(json.dumps(content), encoding="utf-8")
    assert produce(source, target, "--reprendre") == 0
    assert state(target)["date"] == "2026-11-23"
    assert made(target) == set()


def test_another_date_or_position_or_option(source: Path, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(source, target, "--reprendre", "--date", "2026-12-01") == 0
    assert len(made(target)) == COUNT
    assert state(target)["date"] == "2026-12-01"
    assert produce(source, target, "--reprendre", "--position", "plancher") == 0
    assert 0 < len(made(target)) < COUNT, "those without a gap are the same at any position"
    assert "il passe en plancher" in capsys.readouterr().err
    before = {id_ for id_, row in rows(target).items() if "a_verifier" in row["verdicts"].values()}
    assert produce(source, target, "--reprendre", "--position", "plancher", "--inconnu-comme-absent") == 0
    assert made(target) == before


def test_a_changed_dossier_is_made_again_alone(source: Path, target: Path) -> None:
    items = list(dossiers(COUNT))
    items[4]["prestataire"]["nom"] = "Un autre nom"
    items[5]["contrat"]["titre"] = "Un autre titre"
    for answer in items[8]["reponses"].values():
        if isinstance(answer, dict) and "commentaire" in answer:
            answer["commentaire"] = "une remarque que rien n'imprime"
    source.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    assert produce(source, target, "--reprendre") == 0
    assert made(target) == {"prestataire-00004", "prestataire-00005"}


def test_a_new_dossier_moves_no_other(source: Path, target: Path) -> None:
    before = prints(target)
    items = [*dossiers(COUNT)]
    items.insert(0, {**items[0], "dossier": {"id": "nouveau"}})
    source.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    assert produce(source, target, "--reprendre") == 0
    assert made(target) == {"nouveau"}
    assert {name: print_ for name, print_ in prints(target).items() if not name.startswith("nouveau")} == before


def test_an_edited_clause_touches_exactly_those_that_print_it(source: Path, target: Path, tmp_path: Path) -> None:
    expected = gaps(target, POINT)
    assert 0 < len(expected) < COUNT
    change = overlay(tmp_path, "clause: {titre: Essais de restauration}\n")
    assert produce(source, target, "--reprendre", *change) == 0
    assert made(target) == expected
    assert produce(source, tmp_path / "neuf", *DATE, *change) == 0
    assert prints(target) == prints(tmp_path / "neuf"), "as if all had been made anew, manifests included"
    assert produce(source, target, "--reprendre", *change) == 0
    assert made(target) == set()


def test_a_changed_criterion_touches_exactly_those_whose_documents_change(
    source: Path, target: Path, tmp_path: Path
) -> None:
    before = {id_: row["verdicts"] for id_, row in rows(target).items()}
    measure = "{nature: frequence, au_moins: 12 par an, origine: usage}"
    change = overlay(tmp_path, f"exigence: {{mesure: {measure}}}\npositions: {{cible: {{frequence: 12 par an}}}}\n")
    assert produce(source, tmp_path / "neuf", *DATE, *change) == 0
    after, documents = prints(tmp_path / "neuf"), prints(target)
    different = {
        name.split("/")[0] for name in after if not name.endswith(".json") and after[name] != documents.get(name)
    }
    changed = {id_ for id_, row in rows(tmp_path / "neuf").items() if row["verdicts"] != before[id_]}
    assert changed
    assert changed <= different
    assert produce(source, target, "--reprendre", *change) == 0
    assert made(target) == different
    assert prints(target) == after


def test_what_nothing_prints_touches_no_one(source: Path, target: Path, tmp_path: Path) -> None:
    assert produce(source, target, "--reprendre", *overlay(tmp_path, "note_interne: Ne pas céder.\n")) == 0
    assert made(target) == set()


def test_a_changed_template_touches_everyone(source: Path, target: Path, tmp_path: Path) -> None:
    folder = tmp_path / "modeles"
    folder.mkdir()
    content = (shipped("templates") / "lettre.docx").read_bytes()
    (folder / "lettre.docx").write_bytes(content)
    assert produce(source, target, "--reprendre", "--modeles", str(folder)) == 0
    assert made(target) == set(), "the same template from another place"
    (folder / "lettre.docx").write_bytes((shipped("templates") / "demandes.docx").read_bytes())
    assert produce(source, target, "--reprendre", "--modeles", str(folder)) == 0
    assert len(made(target)) == COUNT


@pytest.mark.parametrize("spoil", ["missing", "empty", "no manifest", "bad manifest", "foreign manifest"])
def test_what_was_spoilt_is_mended(spoil: str, source: Path, target: Path) -> None:
    before = prints(target)
    folder = target / "prestataire-00007"
    manifest = folder / "manifeste.json"
    if spoil == "missing":
        (folder / "lettre.docx").unlink()
    elif spoil == "empty":
        (folder / "lettre.docx").write_bytes(b"")
    elif spoil == "no manifest":
        manifest.unlink()
    elif spoil == "bad manifest":
        manifest.write_text(manifest.read_text(encoding="utf-8")[:500], encoding="utf-8")
    else:
        manifest.write_text(re.sub('"conforme"', '"parfait"', manifest.read_text(encoding="utf-8")), encoding="utf-8")
    assert produce(source, target, "--reprendre") == 0
    assert made(target) == {"prestataire-00007"}
    assert prints(target) == before


def test_a_document_worked_on_by_hand_stays(source: Path, target: Path) -> None:
    edited = target / "prestataire-00003" / "lettre.docx"
    edited.write_bytes(b"ma version")
    assert produce(source, target, "--reprendre") == 0
    assert edited.read_bytes() == b"ma version"


def test_nothing_to_resume_begins(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(source, tmp_path / "autre", "--reprendre", *DATE) == 0
    assert len(made(tmp_path / "autre")) == COUNT
    assert "aucun lot à reprendre" in capsys.readouterr().err
