"""What each command that changes files holds, and what it does when another program changes them meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from filelock import FileLock, Timeout

from clausier.batch import kept, store
from clausier.cli import clausier, run
from clausier.cli.french import Command
from clausier.files import locks
from clausier.files import publish as publishing
from clausier.files.seen import TIMES
from clausier.negotiation.register import read_register, register_path, with_events
from tests.batch.lots import DATE, produce
from tests.cli.contracts import OPEN, lay_reading
from tests.forms import edits
from tests.negotiation.play import ACCEPTED, DELAY, TRANSFER, WHO, asked, call, events, fill, sit_down

EARLY, LATE = ("--date", "2026-12-21"), ("--date", "2027-01-05")
SAID = ("--par", "Claude Spécimen", "--qualite", "gérante", "--le", "2026-12-18", "--source", "courriel")
BUSY = "une autre commande clausier travaille dans « {home} »."
ID = "belvedere-logiciel-2026"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that the commands below need: a dossier sent to, an answer, a questionnaire, a library, a batch."""
    root = tmp_path_factory.mktemp("pret")
    dossier = sit_down(root / "cabinet")
    call("rediger", dossier, "-o", root / "tour-1", "--date", DATE[1])
    call("envoyer", dossier, root / "tour-1", "--le", DATE[1])
    call("rediger", dossier, "-o", root / "tour-2", "--date", "2026-11-24", "--position", "repli")
    fill(root / "tour-1" / "tableau.xlsx", dict.fromkeys(asked(dossier), ACCEPTED), WHO).rename(root / "reponse.xlsx")
    shutil.copytree(dossier.parent, root / "accord")
    call("reponse", "lire", root / "accord", root / "reponse.xlsx", *EARLY)
    call("questionnaire", "creer", "--dossier", dossier, "-o", root / "q.xlsx")
    edits.typed(root / "q.xlsx", "Points", "perimetre-services", constat="partiel")
    call("bibliotheque", "nouvelle", root / "maison")
    (root / "contrat.txt").write_text("Le prestataire sauvegarde les données chaque jour.\n", encoding="utf-8")
    lay_reading(dossier, OPEN)
    (root / "sources").mkdir()
    shutil.copy(dossier, root / "sources")
    assert produce(root / "sources", root / "lot", *DATE) == 0
    return root


@pytest.fixture
def root(ready: Path, tmp_path: Path) -> Path:
    return shutil.copytree(ready, tmp_path / "tout")


CHANGING: dict[str, tuple[str, str]] = {
    "rediger": ("cabinet", f"rediger cabinet/dossier.yaml -o neuf --date {DATE[1]}"),
    "envoyer": ("cabinet", "envoyer cabinet tour-2 --le 2026-11-25"),
    "relancer": ("cabinet", "relancer cabinet/dossier.yaml -o neuf --date 2027-01-05"),
    "decider": ("cabinet", f"decider cabinet/dossier.yaml {DELAY} --maintenir --motif Ainsi --date 2026-12-21"),
    "annuler": ("cabinet", "annuler cabinet/dossier.yaml --le 2026-12-21"),
    "conclure": ("accord", "conclure accord/dossier.yaml -o neuf --date 2027-01-05"),
    "reponse lire": ("cabinet", "reponse lire cabinet/dossier.yaml reponse.xlsx --date 2026-12-21"),
    "reponse noter": ("cabinet", f"reponse noter cabinet {DELAY} --refuse {' '.join(SAID)} --date 2026-12-21"),
    "questionnaire lire": ("cabinet", "questionnaire lire q.xlsx -o cabinet/dossier.yaml --ecraser"),
    "lire": ("cabinet", "lire contrat.txt -o cabinet/dossier.yaml"),
    "confirmer": ("cabinet", "confirmer cabinet/dossier.yaml --sures"),
    "lot produire": ("lot", f"lot produire sources -o lot --date {LATE[1]}"),
    "lot envoyer": ("lot", f"lot envoyer lot --le {DATE[1]}"),
    "lot courriels": ("lot", "lot courriels lot"),
    "bibliotheque fondements valider": ("maison", "bibliotheque fondements valider csp-l1111-8 --par Me --dans maison"),
    "bibliotheque valider": ("maison", "bibliotheque valider 4.5 --par Me --dans maison"),
}
"""Each command that changes what it read: the folder that it holds, and how it is typed."""
EDITED = {
    "lot produire": "lot/belvedere-logiciel-2026/manifeste.json",
    "lot envoyer": "lot/belvedere-logiciel-2026/dossier.yaml",
    "lot courriels": "lot/belvedere-logiciel-2026/dossier.yaml",
    "bibliotheque fondements valider": "maison/bibliotheque.yaml",
    "bibliotheque valider": "maison/bibliotheque.yaml",
}
"""What another program changes; the dossier of the folder if nothing is said."""


