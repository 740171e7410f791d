"""What was read is still what is there: fingerprints taken before files are read, compared before they are replaced.

A lock holds off other commands, not the editor in which a person saves a dossier meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar

from clausier.errors import CannotWrite

T = TypeVar("T")
TIMES = 5
LARGEST = 64 * 1024 * 1024
"""Bytes beyond which a file, which no reader of ours admits, is told by its size and its date alone."""


class Changed(CannotWrite):
    """A file is not what was read of it: nothing was written, and the work is to be done again."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"« {path} » change pendant que clausier y travaille : rien n'y a été écrit. Fermer le programme qui "
            "l'enregistre, puis relancer la commande."
        )


@dataclass(frozen=True)
class Seen:
    """The fingerprints of files, empty for one that is not there."""

    prints: Mapping[Path, str] = field(default_factory=dict)

    def __or__(self, other: Seen) -> Seen:
        """Both; where they differ on a file, what was seen first counts."""
        return Seen({**other.prints, **self.prints})

    def check(self) -> None:
        """Changed, for the first file that is not as it was seen."""
        for path, print_ in self.prints.items():
            if _print(path) != print_:
                raise Changed(path)


def seen(paths: Iterable[Path]) -> Seen:
    """The fingerprints of files that are about to be read."""
    return Seen({path: _print(path) for path in paths})


def again(work: Callable[[], T], forget: Callable[[], None] = lambda: None) -> T:
    """What `work` gives, begun anew, after `forget`, each time that what it read has changed before it could write.

    Changed if that never ends: a person saves a file now and then, only a program does it at each try.
    """
    for left in reversed(range(TIMES)):
        try:
            return work()
        except Changed:
            if not left:
                raise
            forget()
    raise AssertionError


def _print(path: Path) -> str:
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode) or found.st_size > LARGEST:
            return f"{found.st_mode} {found.st_size} {found.st_mtime_ns}"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
