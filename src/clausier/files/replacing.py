"""The one place that writes files: whole beside their place under another name, then put in place by one replacement.

A file that is replaced never vanishes, not even for a moment, and none is ever seen half-written. What a process that
was killed leaves bears a name of ours, which `clean` knows.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from clausier.errors import CannotWrite
from clausier.files.written import note

OURS = re.compile(r"\.clausier-[0-9a-f]{16}(?:-\d+)?\.(?:tmp|old|json)")
"""Names of what stands beside a file while it is written."""


def name_of(set_: str, ending: str, rank: int | None = None) -> str:
    """The name of a file of a set that is being written: `.clausier-<set>-<rank>.tmp`, for instance."""
    return f".clausier-{set_}{'' if rank is None else f'-{rank}'}.{ending}"


def new_set() -> str:
    return secrets.token_hex(8)


def standing(target: Path) -> os.stat_result | None:
    """The file that would be replaced, None if there is none.

    CannotWrite for a link, which is never followed, for a folder and for a device; PermissionError for a file that is
    write-protected.
    """
    try:
        found = os.lstat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(found.st_mode):
        hint = "Donner le fichier lui-même, ou mettre à la place du lien une copie du fichier."
        raise CannotWrite(f"« {target} » est un lien vers un autre fichier : rien n'est écrit à travers lui. {hint}")
    if stat.S_ISDIR(found.st_mode):
        raise CannotWrite(f"« {target} » est un dossier : un fichier ne peut pas être écrit à sa place.")
    if not stat.S_ISREG(found.st_mode):
        raise CannotWrite(f"« {target} » n'est pas un fichier ordinaire : choisir un autre nom.")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return found


class Fresh:
    """The new content of a file, beside its place. While this process lives, nobody takes it for a stray."""

    def __init__(self, target: Path, path: Path) -> None:
        """Begins it, with the permissions of the file that it replaces. OSError, or CannotWrite as `standing`."""
        before = standing(target)
        self.target, self.path = target, path
        self.file: BinaryIO = path.open("xb")
        try:
            hold(self.file.fileno())
            if before is not None:
                path.chmod(stat.S_IMODE(before.st_mode))
        except BaseException:
            self.drop()
            raise

    def end(self, *, durable: bool) -> None:
        """All is written: it must be on the disk; `durable`, even if the current fails."""
        self.file.flush()
        if durable:
            os.fsync(self.file.fileno())

    def put(self) -> None:
        """Puts it in place."""
        self.file.close()
        os.replace(self.path, self.target)
        note(self.target)

    def drop(self) -> None:
        """It is not wanted any more. Never an error."""
        with contextlib.suppress(OSError):
            self.file.close()
        forget(self.path)


@contextlib.contextmanager
def fresh(target: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of the target if all goes well. OSError, or CannotWrite as `standing`."""
    made = Fresh(target, target.with_name(name_of(new_set(), "tmp")))
    try:
        yield made.file
        made.end(durable=durable)
        with uninterrupted():
            made.put()
    except BaseException:
        made.drop()
        raise


def replace(target: Path, content: bytes, *, durable: bool = True) -> None:
    """Writes a file, whole, in the place of the one that stands there. OSError, or CannotWrite as `standing`."""
    with fresh(target, durable=durable) as file:
        file.write(content)


@contextlib.contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes the target if all goes well; the target may be an empty folder. OSError.

    It bears the target's own name, inside a folder of ours.
    """
    nearby = next(folder for folder in target.absolute().parents if folder.is_dir())
    clean(nearby)
    room = nearby / name_of(new_set(), "tmp")
    room.mkdir()
    try:
        with _held_folder(room):
            made = room / target.name
            made.mkdir()
            yield made
            with uninterrupted():
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.is_dir():
                    target.rmdir()
                move(made, target)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def move(source: Path, target: Path) -> None:
    """Gives a folder, or a file that nobody awaits at its former place, another name. OSError."""
    os.replace(source, target)
    note(target)


def forget(path: Path) -> None:
    """Removes a file of ours. Never an error: what stays is removed the next time."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def clean(folder: Path) -> None:
    """Removes what a killed process left in a folder. Never an error."""
    names = ours(folder)
    held = {name for name in names if is_held(folder / name)}
    alive = {_set_of(name) for name in held if name.endswith(".json")}
    for name in names:
        path = folder / name
        if name in held or _set_of(name) in alive:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            forget(path)


def _set_of(name: str) -> str:
    return name.removeprefix(".clausier-")[:16]


def ours(folder: Path) -> list[str]:
    """The names of what stands beside files that are, or were, being written; none of a folder that is not there."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if OURS.fullmatch(entry.name))
    except OSError:
        return []


def hold(descriptor: int) -> None:
    """Says to other processes that this one lives. Windows lets nobody remove an open file."""
    if sys.platform != "win32":
        import fcntl

        with contextlib.suppress(OSError):  # a file system without locks: its strays are removed all the same
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def _held_folder(folder: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        hold(descriptor)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Is the process that writes it alive?"""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C and the order to end are heard after, never inside. Only the main thread hears them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    before = {number: handler for number, handler in before.items() if handler not in (signal.SIG_IGN, None)}
    for number in before:
        signal.signal(number, lambda given, _frame: heard.append(given))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for given in heard[:1]:
            signal.raise_signal(given)
