"""A batch from its source to its folders: what is made, what is kept apart, what goes wrong."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from pathlib import Path

import pytest

from clausier.batch import store
from clausier.cli import run
from clausier.files import locks
from clausier.negotiation.drafts import FOLDER as DRAFTS
from tests.batch.lots import DATE, prints, produce, rows, state
from tests.batch.synthetic import dossier, mark, write_folder, write_lines
from tests.builders import EXAMPLE

COUNT = 60
TEXTS = ("word/document.xml", "xl/sharedStrings.xml", "docProps/core.xml")


@pytest.fixture(scope="module")
def lot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty providers, made once."""
    folder = tmp_path_factory.mktemp("lot")
    assert produce(write_lines(folder / "lot.jsonl", COUNT), folder / "sortie", *DATE) == 0
    return folder / "sortie"


def test_every_provider_has_its_folder(lot: Path) -> None:
    assert len(rows(lot)) == COUNT
    for row in rows(lot).values():
        names = {path.name for path in (lot / row["repertoire"]).iterdir()}
        assert names == {*row["fichiers"], "manifeste.json", "dossier.yaml"}
        gaps = [
            verdict for verdict in row["verdicts"].values() if verdict not in ("conforme", "sans_objet", "a_verifier")
        ]
        assert bool(gaps) is bool({"avenant.docx", "conditions-particulieres.docx"} & names)
    assert state(lot)["etat"] == "terminé"
    assert not list(lot.rglob("*.tmp"))


def test_same_bytes_as_one_by_one(lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(0, COUNT, 7):
        source = tmp_path / f"{number}.yaml"
        source.write_text(json.dumps(dossier(number), ensure_ascii=False), encoding="utf-8")
        assert run(["rediger", str(source), "-o", str(tmp_path / "un"), *DATE]) == 0
        alone = {path.name: path.read_bytes() for path in (tmp_path / "un").iterdir()}
        draft = DRAFTS / f"{json.loads(alone['manifeste.json'])['brouillon']}.yaml"
        assert (lot / draft).read_bytes() == (tmp_path / draft).read_bytes()
        folder = lot / f"prestataire-{number:05d}"
        assert {name: (folder / name).read_bytes() for name in alone} == alone
        for path in (tmp_path / "un").iterdir():
            path.unlink()


def test_nothing_of_a_provider_enters_another_s_documents(lot: Path) -> None:
    seen = 0
    for number in range(COUNT):
        for path in (lot / f"prestataire-{number:05d}").iterdir():
            texts = _texts(path)
            assert "Zq" not in texts.replace(mark(number), "")
            seen += mark(number) in texts
    assert seen > 4 * COUNT


def _texts(path: Path) -> str:
    if path.suffix in (".json", ".yaml"):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))


def test_worker_processes_and_folders_give_the_same(lot: Path, tmp_path: Path) -> None:
    source = write_folder(tmp_path / "dossiers", 12)
    assert produce(source, tmp_path / "sortie", *DATE, "--travailleurs", "2") == 0
    expected = {name: print_ for name, print_ in prints(lot).items() if int(name[12:17]) < 12}
    assert prints(tmp_path / "sortie") == expected
    assert list(rows(tmp_path / "sortie")) == [f"prestataire-{number:05d}" for number in range(12)]


def test_only_the_documents_asked(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "lot.jsonl", 3)
    assert produce(source, tmp_path / "sortie", *DATE, "--documents", "lettre,conditions-particulieres") == 0
    names = {path.name for path in (tmp_path / "sortie").glob("[!.]*/*")} - {"dossier.yaml"}
    assert {"lettre.docx", "manifeste.json"} < names
    assert names <= {"lettre.docx", "avenant.docx", "conditions-particulieres.docx", "manifeste.json"}
    before = prints(tmp_path / "sortie")
    assert produce(source, tmp_path / "sortie", *DATE, "--reprendre") == 0
    after = prints(tmp_path / "sortie")
    assert len(after) > len(before)
    assert all(after[name] == print_ for name, print_ in before.items() if not name.endswith(".json"))
    assert produce(source, tmp_path / "tout", *DATE) == 0
    assert prints(tmp_path / "tout") == after


