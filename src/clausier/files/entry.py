"""A file of a set that takes its place, or goes: what was there, what comes, and how it is undone."""

from __future__ import annotations

import os
import shutil
import stat
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from clausier.files.replacing import name_of

GONE = ""
"""The fingerprint of a file that is not there."""
OTHER = "autre"
PIECE = 1 << 20


@dataclass(frozen=True)
class Entry:
    """A file that takes its place, or goes: the fingerprints of what was there and of what comes."""

    set_: str
    rank: int
    folder: Path
    name: str
    former: str
    new: str

    @property
    def target(self) -> Path:
        return self.folder / self.name

    @property
    def fresh(self) -> Path:
        """The new content, as long as it is not in place."""
        return self.folder / name_of(self.set_, "tmp", self.rank)

    @property
    def old(self) -> Path:
        """What was there before, by which the set is undone."""
        return self.folder / name_of(self.set_, "old", self.rank)

    @property
    def is_put(self) -> bool:
        """Did it take its place, or is it gone?"""
        now = fingerprint(self.target)
        return now == self.new and (self.new == GONE or not os.path.lexists(self.fresh))

    @property
    def can_end(self) -> bool:
        """Is it in place, or ready to be put in the place of what was there, which nobody has changed since?"""
        now = fingerprint(self.target)
        if self.new == GONE:
            return now in (GONE, self.former)
        if os.path.lexists(self.fresh):
            return now == self.former and fingerprint(self.fresh) == self.new
        return now != self.former or self.former == self.new

    @property
    def is_changed(self) -> bool:
        """Is it neither what was there nor what comes?"""
        return fingerprint(self.target) not in (self.former, self.new)

    def end(self) -> None:
        """Puts it in place, if that is not done. OSError."""
        if self.new == GONE:
            self.target.unlink(missing_ok=True)
        elif os.path.lexists(self.fresh):
            os.replace(self.fresh, self.target)

    def keep(self) -> None:
        """Keeps what is there under another name too: it never leaves its own. OSError."""
        if self.former != GONE:
            try:
                os.link(self.target, self.old)
            except OSError:  # a file system without hard links
                shutil.copy2(self.target, self.old)

    def undo(self) -> None:
        """Puts back what was there, unless a person has changed since what came. OSError."""
        if not self.is_put or self.former == self.new:
            return
        if self.former == GONE:
            self.target.unlink(missing_ok=True)
        elif self.old.exists():
            os.replace(self.old, self.target)


def fingerprint(path: Path) -> str:
    """The fingerprint of a file; GONE if there is none, OTHER for a link, a folder or a device."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return OTHER
        with path.open("rb") as file:
            return _print(iter(partial(file.read, PIECE), b""))
    except FileNotFoundError:
        return GONE


def print_of(content: bytes) -> str:
    """The fingerprint of a content: enough to see that somebody changed it, and quick. Nothing is proven by it."""
    return _print((content,))


def _print(pieces: Iterable[bytes]) -> str:
    size = sum_ = 0
    for piece in pieces:
        size, sum_ = size + len(piece), zlib.crc32(piece, sum_)
    return f"{size}-{sum_:08x}"
