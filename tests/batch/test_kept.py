"""What a batch never writes over: what was sent, and what a person edited."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.negotiation.drafts import FOLDER as DRAFTS
from tests.batch.lots import DATE, made, prints, produce, rows, state
from tests.batch.synthetic import dossier, write_lines

SENT, UNSENT = "prestataire-00001", "prestataire-00003"
AGAIN = pytest.mark.parametrize("again", [("--reprendre",), DATE], ids=["reprendre", "de nouveau"])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "lot.jsonl", 4)


@pytest.fixture
def lot(tmp_path: Path, source: Path) -> Path:
    assert produce(source, tmp_path / "sortie", *DATE) == 0
    return tmp_path / "sortie"


def send(lot: Path, *ids: str) -> None:
    assert run(["lot", "envoyer", str(lot), *ids, "--le", DATE[1]]) == 0


def change(source: Path, *numbers: int) -> None:
    """Another title for the contracts of these providers."""
    items: list[dict[str, Any]] = [dossier(number) for number in range(4)]
    for number in numbers:
        items[number]["contrat"]["titre"] = "Un autre titre"
    source.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")


@AGAIN
def test_what_was_sent_stays_as_it_is(
    again: tuple[str, ...], source: Path, lot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    send(lot, SENT)
    before = {name: print_ for name, print_ in prints(lot).items() if name.startswith(SENT)}
    assert f"{SENT}/negociation.yaml" in before
    change(source, 1, 3)
    capsys.readouterr()
    assert produce(source, lot, *again, "--position", "plancher") == 0
    assert {name: print_ for name, print_ in prints(lot).items() if name.startswith(SENT)} == before
    assert rows(lot)[SENT]["etat"] == "envoyé"
    assert rows(lot)[SENT]["verdicts"]
    assert "a changé dans la source depuis l'envoi" in rows(lot)[SENT]["avertissements"][-1]
    assert rows(lot)[UNSENT]["etat"] == "produit"
    assert state(lot)["bilan"]["envoyes"] == 1
    told = capsys.readouterr().out
    assert ", 0 en erreur, 1 déjà envoyé." in told
    assert f"clausier relancer {lot} -o relances" in told


def test_even_what_was_sent_and_lost_its_manifest(source: Path, lot: Path) -> None:
    send(lot, SENT)
    expected = rows(lot)[SENT]["verdicts"]
    (lot / SENT / "manifeste.json").unlink()
    before = prints(lot)
    assert produce(source, lot, "--reprendre", "--ecraser") == 0
    assert prints(lot) == before
    assert (rows(lot)[SENT]["etat"], rows(lot)[SENT]["verdicts"]) == ("envoyé", expected)


def test_later_rounds_stay(source: Path, lot: Path) -> None:
    send(lot, SENT)
    target = lot / SENT / "rappel"
    assert run(["relancer", str(lot / SENT), "-o", str(target), "--date", "2027-03-01"]) == 0
    before = {path: path.read_bytes() for path in (*target.iterdir(), *(lot / DRAFTS).iterdir())}
    change(source, 1, 3)
    assert produce(source, lot, "--reprendre") == 0
    assert {path: path.read_bytes() for path in before} == before
    assert run(["envoyer", str(lot / SENT), str(target), "--le", "2027-03-01"]) == 0


def test_a_sending_taken_back_binds_nobody(source: Path, lot: Path) -> None:
    send(lot, SENT)
    assert run(["annuler", str(lot / SENT)]) == 0
    register = (lot / SENT / "negociation.yaml").read_bytes()
    change(source, 1)
    assert produce(source, lot, "--reprendre") == 0
    assert made(lot) == {SENT}
    assert (lot / SENT / "negociation.yaml").read_bytes() == register


def test_sendings_of_an_old_register_are_to_be_confirmed(source: Path, lot: Path) -> None:
    send(lot, SENT)
    path = lot / SENT / "negociation.yaml"
    text = path.read_text(encoding="utf-8").replace("schema: 3", "schema: 1").replace('- numero: "1"\n  ', "- ")
    text = re.sub("  sceau: .*\nfin: .*\n", "", text)
    path.write_text(text, encoding="utf-8")
    before = prints(lot)
    change(source, 1)
    assert produce(source, lot, "--reprendre") == 0
    assert rows(lot)[SENT]["etat"] == "à confirmer"
    assert prints(lot) == before


@AGAIN
@pytest.mark.parametrize("name", ["lettre.docx", "tableau.xlsx", "dossier.yaml"])
def test_what_a_person_edited_is_not_written_over(
    name: str, again: tuple[str, ...], source: Path, lot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = lot / UNSENT / name
    mine = edited.read_bytes().replace(b"Nantes", b"Rennes") + b"\n# ma version\n"
    edited.write_bytes(mine)
    change(source, 1, 3)
    before = prints(lot)
    assert produce(source, lot, *again) == 1
    assert edited.read_bytes() == mine
    now = prints(lot)
    assert {one for one in now if now[one] != before[one]} >= {f"{SENT}/lettre.docx"}
    assert {one: now[one] for one in now if one.startswith(UNSENT)} == {
        one: before[one] for one in before if one.startswith(UNSENT)
    }
    assert rows(lot)[UNSENT]["etat"] == "erreur"
    assert f"d'une autre origine : {name}. " in rows(lot)[UNSENT]["problemes"][0]
    assert f"- {UNSENT} : modifié depuis sa rédaction" in capsys.readouterr().err
    assert produce(source, lot, *again, "--ecraser") == 0
    assert edited.read_bytes() != mine
    assert produce(source, lot, "--reprendre") == 0
    assert made(lot) == set()


def test_a_dossier_laid_out_otherwise_is_not_edited(source: Path, lot: Path) -> None:
    """What counts is what it says: comments and the order of its lines are nobody's answers."""
    path = lot / UNSENT / "dossier.yaml"
    path.write_text(f"# relu le 24\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    change(source, 3)
    assert produce(source, lot, "--reprendre") == 0
    assert made(lot) == {UNSENT}
    assert "Un autre titre" in path.read_text(encoding="utf-8")


def test_an_edited_document_that_no_longer_applies_is_kept_under_another_name(source: Path, lot: Path) -> None:
    signed = dossier(3)["contrat"]["etat"] == "signe"
    old = "avenant.docx" if signed else "conditions-particulieres.docx"
    (lot / UNSENT / old).write_bytes(b"ma version")
    item = dossier(3)
    item["contrat"]["etat"] = "non_signe" if signed else "signe"
    source.write_text("\n".join(json.dumps(one) for one in (*map(dossier, range(3)), item)), encoding="utf-8")
    assert produce(source, lot, "--reprendre") == 0
    assert not (lot / UNSENT / old).exists()
    assert (lot / UNSENT / old.replace(".docx", " (modifié).docx")).read_bytes() == b"ma version"


@AGAIN
def test_a_folder_that_lost_its_manifest_is_not_written_over(
    again: tuple[str, ...], source: Path, lot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = lot / UNSENT / "lettre.docx"
    (lot / UNSENT / "manifeste.json").unlink()
    letter.write_bytes(letter.read_bytes() + b"de la main de quelqu'un")
    before = prints(lot)
    assert produce(source, lot, *again) == 1
    assert "d'une autre origine : lettre.docx" in capsys.readouterr().err
    assert {name: print_ for name, print_ in prints(lot).items() if name in before} == before
    assert produce(source, lot, *again, "--ecraser") == 0
    assert (lot / UNSENT / "manifeste.json").is_file()
