"""A folder is held by one command at a time, waited for a while, and let go by whoever dies."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock

from clausier.errors import CannotWrite
from clausier.files import locks
from clausier.files.locks import LOCK, held

HOLD = """
import sys, time
from pathlib import Path
from clausier.files.locks import held
with held(Path(sys.argv[1])):
    print("tenu", flush=True)
    time.sleep(60)
"""


def test_who_comes_second_is_told_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "WAIT", 0.2)
    started = time.monotonic()
    with held(tmp_path), pytest.raises(CannotWrite) as told, held(tmp_path):
        pass
    assert time.monotonic() - started >= 0.2
    busy = f"une autre commande clausier travaille dans « {tmp_path} »."
    assert str(told.value) == f"{busy} Attendre qu'elle finisse, puis relancer celle-ci : elle n'a rien écrit."
    with held(tmp_path):
        pass


def test_who_comes_second_waits(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with held(tmp_path):
            order.append("second")

    with held(tmp_path):
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.2)
        order.append("first")
    other.join(timeout=20)
    assert order == ["first", "second"]


def test_a_kill_lets_go(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "tenu\n"
    with pytest.raises(Exception, match="could not be acquired"):
        FileLock(tmp_path / LOCK).acquire(timeout=0)
    process.kill()
    process.communicate(timeout=20)
    with held(tmp_path):
        pass


def test_a_folder_that_only_holds_what_it_held_and_a_hidden_one(tmp_path: Path) -> None:
    with held(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".clausier"]
    assert [path.name for path in (tmp_path / ".clausier").iterdir()] in (["verrou"], [])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_who_may_write_in_a_shared_folder_may_hold_it(tmp_path: Path) -> None:
    for mode, expected in ((0o755, 0o644), (0o770, 0o660)):
        home = tmp_path / oct(mode)
        home.mkdir()
        home.chmod(mode)
        with held(home):
            pass
        assert stat.S_IMODE((home / LOCK).stat().st_mode) == expected


def refusing(monkeypatch: pytest.MonkeyPatch, error: OSError, *, writable: bool) -> None:
    """As for somebody who is not root."""

    def acquire(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(FileLock, "acquire", acquire)
    monkeypatch.setattr(locks.os, "access", lambda path, mode: writable)


def test_where_nothing_can_be_written_nothing_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, PermissionError(13, "Permission denied"), writable=False)
    with held(tmp_path):
        pass


def test_a_lock_of_somebody_else_in_a_writable_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, PermissionError(13, "Permission denied"), writable=True)
    with pytest.raises(CannotWrite, match="écriture refusée dans"), held(tmp_path):
        pass


@pytest.mark.parametrize("error", [OSError(code, os.strerror(code)) for code in locks.UNABLE], ids=str)
def test_a_disk_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    refusing(monkeypatch, error, writable=True)
    with pytest.raises(CannotWrite, match="Déplacer le dossier sur un disque de cet ordinateur"), held(tmp_path):
        pass