def test_unknown_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(tmp_path, tmp_path / "sortie", "--documents", "letre") == 2
    assert "« letre » n'est pas un document. Valeurs admises : lettre, avenant" in capsys.readouterr().err


def test_a_document_that_is_no_more_due_goes(tmp_path: Path) -> None:
    source = tmp_path / "lot.jsonl"
    item = dossier(3)
    for status, name in (("signe", "avenant.docx"), ("non_signe", "conditions-particulieres.docx")):
        item["contrat"]["etat"] = status
        source.write_text(json.dumps(item), encoding="utf-8")
        assert produce(source, tmp_path / "sortie", *DATE, "--reprendre") == 0
        acts = [path.name for path in (tmp_path / "sortie" / "prestataire-00003").glob("*.docx")]
        assert sorted(acts) == sorted({"lettre.docx", name, "demandes.docx", "synthese.docx", "reponse.docx"})


def test_an_archive_holds_what_may_leave_the_practice(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "lot.jsonl", 4)
    assert produce(source, tmp_path / "sortie", *DATE, "--zip") == 0
    archive = tmp_path / "sortie" / "prestataire-00003.zip"
    with zipfile.ZipFile(archive) as content:
        names = {Path(name).name for name in content.namelist()}
    assert {"lettre.docx", "demandes.docx", "reponse.docx", "tableau.xlsx"} < names
    assert not {"synthese.docx", "manifeste.json"} & names
    before = archive.read_bytes()
    assert produce(source, tmp_path / "sortie", *DATE, "--zip") == 0
    assert archive.read_bytes() == before
    assert produce(source, tmp_path / "sortie", "--date", "2026-11-24") == 0
    assert not archive.exists()


def test_a_faulty_dossier_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_folder(tmp_path / "dossiers", 8)
    (source / "prestataire-00002.yaml").write_text("dossier: [", encoding="utf-8")
    (source / "prestataire-00004.yaml").write_bytes(b"\xff\xfe")
    (source / "prestataire-00005.yaml").unlink()
    (source / "prestataire-00005.yaml").mkdir()
    wrong = dossier(6)
    wrong["reponses"]["perimetre-service"] = "oui"
    (source / "prestataire-00006.yaml").write_text(json.dumps(wrong), encoding="utf-8")
    assert produce(source, tmp_path / "sortie", *DATE) == 1
    states = [row["etat"] for row in rows(tmp_path / "sortie").values()]
    assert states == ["produit", "produit", "erreur", "produit", "erreur", "erreur", "erreur", "produit"]
    told = capsys.readouterr()
    assert "prestataire-00006.yaml" in told.err
    assert "le point « perimetre-service » n'existe pas. Vouliez-vous dire « perimetre-services »" in told.err
    assert "8 dossiers : 4 produits, 0 à jour, 4 en erreur" in told.out
    assert (tmp_path / "sortie" / "suivi.xlsx").is_file()


