"""`rediger --contrat`: the provider's contract marked beside the other documents, sent, sent back, read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from lxml import etree

from clausier.cli import run
from clausier.documents.manifest import digest
from tests.builders import ROOT
from tests.negotiation.play import call, events
from tests.office.marking.changes import accept, reject
from tests.office.word_files import members, repacked
from tests.page.desk import seated

EXAMPLE = ROOT / "examples" / "infogerance-non-signee"
MARKED, BODY, AUTHOR = "contrat-annote.docx", "word/document.xml", "Cabinet médical des Glycines"
DAY = ("--date", "2026-11-23")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with its contract, and a first draft on it."""
    folder = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("pret") / "cabinet")
    call("rediger", folder / "dossier.yaml", "-o", folder / "sortie", "--contrat", folder / "contrat.docx", *DAY)
    return folder


@pytest.fixture
def folder(ready: Path, tmp_path: Path) -> Path:
    return shutil.copytree(ready, tmp_path / "cabinet")


def draft(folder: Path, *more: object) -> int:
    words = ("rediger", folder / "dossier.yaml", "-o", folder / "sortie", *DAY, *more)
    return run([str(word) for word in words])


def sent_back(folder: Path, name: str, accepted: bool) -> Path:
    """The marked contract once all is accepted, or rejected."""
    change = accept if accepted else reject
    content = (folder / "sortie" / MARKED).read_bytes()
    root = change(etree.fromstring(members(content)[BODY]), AUTHOR)
    path = folder / name
    path.write_bytes(repacked(content, lambda parts: {**parts, BODY: etree.tostring(root)}))
    return path


def test_it_stands_in_the_folder_and_the_manifest_and_is_the_same_again(folder: Path) -> None:
    first = (folder / "sortie" / MARKED).read_bytes()
    told = json.loads((folder / "sortie" / "manifeste.json").read_text(encoding="utf-8"))
    assert told["produit"][MARKED] == digest(first)
    assert told["lu"]["contrat"] == digest((folder / "contrat.docx").read_bytes())
    assert draft(folder, "--contrat", folder / "contrat.docx") == 0
    assert (folder / "sortie" / MARKED).read_bytes() == first


def test_drafted_without_it_it_goes_and_edited_it_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(folder / "sortie", folder / "autre")
    assert draft(folder) == 0
    assert not (folder / "sortie" / MARKED).exists()
    shutil.rmtree(folder / "sortie")
    (folder / "autre").rename(folder / "sortie")
    sent_back(folder, f"sortie/{MARKED}", accepted=True)
    assert draft(folder, "--contrat", folder / "contrat.docx") == 1
    assert f"modifié depuis sa rédaction, ou d'une autre origine : {MARKED}" in " ".join(
        capsys.readouterr().err.split()
    )


def test_a_contract_that_cannot_be_marked_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in sorted((folder / "sortie").iterdir())}
    for name, said in (
        ("contrat.pdf", "seul un contrat au format Word (.docx) peut être annoté"),
        ("absent.docx", "le fichier n'existe pas"),
        (f"sortie/{MARKED}", "ce document est déjà de clausier"),
    ):
        assert draft(folder, "--position", "repli", "--contrat", folder / name) == 3
        assert said in " ".join(capsys.readouterr().err.split())
    assert before == {path: path.read_bytes() for path in sorted((folder / "sortie").iterdir())}


def test_without_a_request_there_is_nothing_to_mark(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "dossier.yaml"
    head, _, _ = path.read_text(encoding="utf-8").partition("\nreponses:")
    path.write_text(f"{head}\n", encoding="utf-8")
    assert draft(folder, "--contrat", folder / "contrat.docx") == 0
    assert "rien n'est demandé : le contrat n'est pas annoté" in " ".join(capsys.readouterr().err.split())
    assert not (folder / "sortie" / MARKED).exists()


def test_a_spoilt_reading_is_told_and_the_answers_give_the_places(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = (folder / "sortie" / MARKED).read_bytes()
    (folder / "dossier.lecture.yaml").write_text("schema: '9'\n", encoding="utf-8")
    assert draft(folder, "--contrat", folder / "contrat.docx") == 0
    assert "ce n'est pas une lecture de cette version" in " ".join(capsys.readouterr().err.split())
    assert (folder / "sortie" / MARKED).read_bytes() == first


def test_what_comes_back_is_a_reply_and_the_latest_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = folder / "dossier.yaml"
    call("envoyer", folder, folder / "sortie", "--le", "2026-11-23")
    assert MARKED in events(dossier)[0]["envoi"]["fichiers"]
    refused = sent_back(folder, "refus.docx", accepted=False)
    call("reponse", "lire", folder, refused, "--date", "2026-12-01")
    call("reponse", "lire", folder, sent_back(folder, "accord.docx", accepted=True), "--date", "2026-12-04")
    for event, grade in zip(events(dossier)[1:], ("refusé", "accepté, sans nom, qualité ou date"), strict=True):
        received = event["reponse"]
        assert received["formulaire"] == "contrat annoté"
        assert {one["appreciation"].startswith(grade) for one in received["appreciations"].values()} == {True}
    capsys.readouterr()
    call("suivre", folder, "--date", "2026-12-05", "--json")
    told = json.loads(capsys.readouterr().out)
    assert {one["etat"] for one in told["demandes"]} == {"à vérifier"}
    call("reponse", "lire", folder, folder / "sortie" / MARKED, "--date", "2026-12-06")
    assert len(events(dossier)) == 3, "sent back as it was sent, it says nothing"


def test_the_page_reads_it_as_the_command_does(folder: Path) -> None:
    call("envoyer", folder, folder / "sortie", "--le", "2026-11-23")
    back = sent_back(folder, "retour.docx", accepted=True)
    desk = seated(folder.parent)
    dropped = desk.send("/dossiers/cabinet/suivi/reponse", files=[("fichiers", (back.name, back.read_bytes()))])
    assert "ne vaut pas accord" in dropped.text
    (by_page,) = events(folder / "dossier.yaml")[1:]
    call("annuler", folder, "--evenement", "2", "--le", DAY[1])
    call("reponse", "lire", folder, back, *DAY)
    assert events(folder / "dossier.yaml")[-1]["reponse"]["appreciations"] == by_page["reponse"]["appreciations"]


def test_edited_before_it_is_sent_it_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent_back(folder, f"sortie/{MARKED}", accepted=True)
    call("envoyer", folder, folder / "sortie", "--le", "2026-11-23")
    assert f"{MARKED} a été modifié depuis sa rédaction" in " ".join("".join(capsys.readouterr()).split())
