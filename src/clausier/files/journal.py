"""Several files put in place as one: what is under way is told in a journal, by which the next command ends it.

Each file is first written whole beside its place (`replacing`). Then each folder gets a copy of the journal, the home
last: from then on the set is decided. Then the files take their places, and the journals go, the home's last.

A process killed before the journal stands at home has changed nothing: what it prepared is thrown away. Killed after,
it is ended by `recover`, from whichever of the folders is looked at first. A folder is only touched if it holds its
copy: the journal of a stranger's folder leads nowhere else.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clausier.errors import CannotWrite, InvalidInput
from clausier.files.bounded import read_bounded
from clausier.files.boundedjson import loaded
from clausier.files.entry import GONE, Entry
from clausier.files.replacing import clean, hold, is_held, name_of, ours
from clausier.files.written import tell

CURRENT = 1
LARGEST = 1 << 20
"""Bytes of a journal: ten thousand files."""
BELOW = (Path(), Path(".clausier"), Path(".clausier", "brouillons"))
"""Where commands keep files in the folder of a dossier or of a batch."""


@dataclass(frozen=True)
class Journal:
    """A set of files under way, in the order of their replacement, and its folders, of which the first is its home."""

    set_: str
    folders: tuple[Path, ...]
    entries: tuple[Entry, ...]

    def copy(self, folder: Path) -> Path:
        """The journal as a folder holds it."""
        return folder / name_of(self.set_, "json")

    @contextlib.contextmanager
    def open(self, *, durable: bool) -> Iterator[None]:
        """While it is open, its files may be put in place; all is undone if anything fails."""
        with contextlib.ExitStack() as held:
            try:
                self._write(held, durable=durable)
                for entry in self.entries:
                    entry.keep()
                yield
            except BaseException:
                with contextlib.suppress(OSError):  # what cannot be undone now is undone by the next command
                    self._put_back()
                    held.close()
                    self._close()
                raise
            if durable:
                sync(self.folders)
            held.close()
            with contextlib.suppress(OSError):  # all is in place, as the next command will see
                self._close()

    def end(self) -> None:
        """Puts in place what is not. OSError."""
        for entry in self.entries:
            entry.end()
        self._close()

    def undo(self) -> None:
        """Puts back what was there. OSError."""
        self._put_back()
        self._close()

    def drop(self) -> None:
        """Throws away what was only prepared. OSError."""
        self._close()

    def _put_back(self) -> None:
        for entry in reversed(self.entries):
            entry.undo()

    def _write(self, held: contextlib.ExitStack, *, durable: bool) -> None:
        for number in reversed(range(len(self.folders))):
            file = held.enter_context(self.copy(self.folders[number]).open("xb"))
            hold(file.fileno())
            file.write(self._told(number))
            file.flush()
            if durable:
                os.fsync(file.fileno())
        if durable:
            sync(self.folders)

    def _told(self, number: int) -> bytes:
        home = self.folders[0]
        tree = {
            "schema": CURRENT,
            "ici": number,
            "racine": _way(self.folders[number], home),
            "dossiers": [_way(home, folder) for folder in self.folders],
            "fichiers": [[self.folders.index(one.folder), one.name, one.former, one.new] for one in self.entries],
        }
        return json.dumps(tree).encode()

    def _close(self) -> None:
        """What stood beside the files goes; then the journals, the home's last. OSError."""
        for entry in self.entries:
            for path in [entry.fresh] * (entry.new != GONE) + [entry.old] * (entry.former != GONE):
                if not path.is_dir():
                    path.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            self.copy(folder).unlink(missing_ok=True)


def sync(folders: Sequence[Path]) -> None:
    """Names that were given in these folders outlast a failure of the current, where the system can say so."""
    if sys.platform == "win32":
        return
    for folder in folders:
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def recover(*folders: Path) -> tuple[str, ...]:
    """Ends or undoes what killed commands left in these folders; tells it, and gives what was told, in French.

    To be called before anything of these folders is read. CannotWrite if that is not possible now.
    """
    told: list[str] = []
    for folder in dict.fromkeys(one / below for one in folders for below in BELOW):
        for name in ours(folder):
            if name.endswith(".json") and not is_held(folder / name):
                told += _settled(folder / name)
        clean(folder)
    for sentence in told:
        tell(sentence)
    return tuple(told)


def interrupted(folder: Path) -> bool:
    """May a killed command have left something in the folder of a dossier or of a batch?"""
    return any(ours(folder / below) for below in BELOW)


def _settled(path: Path) -> Iterator[str]:
    """What is said of a journal that was found; nothing if it had changed nothing yet."""
    found = _read(path)
    if found is None:  # cut short, so that nothing was put in place: it goes as a stray
        return
    home = found.copy(found.folders[0])
    decided = home.is_file()
    whole = (_read(home) if decided else None) or found
    journal = replace(whole, entries=tuple(one for one in whole.entries if whole.copy(one.folder).is_file()))
    names = ", ".join(one.name for one in whole.entries if one.folder.name != BELOW[-1].name) or "un brouillon"
    try:
        if not decided and not any(one.is_put for one in journal.entries):
            journal.drop()
        elif all(one.can_end for one in journal.entries):
            journal.end()
            yield f"une écriture interrompue a été terminée : {names}."
        else:
            changed = ", ".join(one.name for one in journal.entries if one.is_changed)
            journal.undo()
            reason = f" ; entre-temps, {changed} a changé" if changed else ""
            yield f"une écriture interrompue a été défaite : {names}{reason}. La refaire."
    except OSError as error:
        message = f"une écriture interrompue reste à terminer ({names}) : {error.strerror or error}."
        raise CannotWrite(f"{message} Fermer ces fichiers s'ils sont ouverts, puis refaire la commande.") from error


def _read(path: Path) -> Journal | None:
    """The journal of a file; None if it is not whole, or not one of ours."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        return _journal(loaded(read_bounded(path, LARGEST)), path)
    except (InvalidInput, OSError, ValueError, TypeError, KeyError, IndexError):
        return None


def _journal(tree: Any, path: Path) -> Journal | None:
    here, set_ = path.parent.resolve(), path.stem.removeprefix(name_of("", "").removesuffix("."))
    home = Path(os.path.normpath(here / tree["racine"]))
    folders = [Path(os.path.normpath(home / one)) for one in tree["dossiers"]]
    folders[tree["ici"]] = here
    entries = tuple(
        Entry(set_, rank, folders[place], name, former, new)
        for rank, (place, name, former, new) in enumerate(tree["fichiers"])
    )
    sound = all(_is_plain(one.name) and isinstance(one.former, str) and isinstance(one.new, str) for one in entries)
    return Journal(set_, tuple(folders), entries) if sound and tree["schema"] == CURRENT else None


def _is_plain(name: Any) -> bool:
    """Is it the name of a file in a folder, and no path? ValueError if no file can bear it."""
    return 0 < len(os.fsencode(name)) < 256 and "\0" not in name and name not in (".", "..") and name == Path(name).name


def _way(start: Path, end: Path) -> str:
    """The path from a folder to another; whole where there is none, as between two drives of Windows."""
    try:
        return Path(os.path.relpath(end, start)).as_posix()
    except ValueError:
        return end.as_posix()
