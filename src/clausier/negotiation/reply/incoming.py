"""The files of a folder of replies, sub-folders included: every one, but for what nobody put there, or clausier did."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clausier.errors import InvalidInput
from clausier.files import limits
from clausier.files.bounded import digest_of
from clausier.files.internal import is_reading
from clausier.files.litter import is_litter

Fault = tuple[str, str]
"""What is wrong, what to do."""
UNSEEN = "ce dossier ne peut pas être parcouru.", "Vérifier les droits d'accès."
LINK = "c'est un lien vers un autre dossier, qui n'est pas suivi.", "Donner ce dossier lui-même à lire."
MISSING = "le fichier n'existe pas.", "Vérifier le chemin."
NO_FILE = "ce n'est pas un fichier.", "Le retirer du dossier."


@dataclass(frozen=True)
class Incoming:
    """A file to read; `name` is its path within `inbox`, of printable signs only. `fault`: why it cannot be opened."""

    inbox: Path
    name: str
    path: Path
    fault: Fault | None = None

    @property
    def fingerprint(self) -> str:
        """Of its content; empty if it cannot be read."""
        if self.fault:
            return ""
        try:
            return digest_of(self.path, limits.TABLE)
        except (InvalidInput, OSError):
            return ""


def incoming(given: Path) -> Iterator[Incoming]:
    """The file itself, or those of a folder in the order of their paths; links to folders are not followed."""
    if not os.path.isdir(given):
        fault = None if os.path.isfile(given) else NO_FILE if os.path.lexists(given) else MISSING
        yield Incoming(given.parent, printable(given.name), given, fault)
        return
    yield from sorted(_within(given), key=lambda one: one.name)


def _within(inbox: Path) -> Iterator[Incoming]:
    lost: list[OSError] = []
    for folder, folders, files in os.walk(inbox, onerror=lost.append):
        here = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and not is_litter(name)]
        for name in files:
            if not is_litter(name) and not is_reading(name):
                yield _one(inbox, here / name, None if os.path.isfile(here / name) else NO_FILE)
        yield from (_one(inbox, here / name, LINK) for name in folders if os.path.islink(here / name))
    yield from (_one(inbox, Path(error.filename), UNSEEN) for error in lost)


def _one(inbox: Path, path: Path, fault: Fault | None) -> Incoming:
    return Incoming(inbox, printable(path.relative_to(inbox).as_posix()), path, fault)


def printable(name: str) -> str:
    """A name that a screen and a UTF-8 file can hold."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
