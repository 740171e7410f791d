"""A file that only its owner can read, for as long as a run needs it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from clausier.errors import CannotWrite
from clausier.files.publish import cannot_write


@contextlib.contextmanager
def private_file(path: Path, content: bytes, *, sure: bool = False) -> Iterator[Path]:
    """Writes it anew, readable by nobody else from its first byte; it goes at the end.

    CannotWrite, also where its folder is a link, or keeps nothing private (shared disks), unless one is `sure` of it.
    """
    try:
        path.parent.mkdir(exist_ok=True)
        if path.parent.is_symlink():
            raise CannotWrite(f"« {path.parent} » est un lien.")
        path.unlink(missing_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as file:
            if not (sure or _is_private(number)):
                path.unlink()
                raise CannotWrite(f"« {path.parent} » ne garde rien de privé.")
            file.write(content)
    except OSError as error:
        raise CannotWrite(cannot_write(path.parent, error)) from error
    try:
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def _is_private(number: int) -> bool:
    """Is an open file this user's, and readable by nobody else, as far as the system tells?"""
    found = os.fstat(number)
    return hasattr(os, "getuid") and found.st_uid == os.getuid() and not found.st_mode & 0o077
