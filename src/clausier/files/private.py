"""A file that only its owner can read, for as long as a run needs it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from clausier.errors import CannotWrite
from clausier.files.publish import cannot_write


@contextlib.contextmanager
def private_file(path: Path, content: bytes) -> Iterator[Path]:
    """Writes it anew, readable by nobody else from its first byte; it goes at the end. CannotWrite."""
    try:
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(content)
    except OSError as error:
        raise CannotWrite(cannot_write(path.parent, error)) from error
    try:
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