def typed(name: str, root: Path) -> list[str]:
    """The command, its paths in `root`."""
    own = {path.name for path in root.iterdir()} | {"neuf"}
    line = CHANGING[name][1].replace(" ".join(SAID), "@")
    words = [word for each in line.split() for word in (SAID if each == "@" else (each,))]
    verbs = len(name.split())
    return [*words[:verbs], *(str(root / word) if word.split("/")[0] in own else word for word in words[verbs:])]


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def test_what_changes_files_holds_them() -> None:
    holding = {name for name, one in commands(clausier) if isinstance(one, Command) and one.holds is not None}
    assert holding == CHANGING.keys() - {"lot produire"}  # which makes its folder, once its source was read


def held(home: Path) -> bool:
    try:
        with FileLock(home / locks.LOCK).acquire(timeout=0):
            return False
    except Timeout:
        return True


def meddled(monkeypatch: pytest.MonkeyPatch, home: Path, meddle: Callable[[int], None]) -> list[bool]:
    """Another program does something just before files are put in place; was the folder held each time?"""
    really, times = publishing.put, list[bool]()

    def put(contents: Any, **given: Any) -> None:
        times.append(held(home))
        meddle(len(times))
        really(contents, **given)

    monkeypatch.setattr(publishing, "put", put)
    monkeypatch.setattr(store, "put", put)
    monkeypatch.setattr(kept, "put", put)
    return times


