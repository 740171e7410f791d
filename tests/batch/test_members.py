"""Providers that are no more in the source of a batch: told, left out, put away."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from clausier.batch.members import members
from clausier.batch.naming import folder_name
from clausier.cli import run
from tests.batch.lots import DATE, produce
from tests.batch.synthetic import dossier

HERE, GONE = "prestataire-00000", "prestataire-00001"


def write(source: Path, items: Iterable[dict[str, Any]]) -> Path:
    source.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    return source


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "lot.jsonl", map(dossier, range(3)))


@pytest.fixture
def lot(tmp_path: Path, source: Path) -> Path:
    """Three providers, all sent to, the second then withdrawn from the source."""
    target = tmp_path / "sortie"
    assert produce(source, target, *DATE, "--zip") == 0
    assert run(["lot", "envoyer", str(target), "--le", DATE[1]]) == 0
    write(source, map(dossier, (0, 2)))
    return target


def withdrawn(lot: Path) -> list[str]:
    return [folder.name for folder in members(lot).withdrawn]


def test_a_provider_withdrawn_is_told_and_left_out(
    source: Path, lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert withdrawn(lot) == []
    capsys.readouterr()
    assert produce(source, lot, "--reprendre") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "1 répertoire n'est plus dans la source : suivre, relancer, echeances et lot envoyer" in told
    assert f"{GONE} ; sa négociation reste dans ce répertoire" in told
    assert "avec --archiver" in told
    assert withdrawn(lot) == [GONE]
    left = f"laissés de côté, car ils ne sont plus dans la source du lot : {GONE}."
    for words in (
        ("suivre", lot, "--json", "--date", "2027-03-01"),
        ("echeances", lot, "-o", tmp_path / "e.ics"),
        ("relancer", lot, "-o", tmp_path / "relances", "--date", "2027-03-01"),
    ):
        assert run([str(word) for word in words]) == 0
        said = capsys.readouterr()
        assert left in " ".join(said.err.split())
        assert GONE not in said.out
    assert {path.name for path in (tmp_path / "relances").iterdir()} == {HERE, "prestataire-00002"}
    assert run(["lot", "envoyer", str(lot), GONE]) == 2
    assert f"« {GONE} » n'est pas un dossier de ce lot" in capsys.readouterr().err
    assert run(["suivre", str(lot / GONE)]) == 0


def test_it_is_put_away_when_that_is_asked(source: Path, lot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = (lot / GONE / "negociation.yaml").read_bytes()
    assert produce(source, lot, "--reprendre", "--archiver") == 0
    assert f"{GONE} → {lot / 'archives' / GONE}" in " ".join(capsys.readouterr().out.split())
    assert not (lot / GONE).exists()
    assert not (lot / f"{GONE}.zip").exists()
    assert (lot / "archives" / GONE / "negociation.yaml").read_bytes() == register
    assert (lot / "archives" / f"{GONE}.zip").is_file()
    assert run(["suivre", str(lot)]) == 0
    assert "laissés de côté" not in capsys.readouterr().err
    write(source, map(dossier, range(3)))
    assert produce(source, lot, "--reprendre") == 0
    write(source, map(dossier, (0, 2)))
    assert produce(source, lot, "--reprendre", "--archiver") == 0
    assert {path.name for path in (lot / "archives").iterdir()} == {GONE, f"{GONE}.zip", f"{GONE}-2"}


def test_a_changed_id_is_told_as_such(source: Path, lot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(source, [dossier(0), {**dossier(1), "dossier": {"id": "nouvel-identifiant"}}, dossier(2)])
    capsys.readouterr()
    assert produce(source, lot, "--reprendre") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"{GONE} ; même client, prestataire et contrat que nouvel-identifiant : identifiant changé ?" in told


def test_a_provider_whose_dossier_is_faulty_is_not_withdrawn(source: Path, lot: Path) -> None:
    faulty = {**dossier(1), "contrat": {"titre": "Contrat"}}
    write(source, [dossier(0), faulty, dossier(2)])
    assert produce(source, lot, "--reprendre") == 1
    assert withdrawn(lot) == []


@pytest.mark.parametrize("how", ["stopped", "no id", "spoilt"])
def test_nobody_is_withdrawn_from_a_batch_that_does_not_tell_all(
    how: str, source: Path, lot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert produce(source, lot, "--reprendre") == 0
    path = lot / "lot.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    if how == "stopped":
        content["etat"] = "interrompu"
    elif how == "no id":
        content["prestataires"][0]["id"] = ""
    path.write_text("[" if how == "spoilt" else json.dumps(content), encoding="utf-8")
    assert (withdrawn(lot), members(lot).known) == ([], False)
    assert len(members(lot).current) == 3


def test_what_cannot_be_known_is_not_put_away(source: Path, lot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_text(f"{json.dumps(dossier(0))}\nnon", encoding="utf-8")
    assert produce(source, lot, "--reprendre", "--archiver") == 1
    assert "--archiver : rien n'est rangé" in " ".join(capsys.readouterr().err.split())
    assert (lot / GONE).is_dir()


def test_no_provider_bears_the_name_of_the_archives() -> None:
    assert folder_name("archives") != "archives"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("lettre,avenant,demandes,synthese,reponse", "Sans : tableau (--documents)."),
        (
            "lettre,avenant",
            "Sans : demandes, synthese, reponse, tableau (--documents). Sans reponse ni tableau, le prestataire répond "
            "hors des formulaires : clausier reponse noter.",
        ),
    ],
)
def test_what_documents_leave_out_is_told(
    words: str, told: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert produce(source, tmp_path / "autre", *DATE, "--documents", words) == 0
    assert f"{told} Pour vous" in " ".join(capsys.readouterr().out.split())


def test_all_documents_leave_nothing_out(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(source, tmp_path / "autre", *DATE) == 0
    assert "--documents" not in capsys.readouterr().out
