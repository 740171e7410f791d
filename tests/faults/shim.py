"""The few functions that touch the disk, counted; at one of them the process is killed, or the disk fails.

A command runs in a forked process, so that a kill is a kill: nothing runs after it.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from clausier.cli import run

KILLED, UNEXPECTED = 99, 98


class Fault(StrEnum):
    """What happens at an operation."""

    NONE = "rien"
    KILL = "tué"
    FULL = "disque plein"
    REFUSED = "refusé"
    SIGNAL = "Ctrl-C"


ROOM = ("open", "write", "fsync", "mkdir")
"""What a full disk refuses, from the fault on."""
NAMES = ("replace", "rename", "link", "unlink", "remove", "mkdir", "rmdir", "chmod")


@dataclass
class Shim:
    """Counts the operations under a folder; the fault comes before the one of this rank, the first being 1."""

    root: Path
    fault: Fault = Fault.NONE
    rank: int = 0
    count: int = 0

    def step(self, operation: str, half: Callable[[], object] = lambda: None) -> None:
        """Before an operation; `half` does a part of it, as a kill or a full disk leaves it."""
        self.count += 1
        if self.fault is Fault.FULL and 0 < self.rank <= self.count and operation in ROOM:
            half()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self.count != self.rank:
            return
        if self.fault is Fault.KILL:
            half()
            os._exit(KILLED)
        if self.fault is Fault.REFUSED:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if self.fault is Fault.SIGNAL:
            signal.raise_signal(signal.SIGINT)

    def install(self) -> None:
        """For the rest of the life of this process."""
        for name in NAMES:
            setattr(os, name, self._named(name, getattr(os, name)))
        os.fsync = self._synced(os.fsync)  # type: ignore[assignment]
        os.open = self._descriptor(os.open)
        io.open = builtins.open = self._file(io.open)  # type: ignore[assignment]

    def _is_here(self, path: Any) -> bool:
        return isinstance(path, str | Path) and os.path.abspath(path).startswith(str(self.root))

    def _named(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *others: Any, **options: Any) -> Any:
            if self._is_here(path):
                self.step(name)
            return real(path, *others, **options)

        return call

    def _synced(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def call(descriptor: int) -> None:
            self.step("fsync")
            real(descriptor)

        return call

    def _descriptor(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, flags: int, *others: Any, **options: Any) -> int:
            if flags & os.O_CREAT and self._is_here(path):
                self.step("open")
            return real(path, flags, *others, **options)

        return call

    def _file(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, mode: str = "r", *others: Any, **options: Any) -> Any:
            if not (set(mode) & set("wxa+") and self._is_here(path)):
                return real(path, mode, *others, **options)
            self.step("open")
            raw = _Counted(os.fspath(path), mode.replace("b", "").replace("t", ""))
            raw.shim = self
            if "b" in mode:
                return io.BufferedWriter(raw)
            text = {name: options[name] for name in ("encoding", "newline", "errors") if name in options}
            return io.TextIOWrapper(io.BufferedWriter(raw), **text)

        return call


class _Counted(io.FileIO):
    shim: Shim

    def write(self, content: Any) -> int:
        half = super().write
        self.shim.step("write", lambda: half(bytes(content)[: len(content) // 2]))
        return super().write(content) or 0


@dataclass(frozen=True)
class Attempt:
    """How a command ended, what it said, and how many operations it made."""

    code: int
    said: str
    count: int


def attempt(words: list[str], root: Path, notes: Path, fault: Fault = Fault.NONE, rank: int = 0) -> Attempt:
    """Runs a command in a process of its own; `notes` is a folder for what it says."""
    said, counted = notes / "dit", notes / "compte"
    sys.stdout.flush()
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        count = int(counted.read_text() or 0) if counted.exists() else 0
        told = said.read_text(encoding="utf-8")
        counted.unlink(missing_ok=True)
        return Attempt(os.waitstatus_to_exitcode(status), told, count)
    code = UNEXPECTED
    try:
        sys.stdout = sys.stderr = said.open("w", encoding="utf-8")
        tally = counted.open("w")
        signal.signal(signal.SIGINT, signal.default_int_handler)
        shim = Shim(root, fault, rank)
        shim.install()
        code = run(words)
        tally.write(str(shim.count))
        tally.close()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)