@pytest.mark.parametrize("name", CHANGING)
def test_a_change_meanwhile_is_seen_and_kept(
    name: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    other = shutil.copytree(root, tmp_path / "autre")
    capfd.readouterr()
    assert run(typed(name, other)) == 0
    usual = "".join(capfd.readouterr()).replace(str(other), "…")
    home = root / CHANGING[name][0]
    edited = root / EDITED.get(name, f"{home.name}/dossier.yaml")

    def save(time: int) -> None:
        if time == 1:
            before = edited.read_text(encoding="utf-8") if edited.exists() else ""
            edited.write_text(before + CHANGE.get(edited.suffix, "\n# Relu.\n"), encoding="utf-8")

    times = meddled(monkeypatch, home, save)
    assert run(typed(name, root)) == 0
    assert "".join(capfd.readouterr()).replace(str(root), "…") == usual
    assert len(times) >= 2
    assert all(times)
    if name != "lot produire":
        kept = [edited, *edited.parent.glob("*.ancien")]
        assert any("# Relu." in path.read_text(encoding="utf-8") for path in kept)


CHANGE = {".json": " \n"}


@pytest.mark.parametrize("name", ["decider", "reponse lire", "reponse noter"])
def test_an_event_that_came_meanwhile_is_kept(name: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = root / "cabinet" / "dossier.yaml"
    path = register_path(dossier)
    model = shutil.copytree(root / "cabinet", root / "modele") / "dossier.yaml"
    call("decider", model, TRANSFER, "--maintenir", "--motif", "Une autre fois", *EARLY)
    event = read_register(register_path(model), ID).events[-1]

    def add(time: int) -> None:
        if time == 1:
            bare = event.model_copy(update={"number": None, "previous": "", "seal": ""})
            path.write_text(with_events(path.read_text(encoding="utf-8"), ID, bare), encoding="utf-8")

    meddled(monkeypatch, root / "cabinet", add)
    assert run(typed(name, root)) == 0
    kinds = [next(key for key in one if key not in ("numero", "precedent", "sceau")) for one in events(dossier)]
    assert kinds == ["envoi", "decision", "decision" if name == "decider" else "reponse"]
    read_register(path, ID)


@pytest.mark.parametrize("name", CHANGING)
def test_what_never_stops_changing_is_told(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = root / CHANGING[name][0]
    edited = root / EDITED.get(name, f"{home.name}/dossier.yaml")
    register = {path: path.read_bytes() for path in home.rglob("negociation.yaml")}

    def save(time: int) -> None:
        before = edited.read_text(encoding="utf-8") if edited.exists() else ""
        edited.write_text(before + CHANGE.get(edited.suffix, "\n# Relu.\n"), encoding="utf-8")

    times = meddled(monkeypatch, home, save)
    assert run(typed(name, root)) == 1
    assert " ".join(capsys.readouterr().err.split()).count("change pendant que clausier y travaille") == 1
    assert len(times) >= TIMES
    assert {path: path.read_bytes() for path in home.rglob("negociation.yaml")} == register
    assert not (root / "neuf").exists()


@pytest.mark.parametrize("name", CHANGING)
def test_what_another_command_holds_is_left_alone(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = root / CHANGING[name][0]
    monkeypatch.setattr(locks, "WAIT", 0.05)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != locks.LOCK.name}
    with locks.held(home):
        assert run(typed(name, root)) == 1
        assert BUSY.format(home=home) in capsys.readouterr().err
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != locks.LOCK.name}
    assert after == before


READING = (
    "suivre cabinet",
    "suivre cabinet/dossier.yaml --json",
    "suivre lot",
    "analyser cabinet/dossier.yaml",
    "echeances cabinet -o neuf.ics",
    "suivre cabinet accord -o neuf.xlsx",
    "bibliotheque verifier maison",
)


@pytest.mark.parametrize("line", READING)
def test_reading_waits_for_nobody_and_leaves_nothing(line: str, root: Path) -> None:
    own = {path.name for path in root.iterdir()} | {"neuf.ics", "neuf.xlsx"}
    words = [str(root / word) if word.split("/")[0] in own else word for word in line.split()]
    homes = [root / name for name in ("cabinet", "accord", "lot", "maison")]
    for home in homes:
        with locks.held(home):
            assert run(words) == 0
    for home in homes:
        shutil.rmtree(home / ".clausier")
    assert run(words) == 0
    assert not [home for home in homes if (home / ".clausier").exists()]


def test_a_member_of_a_batch_is_held_with_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    member = root / "lot" / ID
    monkeypatch.setattr(locks, "WAIT", 0.05)
    with locks.held(root / "lot"):
        assert run(["decider", str(member / "dossier.yaml"), DELAY, "--maintenir", "--motif", "Ainsi", *EARLY]) == 1
    assert BUSY.format(home=root / "lot") in capsys.readouterr().err
    assert not (member / ".clausier").exists()


def test_a_dossier_that_is_not_there_leaves_no_lock(tmp_path: Path) -> None:
    assert run(["decider", str(tmp_path / "absent.yaml"), DELAY, "--maintenir", "--motif", "Ainsi"]) == 3
    assert run(["rediger", "-", "-o", str(tmp_path / "tour")]) != 0
    assert not list(tmp_path.iterdir())


def test_the_lock_is_neither_read_as_mail_nor_sent(root: Path) -> None:
    shutil.copy(root / "reponse.xlsx", root / "tour-1")
    with locks.held(root / "tour-1"):
        assert run(["reponse", "lire", str(root / "cabinet"), str(root / "tour-1"), *EARLY]) == 0
    kept = (root / "cabinet" / ".clausier" / "courrier.yaml").read_text(encoding="utf-8")
    assert "verrou" not in kept
    assert "reponse.xlsx" in kept
    call("lot", "produire", root / "sources", "-o", root / "lot", "--zip", *LATE)
    assert b"verrou" not in (root / "lot" / f"{ID}.zip").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("nouveau", "-o", "n.yaml"),
        ("lot", "modele", "-o", "n.xlsx"),
        ("questionnaire", "creer", "-o", "n.xlsx"),
        ("bibliotheque", "exporter", "--categorie", "4", "-o", "n.docx"),
        ("suivre", "cabinet", "accord", "-o", "n.xlsx"),
    ],
    ids=" ".join,
)
def test_what_comes_meanwhile_under_the_name_of_a_new_file_is_not_replaced(
    words: tuple[str, ...], root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = root / words[-1]
    meddled(monkeypatch, root, lambda _: target.write_text("à moi", encoding="utf-8") and None)
    assert run([str(root / word) if word in ("cabinet", "accord", words[-1]) else word for word in words]) == 1
    assert f"« {target} » change pendant" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "à moi"
