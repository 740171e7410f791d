"""One writer at a time: the lock of a folder, which other commands wait for. The only importer of filelock.

Its file stays in `.clausier/`, which is never sent; the system releases it when the process ends, however it ends.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clausier.errors import CannotWrite
from clausier.files.publish import cannot_write

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK = Path(".clausier", "verrou")
WAIT = 10.0
"""Seconds: long enough for a command on a dossier, too short for somebody who wonders why nothing happens."""
EVERY = 0.005
"""Seconds between two tries: two tabs that answer at once hold a folder for a few hundredths of a second each."""
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
UNABLE = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


@contextmanager
def held(home: Path, wait: float | None = None) -> Iterator[None]:
    """Holds a folder, which exists. CannotWrite if another command still holds it after `wait` seconds, else `WAIT`.

    A folder in which nothing can be written is not held: nobody changes it, and what is to be written there says why it
    cannot be.
    """
    lock = _acquired(home, WAIT if wait is None else wait)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _acquired(home: Path, wait: float) -> BaseFileLock | None:
    from filelock import FileLock, Timeout

    path = home / LOCK
    try:
        path.parent.mkdir(exist_ok=True)
        lock = FileLock(path, timeout=wait, mode=_mode(home))
        lock.acquire(poll_interval=EVERY)
    except Timeout:
        if path.exists():
            raise CannotWrite(_busy(home)) from None
        return None  # Windows says a folder that cannot be written to as it says one that is held
    except OSError as error:
        if error.errno in REFUSED and not os.access(home, os.W_OK):
            return None
        told = _unable(home) if error.errno in UNABLE else cannot_write(home, error)
        raise CannotWrite(told) from error
    except NotImplementedError:
        raise CannotWrite(_unable(home)) from None
    return lock


def _mode(home: Path) -> int:
    """Who may write in a shared folder may hold it too."""
    return home.stat().st_mode & 0o666


def _busy(home: Path) -> str:
    return (
        f"une autre commande clausier travaille dans « {home} ». Attendre qu'elle finisse, puis relancer celle-ci : "
        "elle n'a rien écrit."
    )


def _unable(home: Path) -> str:
    return (
        f"« {home} » est sur un disque où un fichier ne peut pas être réservé : deux commandes s'y gêneraient. "
        "Déplacer le dossier sur un disque de cet ordinateur."
    )
