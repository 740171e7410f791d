"""A faulty dossier of a batch, in whatever way, in whatever command: it is told with its place, the others are done."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.cli.negociation import several
from clausier.files import publish as publishing
from tests.batch.lots import DATE, produce, rows
from tests.negotiation.play import ACCEPTED, TRANSFER, WHO, asked, events, fill, sit_down

BAD, GOOD, OTHER = IDS = ("cabinet-deux", "cabinet-trois", "cabinet-un")
"""In the order in which commands take them: the faulty one comes first."""
EARLY, LATE = ("--date", "2026-12-21"), ("--date", "2027-01-05")
DECIDE = (TRANSFER, "--maintenir", "--motif", "Décidé ensemble", *EARLY)


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch as it was made (`fait`) and as it was sent to (`envoye`), one having accepted all; two other answers."""
    root = tmp_path_factory.mktemp("lot")
    (root / "cabinets").mkdir()
    for id_ in IDS:
        shutil.move(sit_down(root / id_, ("belvedere-logiciel-2026", id_)), root / "cabinets" / f"{id_}.yaml")
    lot, fresh = root / "envoye", root / "fait"
    assert produce(root / "cabinets", lot, *DATE) == 0
    shutil.copytree(lot, fresh)
    assert run(["lot", "envoyer", str(lot), "--le", DATE[1]]) == 0
    (root / "reponses").mkdir()
    for id_ in IDS:
        points = dict.fromkeys(asked(lot / id_ / "dossier.yaml"), ACCEPTED)
        filled = fill(lot / id_ / "tableau.xlsx", points, WHO)
        filled.rename(root / "reponses" / f"{id_}.xlsx")
    first = shutil.move(root / "reponses" / f"{OTHER}.xlsx", root)
    assert run(["reponse", "lire", str(lot), str(first), *EARLY]) == 0
    return root


