"""Commands that begin at the same moment, in real processes, on one dossier and on one batch.

Whatever their order: nothing that a command said it did is missing, nothing is there twice, registers are sound, and
every exit code is explained. `CLAUSIER_TOURS` is the number of rounds of each kind: a few in everyday tests.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausier.documents.manifest import NAME as MANIFEST
from clausier.documents.manifest import digest, past
from clausier.files.locks import LOCK
from clausier.files.replacing import OURS
from clausier.model.register import Register
from clausier.negotiation.drafts import drafts_of, read_draft
from clausier.negotiation.register import read_register, register_path
from tests.batch.lots import DATE, produce, state
from tests.cli.ring import PATIENT, Ended, Ring
from tests.negotiation.play import ACCEPTED, ACCESS, DELAY, FEES, REFUSED, TRANSFER, WHO, asked, call, fill, sit_down

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="commands are started by fork, for speed")

ROUNDS = int(os.environ.get("CLAUSIER_TOURS", "4"))
IDS = ("cabinet-un", "cabinet-deux")
EARLY = ("--date", "2026-12-21")
POINTS = (DELAY, TRANSFER, FEES, ACCESS)
STANDS = ("--maintenir", "--repli", "--plancher")
EXPLAINED = (
    "déjà inscrits comme envoyés",
    "est déjà annulé",
    "n'est pas un envoi",
    "ne peut pas être décidé",
    "il n'y a rien à",
    "pas de rappel",
    "une réponse est attendue jusqu",
    "rien n'a été envoyé",
    "rien n'a encore été envoyé",
    "rien à relancer",
    "à annuler. Le registre en a",
    "répond à un brouillon qui n'est pas inscrit comme envoyé",
    "rien n'avait été envoyé",
    "est annulé",
    "repose sur",
    "reposent sur",
    "contient ce qui a été envoyé",
    "modifié depuis sa rédaction",
    "le document ne peut pas encore être signé",
)
"""Why a command may refuse, given what another did before it."""
BUSY = "une autre commande clausier travaille dans"


@pytest.fixture(scope="module")
def ring() -> Iterator[Ring]:
    with Ring() as found:
        yield found


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that was sent to, a draft of it that was not, and two replies."""
    dossier = sit_down(tmp_path_factory.mktemp("ensemble") / "cabinet")
    home = dossier.parent
    call("rediger", dossier, "-o", home / "tour-1", "--date", DATE[1])
    call("envoyer", dossier, home / "tour-1", "--le", DATE[1])
    call("rediger", dossier, "-o", home / "tour-2", "--date", "2026-11-24", "--position", "repli")
    for name, answer in (("un.xlsx", ACCEPTED), ("deux.xlsx", REFUSED)):
        fill(home / "tour-1" / "tableau.xlsx", dict.fromkeys(asked(dossier), answer), WHO).rename(home / name)
    return home


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of two providers, sent to, with a reply of each."""
    root = tmp_path_factory.mktemp("lot")
    (root / "cabinets").mkdir()
    for id_ in IDS:
        shutil.move(sit_down(root / id_, ("belvedere-logiciel-2026", id_)), root / "cabinets" / f"{id_}.yaml")
    assert produce(root / "cabinets", root / "sortie", *DATE) == 0
    call("lot", "envoyer", root / "sortie", "--le", DATE[1])
    (root / "reponses").mkdir()
    for id_ in IDS:
        folder = root / "sortie" / id_
        filled = fill(folder / "tableau.xlsx", dict.fromkeys(asked(folder / "dossier.yaml"), ACCEPTED), WHO)
        filled.rename(root / "reponses" / f"{id_}.xlsx")
    return root


class Deal:
    """Commands at random, each with a reason of its own by which it is found again in the register."""

    def __init__(self, seed: str, out: Path) -> None:
        self._random, self._out, self._count = random.Random(seed), out, 0

    def mark(self) -> str:
        self._count += 1
        return f"essai-{self._count}"

    def on_dossier(self, dossier: Path) -> list[object]:
        home, pick = dossier.parent, self._random.choice
        kinds: list[list[object]] = [
            ["decider", dossier, pick(POINTS), pick(STANDS), "--motif", self.mark(), *EARLY],
            ["reponse", "lire", dossier, home / pick(("un.xlsx", "deux.xlsx")), *EARLY],
            self._note(dossier),
            ["annuler", dossier, "--motif", self.mark(), "--le", EARLY[1]],
            ["annuler", dossier, "--evenement", pick((1, 2)), "--avec-suite", "--motif", self.mark(), "--le", EARLY[1]],
            ["envoyer", dossier, home / "tour-2", "--le", "2026-11-25", "--anterieur"],
            ["relancer", dossier, "-o", self._out / self.mark(), "--date", pick(("2026-12-30", EARLY[1]))],
            ["rediger", dossier, "-o", self._out / self.mark(), "--date", pick(("2026-12-01", "2026-12-02"))],
            ["suivre", dossier, "--json", *EARLY],
        ]  # fmt: skip
        weights = (4, 4, 4, 2, 1, 3, 1, 1, 1)
        return self._random.choices(kinds, weights)[0]

    def _note(self, dossier: Path) -> list[object]:
        """Some say the same thing, others not."""
        comment = self._random.choice(("même remarque", self.mark()))
        who = ("--par", "Claude Spécimen", "--qualite", "gérante", "--le", "2026-12-18", "--source", "courriel")
        point = DELAY if comment == "même remarque" else self._random.choice(POINTS)
        return ["reponse", "noter", dossier, point, "--refuse", "--commentaire", comment, *who, *EARLY]

    def on_batch(self, root: Path) -> list[object]:
        lot, pick = root / "sortie", self._random.choice
        member = lot / pick(IDS)
        kinds: list[list[object]] = [
            ["lot", "produire", root / "cabinets", "-o", lot, *DATE],
            ["lot", "envoyer", lot, "--le", DATE[1], "--anterieur"],
            ["decider", lot, pick(POINTS), "--tous", "--maintenir", "--motif", self.mark(), *EARLY],
            ["decider", member, pick(POINTS), "--maintenir", "--motif", self.mark(), *EARLY],
            ["reponse", "lire", lot, root / "reponses", *EARLY],
            self._note(member),
            ["relancer", lot, "-o", self._out / self.mark(), "--date", "2026-12-30"],
            ["annuler", member, "--motif", self.mark(), "--le", EARLY[1]],
            ["suivre", lot, "--json", *EARLY],
        ]
        return self._random.choices(kinds, (2, 1, 3, 3, 3, 3, 1, 1, 1))[0]

    def size(self) -> int:
        return self._random.randint(2, 8)

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def kill(self, size: int) -> tuple[int, float]:
        return self._random.randrange(size), self._random.uniform(0.0, 1.0)


def check_codes(ended: list[Ended], killed: int | None = None) -> None:
    for rank, one in enumerate(ended):
        assert "Traceback" not in one.told, shown(one)
        assert "inattendue" not in one.told, shown(one)
        if one.code == 0 or (rank == killed and one.code == -9):
            continue
        assert one.code in (1, 2, 3), shown(one)
        assert BUSY in one.told or any(reason in " ".join(one.told.split()) for reason in EXPLAINED), shown(one)


def shown(one: Ended) -> str:
    return f"{' '.join(one.words)}\n→ {one.code}\n{one.told}"


def check_register(dossier: Path, before: Register) -> Register:
    """Sound, and what was there is still there."""
    after = read_register(register_path(dossier), before.case)
    assert after.events[: len(before.events)] == before.events
    told = [(one.fingerprint, one.sending) for one in after.replies]
    assert len(set(told)) == len(told) or after.undone, told
    return after


def reasons(register: Register) -> list[str]:
    """The marks by which commands are found again."""
    found = [one.decision.reason for one in register.events if one.decision]
    found += [one.undo.reason for one in register.events if one.undo]
    found += [item.comment for one in register.events if one.received for item in one.received.items.values()]
    return [one for one in found if one]


def check_marks(ended: list[Ended], told: list[str], killed: int | None = None) -> None:
    """What a command said it did is there once; what it refused is not there."""
    for rank, one in enumerate(ended):
        flag = next((name for name in ("--motif", "--commentaire") if name in one.words), None)
        mark = one.words[one.words.index(flag) + 1] if flag else ""
        if not mark.startswith("essai-") or "--tous" in one.words or "--avec-suite" in one.words:
            continue
        count = told.count(mark)
        assert count == (one.code == 0) or (rank == killed and count <= 1), (one, told)


def check_folders(ended: list[Ended]) -> None:
    """Drafts are whole, and kept."""
    for one in ended:
        if one.words[0] in ("rediger", "relancer") and one.code == 0 and (out := Path(one.words[3])).is_dir():
            for folder in [out] if (out / MANIFEST).is_file() else out.iterdir():
                check_draft(folder, Path(one.words[1]))


def check_draft(folder: Path, given: Path) -> None:
    found = past((folder / MANIFEST).read_bytes())
    assert found is not None
    assert {name: digest((folder / name).read_bytes()) for name in found.produced} == found.produced
    dossier = given / folder.name / "dossier.yaml" if given.is_dir() else given
    assert read_draft(drafts_of(dossier), found.draft) is not None


def check_home(home: Path) -> None:
    """Nothing of ours is left beside the files."""
    left = [path for path in home.rglob("*") if OURS.fullmatch(path.name)]
    assert left == []
    assert (home / LOCK).is_file()


@pytest.mark.parametrize("number", range(ROUNDS))
def test_on_one_dossier(number: int, ring: Ring, begun: Path, tmp_path: Path) -> None:
    home = shutil.copytree(begun, tmp_path / "cabinet")
    dossier, deal = home / "dossier.yaml", Deal(f"dossier {number}", tmp_path)
    before = read_register(register_path(dossier), "belvedere-logiciel-2026")
    hasty = deal.chance(0.2)
    ended = ring.round([deal.on_dossier(dossier) for _ in range(deal.size())], 0.2 if hasty else PATIENT)
    check_codes(ended)
    assert hasty or not any(BUSY in one.told for one in ended)
    after = check_register(dossier, before)
    check_marks(ended, reasons(after))
    check_one_event_each(ended, before, after)
    check_folders(ended)
    check_home(home)


def check_one_event_each(ended: list[Ended], before: Register, after: Register) -> None:
    """As many replies and sendings as commands that said that they added one."""
    added = after.events[len(before.events) :]
    read = [one for one in ended if one.words[0] == "reponse" and one.code == 0]
    new = [one for one in read if not re.search("déjà (lue|notée)", one.told, re.IGNORECASE)]
    assert sum(one.received is not None for one in added) == len(new), ended
    sent = [one for one in ended if one.words[0] == "envoyer" and one.code == 0]
    assert sum(one.sending is not None for one in added) == len(sent), ended
    decided = [one for one in ended if one.words[0] == "decider" and one.code == 0]
    assert sum(one.decision is not None for one in added) == len(decided), ended


@pytest.mark.parametrize("number", range(ROUNDS // 2))
def test_on_one_batch(number: int, ring: Ring, made: Path, tmp_path: Path) -> None:
    root = shutil.copytree(made, tmp_path / "tout")
    lot, deal = root / "sortie", Deal(f"lot {number}", tmp_path)
    before = {id_: read_register(register_path(lot / id_ / "dossier.yaml"), id_) for id_ in IDS}
    ended = ring.round([deal.on_batch(root) for _ in range(deal.size())])
    check_codes(ended)
    after = {id_: check_register(lot / id_ / "dossier.yaml", before[id_]) for id_ in IDS}
    check_marks(ended, [mark for one in after.values() for mark in reasons(one)])
    for one in ended:
        if one.words[0] == "decider" and "--tous" in one.words and one.code == 0:
            mark = one.words[one.words.index("--motif") + 1]
            assert [reasons(register).count(mark) for register in after.values()] == [1, 1], one
    assert state(lot)["etat"] == "terminé"
    assert len(state(lot)["prestataires"]) == len(IDS)
    check_folders(ended)
    check_home(lot)


@pytest.mark.parametrize("number", range(ROUNDS // 2))
def test_one_of_them_is_killed(number: int, ring: Ring, begun: Path, tmp_path: Path) -> None:
    home = shutil.copytree(begun, tmp_path / "cabinet")
    dossier, deal = home / "dossier.yaml", Deal(f"tué {number}", tmp_path)
    before = read_register(register_path(dossier), "belvedere-logiciel-2026")
    size = deal.size()
    killed, after_seconds = deal.kill(size)
    ended = ring.round([deal.on_dossier(dossier) for _ in range(size)], kill=(killed, after_seconds))
    check_codes(ended, killed)
    (last,) = ring.round([["decider", dossier, DELAY, "--maintenir", "--motif", "essai-fin", *EARLY]])
    assert last.code in (0, 2), last
    after = check_register(dossier, before)
    check_marks([*ended, last], reasons(after), killed)
    check_home(home)


@pytest.mark.parametrize("count", [2, 8])
def test_the_same_at_once_is_recorded_once(count: int, ring: Ring, begun: Path, tmp_path: Path) -> None:
    home = shutil.copytree(begun, tmp_path / "cabinet")
    dossier = home / "dossier.yaml"
    before = read_register(register_path(dossier), "belvedere-logiciel-2026")
    read = ring.round([["reponse", "lire", dossier, home / "un.xlsx", *EARLY]] * count)
    assert [one.code for one in read] == [0] * count
    assert sum("déjà lue" in one.told for one in read) == count - 1
    sent = ring.round([["envoyer", dossier, home / "tour-2", "--le", "2026-11-25", "--anterieur"]] * count)
    assert sorted(one.code for one in sent) == [0] + [1] * (count - 1)
    after = check_register(dossier, before)
    kinds = ["reponse" if one.received else "envoi" for one in after.events[len(before.events) :]]
    assert kinds == ["reponse", "envoi"]


def test_as_from_as_many_terminals(begun: Path, tmp_path: Path) -> None:
    """Processes that start afresh, as people do it."""
    home = shutil.copytree(begun, tmp_path / "cabinet")
    dossier = home / "dossier.yaml"
    marks = [f"essai-{number}" for number in range(3)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "clausier", "decider", str(dossier), DELAY, "--maintenir", "--motif", mark, *EARLY],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for mark in marks
    ]  # fmt: skip
    told = [process.communicate(timeout=120)[0] for process in processes]
    done = [mark for mark, process in zip(marks, processes, strict=True) if process.returncode == 0]
    assert all(process.returncode == 0 or BUSY in text for process, text in zip(processes, told, strict=True)), told
    assert done
    found = read_register(register_path(dossier), "belvedere-logiciel-2026")
    assert sorted(reasons(found)) == done
