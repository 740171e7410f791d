"""A kill, a full disk, a refusal or Ctrl-C before each operation of each command that writes.

At once: each file is as it was or as it becomes, none is half-written, no register is lost, and « rien n'a été écrit »
is true. After the next command: all is as before or as after, nothing is left of what was prepared.

There are thousands of such cases. A run takes some of each command, others from one revision to the next;
CLAUSIER_PANNES=toutes takes them all (about ten minutes), CLAUSIER_PANNES=7 each seventh.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import zlib
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.files.replacing import OURS
from clausier.files.strictyaml import read_bytes
from clausier.negotiation.register import NAME as REGISTER
from clausier.negotiation.register import register_of
from tests.faults.scenes import SCENES, Scene, set_out
from tests.faults.shim import KILLED, UNEXPECTED, Attempt, Fault, attempt

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a kill is played in a forked process: Linux or macOS")
ASKED = os.environ.get("CLAUSIER_PANNES", "60")
EACH = 1 if ASKED == "toutes" else int(ASKED)
FAULTS = [fault for fault in Fault if fault is not Fault.NONE]
LOCKS = ("verrou", ".verrou", ".clausier.verrou")
Files = dict[str, bytes]


class Stage:
    """A scene set out: the folder as it is before the command, and as it is after it."""

    def __init__(self, scene: Scene, room: Path) -> None:
        self.scene, self.root, self.template, self.notes = scene, room / "ici", room / "modele", room / "notes"
        self.notes.mkdir()
        scene.make(self.root)
        self.root.rename(self.template)
        self._warm()
        self.before = self.set_out()
        done = self.type(scene.words)
        self.count, self.code, self.after = done.count, done.code, visible(self.root)

    def _warm(self) -> None:
        """Everything is loaded once, here, rather than in each process that is forked."""
        self.set_out()
        with contextlib.chdir(self.root):
            for words in filter(None, (self.scene.words, self.scene.look)):
                run([*words])

    def set_out(self) -> Files:
        set_out(self.scene, self.root, self.template)
        return visible(self.root)

    def type(self, words: tuple[str, ...], fault: Fault = Fault.NONE, rank: int = 0) -> Attempt:
        """Types a command in the folder."""
        with contextlib.chdir(self.root):
            return attempt([*words], self.root, self.notes, fault, rank)


def visible(root: Path) -> Files:
    """The files that a person sees; not the lock, nor what stands beside a file that is being written."""
    return {name: content for name, content in contents(root).items() if not is_stray(name)}


def contents(root: Path) -> Files:
    found = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if path.name not in LOCKS}


def is_stray(name: str) -> bool:
    return any(OURS.fullmatch(part) for part in name.split("/"))


def events(files: Files) -> dict[str, list[object]]:
    """The events of each register, which must be sound."""
    found: dict[str, list[object]] = {}
    for name, content in files.items():
        if name.endswith(REGISTER):
            tree = read_bytes(content, name).data
            register_of(content, name, tree["dossier"])
            found[name] = list(tree["evenements"] or [])
    return found


def check_now(stage: Stage, done: Attempt, fault: Fault) -> None:
    """Right after the fault."""
    now, scene = visible(stage.root), stage.scene
    assert done.code != UNEXPECTED, done.said
    assert "Traceback" not in done.said
    assert (done.code == KILLED) is (fault is Fault.KILL)
    for name, content in now.items():
        passing = name.endswith("lot.json") or not scene.whole
        known = [files[name] for files in (stage.before, stage.after) if name in files]
        assert content in known or (passing and is_sound(name, content)), f"{name} n'est ni l'ancien ni le nouveau"
    before, told = events(stage.before), events(now)
    for name, recorded in before.items():
        assert told[name][: len(recorded)] == recorded
    if "rien n'a été écrit" in done.said:
        assert now == stage.before, done.said
    if done.code == 0 and fault is not Fault.KILL:
        assert now == stage.after, done.said


def is_sound(name: str, content: bytes) -> bool:
    """A state file or a list that tells an intermediate state, whole."""
    if name.endswith(".json"):
        json.loads(content)
    elif name.endswith(".yaml"):
        read_bytes(content, name)
    else:
        return (
            content[:2] == b"PK" and b"PK\x05\x06" in content[-22:]
            if name.endswith((".xlsx", ".zip"))
            else bool(re.search(rb"</html>\s*$", content))
        )
    return True


def check_after(stage: Stage) -> None:
    """After the next command, and the same again if it is still to be done."""
    scene = stage.scene
    if scene.look:
        looked = stage.type(scene.look)
        assert looked.code == 0, looked.said
        if scene.whole:
            assert visible(stage.root) in (stage.before, stage.after)
    if visible(stage.root) != stage.after or not scene.look:
        is_done = visible(stage.root) == stage.after
        again = stage.type(scene.words)
        assert again.code in (stage.code, *([0, 1] if is_done or not scene.same else [])), again.said
    now = contents(stage.root)
    assert not [name for name in now if is_stray(name)]
    before, told, planned = events(stage.before), events(now), events(stage.after)
    assert {name: len(one) for name, one in told.items()} == {name: len(one) for name, one in planned.items()}
    assert all(told[name][: len(one)] == one for name, one in before.items())
    if scene.same:
        assert now == stage.after


@pytest.fixture(scope="module", params=SCENES, ids=lambda scene: scene.name)
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(request.param, tmp_path_factory.mktemp("panne"))


def test_the_command_alone(stage: Stage) -> None:
    """Nothing fails: all is done, and nothing is left beside."""
    assert stage.count > 2
    assert not [name for name in contents(stage.root) if is_stray(name)]
    assert stage.code in (0, 1)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.value)
def test_nothing_is_lost(stage: Stage, fault: Fault) -> None:
    shift = zlib.crc32(f"{stage.scene.name} {fault}".encode()) % EACH
    ranks = [rank for rank in range(1, stage.count + 1) if (rank + shift) % EACH == 0] or [1 + shift % stage.count]
    for rank in ranks:
        stage.set_out()
        done = stage.type(stage.scene.words, fault, rank)
        try:
            check_now(stage, done, fault)
            check_after(stage)
        except AssertionError as error:
            raise AssertionError(
                f"{stage.scene.name}, {fault.value}, opération {rank} : {error}\n{done.said}"
            ) from error