def test_a_place_that_cannot_be_written_costs_only_its_provider(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = write_lines(tmp_path / "lot.jsonl", 3), tmp_path / "sortie"
    target.mkdir()
    (target / "prestataire-00001").write_text("x")
    assert produce(source, target, *DATE) == 1
    assert [row["etat"] for row in rows(target).values()] == ["produit", "erreur", "produit"]
    assert "un fichier porte déjà ce nom sur le chemin. Le déplacer." in capsys.readouterr().err
    assert (target / "prestataire-00001").read_text() == "x"


@pytest.mark.parametrize(("code", "told"), [(errno.EACCES, "écriture refusée"), (errno.EIO, "impossible d'écrire")])
def test_a_refused_file_costs_only_its_provider(
    code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _failing(monkeypatch, code, "prestataire-00001")
    assert produce(write_lines(tmp_path / "lot.jsonl", 3), tmp_path / "sortie", *DATE) == 1
    assert [row["etat"] for row in rows(tmp_path / "sortie").values()] == ["produit", "erreur", "produit"]
    assert told in capsys.readouterr().err
    assert not (tmp_path / "sortie" / "prestataire-00001" / "manifeste.json").exists()
    assert not list((tmp_path / "sortie").rglob("*.tmp"))


def test_a_full_disk_stops_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = write_lines(tmp_path / "lot.jsonl", 6), tmp_path / "sortie"
    with monkeypatch.context() as patch:
        _failing(patch, errno.ENOSPC, "prestataire-00002")
        assert produce(source, target, *DATE) == 1
    assert [row["etat"] for row in rows(target).values()] == ["produit", "produit", "erreur"]
    assert "plus de place sur le disque" in capsys.readouterr().err
    assert produce(source, target, "--reprendre") == 0
    assert [row["etat"] for row in rows(target).values()] == ["à jour"] * 2 + ["produit"] * 4
    assert state(target)["date"] == "2026-11-23"


def _failing(patch: pytest.MonkeyPatch, code: int, folder: str) -> None:
    replace = os.replace

    def fail(source: str | Path, target: str | Path) -> None:
        if folder in str(target) and Path(target).name == "demandes.docx":
            raise OSError(code, os.strerror(code), str(target))
        replace(source, target)

    patch.setattr(store.os, "replace", fail)


def test_two_runs_in_one_folder_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = write_lines(tmp_path / "lot.jsonl", 1), tmp_path / "sortie"
    monkeypatch.setattr(locks, "WAIT", 0.1)
    target.mkdir()
    with locks.held(target):
        assert produce(source, target, *DATE) == 1
    assert f"une autre commande clausier travaille dans « {target} »" in capsys.readouterr().err
    assert [path.name for path in target.iterdir()] == [locks.LOCK.parent.name]
    assert produce(source, target, *DATE) == 0


def test_what_a_stopped_run_left_is_cleaned_and_nothing_else(tmp_path: Path) -> None:
    source, target = write_lines(tmp_path / "lot.jsonl", 1), tmp_path / "sortie"
    folder = target / "prestataire-00000"
    folder.mkdir(parents=True)
    strays = [
        folder / ".clausier-0123456789abcdef-1.tmp",
        folder / ".clausier-0123456789abcdef-2.old",
        target / ".clausier-fedcba9876543210.tmp",
    ]
    kept = [
        folder / "notes.tmp",
        folder / ".clausier-notes.tmp",
        folder / "lettre relue.docx",
        folder / ".~lock.lettre.docx#",
        target / "a.tmp",
    ]
    for path in (*strays, *kept):
        path.write_text("x")
    assert produce(source, target, *DATE) == 0
    assert not any(path.exists() for path in strays)
    assert all(path.exists() for path in kept)


def test_ids_that_differ_by_case_have_two_folders(tmp_path: Path) -> None:
    source = tmp_path / "lot.jsonl"
    ids = ("cabinet", "Cabinet", "CON", "a.", "x" * 100)
    items = [{**dossier(number), "dossier": {"id": id_}} for number, id_ in enumerate(ids)]
    source.write_text("\n".join(json.dumps(item) for item in items), encoding="utf-8")
    assert produce(source, tmp_path / "sortie", *DATE) == 0
    folders = {row["repertoire"].casefold() for row in rows(tmp_path / "sortie").values()}
    assert len(folders) == 5
    assert all((tmp_path / "sortie" / folder / "lettre.docx").is_file() for folder in folders)


@pytest.mark.parametrize("id_", ["../fuite", "🦷", "x" * 300, "", "a/b", ".."])
def test_an_id_that_no_folder_could_bear_is_refused(id_: str, tmp_path: Path) -> None:
    source = tmp_path / "lot.jsonl"
    source.write_text(json.dumps({**dossier(0), "dossier": {"id": id_}}), encoding="utf-8")
    assert produce(source, tmp_path / "sortie", *DATE) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"lot.jsonl", "sortie"}
    assert [path.name for path in (tmp_path / "sortie").iterdir() if path.is_dir()] == [locks.LOCK.parent.name]


def test_a_dossier_may_say_how_much_it_asks_unless_the_batch_does(tmp_path: Path) -> None:
    told = EXAMPLE.read_text(encoding="utf-8") + "\npoints_demandes: {ampleur: essentiel}\n"
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "un.yaml").write_text(told, encoding="utf-8")
    words = ("--documents", "second-temps")
    assert produce(tmp_path / "source", tmp_path / "lot", *words) == 0
    assert [*(tmp_path / "lot").glob("*/second-temps.docx")]
    assert produce(tmp_path / "source", tmp_path / "tout", *words, "--ampleur", "complet") == 0
    assert not [*(tmp_path / "tout").glob("*/second-temps.docx")]
