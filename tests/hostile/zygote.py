"""A process that has the program loaded and runs one command line after the other, each in a fork of its own.

`python -m tests.hostile.zygote` reads orders as lines of JSON and answers each with one. A fork costs a few
milliseconds where a new process costs a second: that is what lets hundreds of hostile files go through real commands.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

ESCAPED = 99
"""Exit code of a command that let an exception out."""
ROOM = 1 << 30
"""Bytes of address space that a command may ask for beyond what the program takes: a guard for the machine."""


def serve() -> None:
    os.environ["CLAUSIER_DEBUG"] = "1"
    _keep_the_library()
    for line in sys.stdin:
        order = json.loads(line)
        sys.stdout.write(json.dumps(_warmed(order) if order["warm"] else _answer(order)) + "\n")
        sys.stdout.flush()


def _keep_the_library() -> None:
    """The shipped library, which is no stranger's, is built once for all the commands: it takes most of a second."""
    from clausier.library import kept
    from clausier.resources import shipped

    build, ours = kept.sound, [shipped("clauses")]
    known: dict[str, kept.Sound] = {}

    def once(folders: Sequence[Path], checks: str, problems: kept.Checks) -> kept.Sound:
        if [*folders] != ours:
            return build(folders, checks, problems)
        if checks not in known:
            known[checks] = build(folders, checks, problems)
        return known[checks]

    kept.sound = once


def _warmed(order: dict[str, Any]) -> dict[str, Any]:
    """Runs a command here, so that each fork has loaded what it needs."""
    from clausier.cli import run

    home = Path.cwd()
    os.chdir(order["folder"])
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        code = run(order["arguments"])
    os.chdir(home)
    return {"code": code}


def _answer(order: dict[str, Any]) -> dict[str, Any]:
    output = Path(order["output"])
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_the_command(order, output)
    deadline = begun + order["patience"]
    while True:
        found, status, used = os.wait4(child, os.WNOHANG)
        if found:
            break
        if time.monotonic() > deadline:
            os.kill(child, 9)
            _, status, used = os.wait4(child, 0)
            break
        time.sleep(0.002)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
        "output": output.read_text(encoding="utf-8", errors="replace"),
    }


def _be_the_command(order: dict[str, Any], output: Path) -> None:
    """Runs the command in this process, bounded, and ends it."""
    code = ESCAPED
    try:
        descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(descriptor, stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(order["folder"])
        seconds = int(order["seconds"])
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + ROOM, size + ROOM))
        from clausier.cli import run

        code = run(order["arguments"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