def overwritten(name: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8") if path.exists() else f"schema: 2\ndossier: {BAD}\nevenements:\n"
        changed = change(text)
        assert changed != text
        path.write_text(changed, encoding="utf-8")

    return spoil


def a_folder(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir()

    return spoil


def forbidden(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).touch()
        FORBIDDEN.append(folder / name)

    return spoil


FORBIDDEN: list[Path] = []


@pytest.fixture(autouse=True)
def _refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As for somebody who has no right to a file: root has all of them."""
    really = os.open

    def opened(path: Any, *given: Any, **named: Any) -> int:
        if Path(os.fsdecode(path)) in FORBIDDEN:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return really(path, *given, **named)

    monkeypatch.setattr(os, "open", opened)
    yield
    FORBIDDEN.clear()


DOSSIER, REGISTER = "dossier.yaml", "negociation.yaml"
FAULTS: dict[str, Callable[[Path], None]] = {
    "a dossier that is no YAML": overwritten(DOSSIER, lambda text: text.replace("cabinet:", "cabinet: [")),
    "a dossier of another name": overwritten(DOSSIER, lambda text: text.replace(BAD, "autre-cabinet")),
    "a dossier without a name": overwritten(DOSSIER, lambda text: text.replace(f"id: {BAD}", "")),
    "a folder for a dossier": a_folder(DOSSIER),
    "a forbidden dossier": forbidden(DOSSIER),
    "a register cut short": overwritten(REGISTER, lambda text: text[: len(text) // 2] + "\n  - ["),
    "a register of another": overwritten(REGISTER, lambda text: text.replace(BAD, "autre-cabinet")),
    "a folder for a register": a_folder(REGISTER),
    "a forbidden register": forbidden(REGISTER),
}
PLACES = {fault: DOSSIER for fault in FAULTS if "dossier" in fault and fault != "a dossier of another name"}
SHORT = ("a dossier that is no YAML", "a forbidden register")
"""For commands that take long."""


def decided(lot: Path, out: Path) -> bool:
    return all("decision" in events(lot / id_ / DOSSIER)[-1] for id_ in (GOOD, OTHER))


def read(lot: Path, out: Path) -> bool:
    return "reponse" in events(lot / GOOD / DOSSIER)[-1]


def sent(lot: Path, out: Path) -> bool:
    return all("envoi" in events(lot / id_ / DOSSIER)[-1] for id_ in (GOOD, OTHER))


def reminded(lot: Path, out: Path) -> bool:
    return (out / GOOD / "lettre.docx").is_file() or (out / GOOD / "relance.docx").is_file()


def concluded(lot: Path, out: Path) -> bool:
    return "conclusion" in events(lot / OTHER / DOSSIER)[-1]


def written(lot: Path, out: Path) -> bool:
    return out.is_file()


def nothing(lot: Path, out: Path) -> bool:
    return True


COMMANDS: dict[str, tuple[str, tuple[str, ...], Callable[[Path, Path], bool]]] = {
    "decider": ("envoye", ("decider", "LOT", *DECIDE, "--tous"), decided),
    "reponse lire": ("envoye", ("reponse", "lire", "LOT", "REPONSES", *EARLY), read),
    "lot envoyer": ("fait", ("lot", "envoyer", "LOT", "--le", DATE[1]), sent),
    "suivre": ("envoye", ("suivre", "LOT"), nothing),
    "suivre --json": ("envoye", ("suivre", "LOT", "--json"), nothing),
    "suivre -o": ("envoye", ("suivre", "LOT", "-o", "OUT.xlsx"), written),
    "suivre --registre": ("envoye", ("suivre", "LOT", "--registre"), nothing),
    "echeances": ("envoye", ("echeances", "LOT", "-o", "OUT.ics"), written),
    "relancer": ("envoye", ("relancer", "LOT", "-o", "OUT", *LATE), reminded),
    "conclure": ("envoye", ("conclure", "LOT", "-o", "OUT", *LATE), concluded),
    "conclure --tous": ("envoye", ("conclure", "LOT", "-o", "OUT", "--tous", *LATE), concluded),
}
LONG = ("relancer", "conclure", "conclure --tous")
CASES = [
    (command, fault)
    for command in COMMANDS
    for fault in FAULTS
    if (command not in LONG or fault in SHORT)
    and (command, fault) != ("lot envoyer", "a dossier of another name")  # it has no register yet that says otherwise
]


def words(command: tuple[str, ...], lot: Path, rounds: Path, out: Path) -> list[str]:
    known = {"LOT": lot, "REPONSES": rounds / "reponses", "OUT": out}
    for word in command:
        known.setdefault(word, out if word.startswith("OUT.") else word)  # type: ignore[arg-type]
    return [str(known[word]) for word in command]


@pytest.mark.parametrize(("command", "fault"), CASES)
def test_a_faulty_dossier_stops_no_other(
    command: str, fault: str, rounds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state, given, done = COMMANDS[command]
    lot, out = shutil.copytree(rounds / state, tmp_path / "sortie"), tmp_path / given[-1]
    FAULTS[fault](lot / BAD)
    capsys.readouterr()
    assert run(words(given, lot, rounds, out)) == 1
    told = capsys.readouterr()
    where = " ".join(told.err.split())
    assert f"Erreur : {BAD}" in where
    assert str(lot / BAD / PLACES.get(fault, REGISTER)) in where
    assert "Traceback" not in told.err
    assert done(lot, out)
    if command == "reponse lire":
        assert "non inscrit" in told.out
        assert GOOD in told.out
    else:
        assert where.split(" pas fait : ")[1].split(".")[0].split(", ")[0] == BAD
        assert GOOD in where.split("Fait : ")[1].split(" ; pas fait")[0] or command.startswith("conclure")


@pytest.mark.parametrize("fault", [one for one in FAULTS if "register" in one])
def test_a_batch_made_again_leaves_what_a_faulty_register_may_have_sent(
    fault: str, rounds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lot = shutil.copytree(rounds / "envoye", tmp_path / "sortie")
    FAULTS[fault](lot / BAD)
    before = {path.name: path.read_bytes() for path in (lot / BAD).iterdir() if path.is_file()}
    assert produce(rounds / "cabinets", lot, *LATE) == 1
    assert {path.name: path.read_bytes() for path in (lot / BAD).iterdir() if path.is_file()} == before
    assert f"- {BAD} : " in capsys.readouterr().err
    assert {id_: row["etat"] for id_, row in rows(lot).items()} == {BAD: "erreur", GOOD: "envoyé", OTHER: "envoyé"}


def test_a_dossier_that_is_gone_is_not_forgotten(
    rounds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lot = shutil.copytree(rounds / "envoye", tmp_path / "sortie")
    (lot / BAD / DOSSIER).unlink()
    assert run(["suivre", str(lot)]) == 1
    told = capsys.readouterr().err
    assert f"Erreur : {BAD} : {lot / BAD / DOSSIER} : le fichier n'existe pas." in told
    assert f"pas fait : {BAD}." in " ".join(told.split())


def test_a_spoilt_list_of_replies_stops_nobody(
    rounds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lot = shutil.copytree(rounds / "envoye", tmp_path / "sortie")
    (lot / ".clausier" / "courrier.yaml").write_text("courrier: [1", encoding="utf-8")
    assert run(["suivre", str(lot), "--json"]) == 1
    told = capsys.readouterr()
    assert len(json.loads(told.out)) == 3
    assert "la liste du courrier reçu est abîmée" in told.err
    assert produce(rounds / "cabinets", lot, *LATE) == 0
    assert "la liste du courrier reçu est abîmée" in " ".join(capsys.readouterr().err.split())


def failing(monkeypatch: pytest.MonkeyPatch, folder: str, error: BaseException) -> None:
    """What happens when the files of a provider are to be put in place."""
    really = publishing.put

    def put(contents: Any, **given: Any) -> None:
        if any(folder in path.parts for path in contents):
            raise error
        really(contents, **given)

    monkeypatch.setattr(publishing, "put", put)


@pytest.mark.parametrize(
    ("error", "first"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), f"Erreur : {GOOD} : impossible d'écrire"),
        (KeyboardInterrupt(), "Interrompu."),
    ],
    ids=["a disk that fills up", "Ctrl-C"],
)
def test_what_was_done_before_a_stop_is_said(
    error: BaseException,
    first: str,
    rounds: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lot = shutil.copytree(rounds / "envoye", tmp_path / "sortie")
    failing(monkeypatch, GOOD, error)
    assert run(["decider", str(lot), *DECIDE, "--tous"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(first)
    assert f"Fait : {BAD} ; pas fait : {GOOD}, {OTHER}." in " ".join(told.split())
    assert "decision" in events(lot / BAD / DOSSIER)[-1]
    assert "decision" not in events(lot / GOOD / DOSSIER)[-1]


def test_an_interruption_after_the_writing_counts_as_done(
    rounds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lot = shutil.copytree(rounds / "envoye", tmp_path / "sortie")
    really = publishing.put

    def put(contents: Any, **given: Any) -> None:
        really(contents, **given)
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "put", put)
    assert run(["decider", str(lot), *DECIDE, "--tous"]) == 1
    assert f"Fait : {BAD} ; pas fait : {GOOD}, {OTHER}." in " ".join(capsys.readouterr().err.split())
    assert "decision" in events(lot / BAD / DOSSIER)[-1]


def test_an_inbox_that_is_stopped_says_what_was_read(
    rounds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lot = shutil.copytree(rounds / "envoye", tmp_path / "sortie")
    failing(monkeypatch, GOOD, KeyboardInterrupt())
    command = ["reponse", "lire", str(lot), str(rounds / "reponses"), *EARLY]
    kept = (lot / ".clausier" / "courrier.yaml").read_bytes()
    assert run(command) == 1
    assert f"Interrompu. Lus : {BAD}.xlsx. Pour les autres, la même commande" in capsys.readouterr().err
    assert (lot / ".clausier" / "courrier.yaml").read_bytes() == kept
    monkeypatch.undo()
    assert run(command) == 0
    assert [len([one for one in events(lot / id_ / DOSSIER) if "reponse" in one]) for id_ in IDS] == [1, 1, 1]


def test_a_reply_that_cannot_be_put_in_its_register_stops_no_other(
    rounds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lot = shutil.copytree(rounds / "envoye", tmp_path / "sortie")
    failing(monkeypatch, BAD, PermissionError(errno.EACCES, "Permission denied"))
    command = ["reponse", "lire", str(lot), str(rounds / "reponses"), *EARLY]
    assert run(command) == 1
    told = capsys.readouterr()
    assert f"Erreur : {BAD}.xlsx : écriture refusée dans" in told.err
    assert "1 non lu" in told.out
    assert "reponse" in events(lot / GOOD / DOSSIER)[-1]
    assert run(["suivre", str(lot / BAD), *LATE]) == 0
    assert "non inscrit" in capsys.readouterr().out
    monkeypatch.undo()
    assert run(command) == 0


def test_long_lists_of_names_are_cut() -> None:
    names = [f"n{number}" for number in range(several.MANY + 2)]
    assert several._names(names).endswith(f"n{several.MANY - 1} et 2 de plus")
    assert several._names([]) == "aucun"
