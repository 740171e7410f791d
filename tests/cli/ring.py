"""A process that has read the library once, and from which commands are started at the same moment.

It reads a round on a line of its standard input, as JSON, and answers on a line: what each command printed and how it
ended. A clean process: pytest's own may have threads, which do not outlive a fork.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENT = 300.0
"""Seconds that a command waits for its turn where nothing else is asked."""


@dataclass(frozen=True)
class Ended:
    """A command, its exit code (negative: the signal that killed it), and all that it printed."""

    words: tuple[str, ...]
    code: int
    told: str


class Ring:
    """Rounds of commands that begin together."""

    def __enter__(self) -> Ring:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.ring"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def round(
        self, commands: Sequence[Sequence[object]], wait: float = PATIENT, kill: tuple[int, float] | None = None
    ) -> list[Ended]:
        """What became of each; `kill` is the rank of the one to kill, and after how many seconds."""
        words = [[str(word) for word in command] for command in commands]
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"commands": words, "wait": wait, "kill": kill}) + "\n")
        self._process.stdin.flush()
        ended = json.loads(self._process.stdout.readline())
        return [Ended(tuple(given), *one) for given, one in zip(words, ended, strict=True)]


def main() -> None:
    from clausier.cli import run

    with tempfile.TemporaryDirectory() as room:  # the library, and what commands load when they first need it
        _keep_the_library()
        quiet = os.dup(1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        run(["exemple", "logiciel-en-ligne-signe", "-o", f"{room}/essai"])
        run(["rediger", f"{room}/essai/dossier.yaml", "-o", f"{room}/tour"])
        run(["suivre", f"{room}/essai/dossier.yaml"])
        sys.stdout.flush()
        os.dup2(quiet, 1)
    for line in sys.stdin:
        given = json.loads(line)
        sys.stdout.write(json.dumps(_played(**given)) + "\n")
        sys.stdout.flush()


def _keep_the_library() -> None:
    from clausier.library import kept

    build, found = kept.sound, {}

    def once(folders: Sequence[Path], checks: str, problems: Any) -> Any:
        key = (tuple(folders), checks)
        if key not in found:
            found[key] = build(folders, checks, problems)
        return found[key]

    kept.sound = once


def _played(commands: list[list[str]], wait: float, kill: tuple[int, float] | None) -> list[tuple[int, str]]:
    gate, starter = os.pipe()
    with tempfile.TemporaryDirectory() as room:
        files = [Path(room, str(rank)) for rank in range(len(commands))]
        pids = [_begun(words, file, wait, gate, starter) for words, file in zip(commands, files, strict=True)]
        os.close(gate)
        os.close(starter)
        if kill is not None:
            time.sleep(kill[1])
            os.kill(pids[kill[0]], signal.SIGKILL)
        codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        return [(code, file.read_text(encoding="utf-8")) for code, file in zip(codes, files, strict=True)]


def _begun(words: list[str], told: Path, wait: float, gate: int, starter: int) -> int:
    """Starts a command, which waits for all the others to be there."""
    pid = os.fork()
    if pid:
        return pid
    from clausier.cli import run
    from clausier.files import locks

    code = 70
    try:
        locks.WAIT = wait
        output = os.open(told, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(starter)
        os.read(gate, 1)
        code = run(words)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
