"""Batches that are stopped in the middle: Ctrl-C, kill -9, a worker lost, a disk that fills up."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.batch.lots import DATE, prints, produce, rows, state

COUNT = 30
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX systems")


def started(source: Path, target: Path, *options: str) -> subprocess.Popen[str]:
    """The command in a process group of its own, as from a terminal."""
    command = [sys.executable, "-m", "clausier", "lot", "produire", str(source), "-o", str(target), *DATE, *options]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
    )


def when(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    limit = time.monotonic() + 60
    while not condition() and process.poll() is None and time.monotonic() < limit:
        time.sleep(0.005)
    assert condition()


def folders(target: Path) -> int:
    return len(list(target.glob("*/manifeste.json")))


def check_whole(target: Path) -> None:
    """Every document that stands in a folder can be opened, and its zip is sound."""
    for path in target.glob("*/*"):
        if path.suffix in (".docx", ".xlsx") and not path.name.startswith("."):
            with zipfile.ZipFile(path) as content:
                assert content.testzip() is None


@POSIX
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_finishes_what_is_under_way_and_the_rest_can_follow(
    workers: str, source: Path, whole: dict[str, str], tmp_path: Path
) -> None:
    target = tmp_path / "sortie"
    process = started(source, target, "--travailleurs", workers)
    when(lambda: folders(target) >= 2, process)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "les documents en cours se terminent" in told
    assert "Lot interrompu. Pour le compléter : la même commande, avec --reprendre." in told
    assert "Traceback" not in told
    assert state(target)["etat"] == "interrompu"
    assert 2 <= len(rows(target)) == folders(target) < COUNT
    assert "Lot interrompu" in (target / "synthese.html").read_text(encoding="utf-8")
    done = prints(target)
    assert all(whole[name] == print_ for name, print_ in done.items())
    assert produce(source, target, "--reprendre") == 0
    assert prints(target) == whole
    assert state(target)["etat"] == "terminé"


@POSIX
@pytest.mark.parametrize("workers", ["1", "2"])
def test_kill_9_breaks_no_document(workers: str, source: Path, whole: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "sortie"
    for reached in (1, 3, 6):
        process = started(source, target, "--reprendre", "--travailleurs", workers)
        when(lambda reached=reached: folders(target) >= reached, process)  # type: ignore[misc]
        process.kill()
        process.communicate(timeout=60)
        check_whole(target)
    assert folders(target) < COUNT
    assert state(target)["etat"] == "en cours"
    assert produce(source, target, "--reprendre") == 0
    assert prints(target) == whole
    assert not list(target.rglob("*.tmp"))


@POSIX
def test_workers_end_with_their_parent(source: Path, tmp_path: Path) -> None:
    process = started(source, tmp_path / "sortie", "--travailleurs", "2")
    when(lambda: folders(tmp_path / "sortie") >= 1, process)
    assert len(_group(process.pid)) > 1
    process.kill()
    process.communicate(timeout=60)
    limit = time.monotonic() + 20
    while _group(process.pid) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not _group(process.pid)


def _group(leader: int) -> list[str]:
    """Processes of a group that still run."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,pid="], capture_output=True, text=True, check=True).stdout
    found = (line.split() for line in listed.splitlines())
    return [pid for group, status, pid in found if int(group) == leader and not status.startswith("Z")]


@POSIX
def test_a_lost_worker_costs_only_what_it_was_doing(source: Path, whole: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "sortie"
    process = started(source, target, "--travailleurs", "2")
    when(lambda: folders(target) >= 2, process)
    commands = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,pgid=,args="], capture_output=True, text=True, check=True
    ).stdout
    workers = [
        int(line.split()[0]) for line in commands.splitlines() if "spawn_main" in line and f" {process.pid} " in line
    ]
    os.kill(workers[0], signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "le processus de travail s'est arrêté" in told
    assert len(rows(target)) == COUNT
    assert sum(row["etat"] == "produit" for row in rows(target).values()) >= 2
    assert produce(source, target, "--reprendre") == 0
    assert prints(target) == whole


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("mounting a small tmpfs takes root: run the tests in a container")
    folder = tmp_path / "disque"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("mounting a small tmpfs is not allowed here: run the tests in a privileged container")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_breaks_no_document(
    small_disk: Path, source: Path, whole: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = small_disk / "sortie"
    assert produce(source, target, *DATE) == 1
    told = capsys.readouterr().err
    assert "place" in told or "space" in told
    check_whole(target)
    assert not list(target.rglob("*.tmp"))
    done = {
        name: print_
        for name, print_ in prints(target).items()
        if (target / name).parent.joinpath("manifeste.json").exists()
    }
    assert done
    assert all(whole[name] == print_ for name, print_ in done.items())
    shutil.copytree(target, tmp_path / "ailleurs")
    assert produce(source, tmp_path / "ailleurs", "--reprendre") == 0
    assert prints(tmp_path / "ailleurs") == whole
