"""Files from strangers, bounded before they are read: a regular file of a bounded size, or a message.

A pipe, a device, a folder would never end or never answer; a file that grows while it is read is cut one byte beyond.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from clausier.errors import InvalidInput, Problem
from clausier.files.limits import megabytes

CHECK = "Vérifier que c'est le bon fichier."
NOWHERE = "le fichier n'existe pas.", "Vérifier le chemin."
UNREADABLE = "le fichier ne peut pas être lu.", "Vérifier le chemin et les droits d'accès."
FOLDER = "c'est un dossier : un fichier est attendu.", "Donner le fichier lui-même."
ODD = "ce n'est pas un fichier ordinaire (tube, périphérique…).", "Donner un fichier enregistré sur le disque."
STANDARD_INPUT = "entrée standard"


class Absent(InvalidInput):
    """There is no file of this name."""


def read_bounded(path: Path, limit: int, name: str = "", hint: str = CHECK) -> bytes:
    """The content of a regular file of at most `limit` bytes; InvalidInput says why there is none (`Absent`: no file).

    `name` is what messages call the file; `hint` is what to do if it is too large.
    """
    with open_bounded(path, limit, name, hint) as file:
        return read_stream(file, limit, name or str(path), hint)


def open_bounded(path: Path, limit: int, name: str = "", hint: str = CHECK) -> BufferedReader:
    """A regular file of at most `limit` bytes, open to be read in pieces; InvalidInput as above."""
    shown = name or str(path)
    try:
        _admit(path.stat(), limit, shown, hint)
        file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) in (errno.ENOENT, errno.ENOTDIR):
            raise Absent([Problem(shown, "", *NOWHERE)]) from None
        raise InvalidInput([Problem(shown, "", *UNREADABLE)]) from None
    try:
        _admit(os.fstat(file.fileno()), limit, shown, hint)
    except BaseException:
        file.close()
        raise
    return file


def digest_of(path: Path, limit: int, name: str = "", hint: str = CHECK) -> str:
    """Hex digest (SHA-256) of a regular file of at most `limit` bytes; InvalidInput as above."""
    with open_bounded(path, limit, name, hint) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_stream(file: BinaryIO, limit: int, name: str, hint: str = CHECK) -> bytes:
    """What a stream still holds; InvalidInput beyond `limit` bytes, or where it cannot be read."""
    try:
        content = file.read(limit + 1)
    except OSError:
        raise InvalidInput([Problem(name, "", *UNREADABLE)]) from None
    if len(content) > limit:
        raise too_large(limit, name, hint)
    return content


def read_stdin(limit: int, hint: str = CHECK) -> bytes:
    """The standard input to its end; InvalidInput beyond `limit` bytes, or where it is closed."""
    if sys.stdin is None:
        raise InvalidInput([Problem(STANDARD_INPUT, "", "elle est fermée.", "Donner un fichier.")])
    return read_stream(sys.stdin.buffer, limit, STANDARD_INPUT, hint)


def _admit(found: os.stat_result, limit: int, name: str, hint: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise InvalidInput([Problem(name, "", *FOLDER)])
    if not stat.S_ISREG(found.st_mode):
        raise InvalidInput([Problem(name, "", *ODD)])
    if found.st_size > limit:
        raise too_large(limit, name, hint)


def _without_waiting(path: str, flags: int) -> int:
    """Opening a pipe that took the file's place must not wait for its other end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def too_large(limit: int, name: str, hint: str) -> InvalidInput:
    """Says that a file holds more than `limit` bytes."""
    return InvalidInput([Problem(name, "", f"le fichier dépasse {megabytes(limit)}.", hint)])
