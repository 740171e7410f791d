"""Puts a set of files in their folders: all of them, or none."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from clausier.errors import CannotWrite
from clausier.files.entry import GONE, Entry, fingerprint, print_of
from clausier.files.journal import Journal, recover
from clausier.files.replacing import Fresh, name_of, new_set, standing, uninterrupted
from clausier.files.seen import Seen
from clausier.files.written import note

ELSEWHERE = " Sinon, choisir un autre dossier."
UNREAD = Seen()


def publish(
    files: Mapping[str, bytes],
    folder: Path,
    beside: Mapping[Path, bytes] = MappingProxyType({}),
    gone: Collection[str] = (),
    seen: Seen = UNREAD,
) -> tuple[Path, ...]:
    """Writes each file under its name and returns the paths, in the same order; then those of `beside`.

    `gone` are files of the folder that go; `beside` are files of other folders, which exist: they take their places
    last. All of this is done, or nothing: if anything fails, the folder is as it was before (even created folders go)
    and CannotWrite says why; what a killed process left is ended or undone by `journal.recover`. Changed, with
    nothing written, if what was `seen` of files is not what is there when all is ready.
    """
    recover(*dict.fromkeys((folder, *(path.parent for path in beside))))
    created = _make(folder)
    leaving = {folder / name: None for name in gone if name not in files and (folder / name).is_file()}
    written = {folder / name: content for name, content in files.items()}
    try:
        put({**written, **leaving, **beside}, seen=seen)
    except OSError as error:
        _remove_empty(created)
        raise CannotWrite(cannot_write(folder, error, ELSEWHERE)) from error
    except BaseException:
        _remove_empty(created)
        raise
    return (*written, *beside)


def put(contents: Mapping[Path, bytes | None], *, durable: bool = True, seen: Seen = UNREAD) -> None:
    """Files and what they will hold, in folders that exist, in the order in which they take their places; None goes.

    All of them or none. `durable`: not even a failure of the current undoes it once it is done. OSError, or CannotWrite
    for what cannot be replaced; Changed as `publish`.
    """
    set_ = new_set()
    made: dict[Path, Fresh] = {}
    entries: list[Entry] = []
    try:
        folders = {folder: folder.resolve() for folder in {target.parent for target in contents}}
        for rank, (target, content) in enumerate(contents.items()):
            before, after = fingerprint(target) if standing(target) else GONE, GONE
            if content is not None:
                made[target] = Fresh(target, target.with_name(name_of(set_, "tmp", rank)))
                made[target].file.write(content)
                made[target].end(durable=durable)
                after = print_of(content)
            entries.append(Entry(set_, rank, folders[target.parent], target.name, before, after))
        seen.check()
        with uninterrupted(), _journal(entries, durable=durable):
            for target in contents:
                if target in made:
                    made[target].put()
                else:
                    target.unlink(missing_ok=True)
                    note(target)
    except BaseException:
        for one in made.values():
            one.drop()
        raise


def _journal(entries: list[Entry], *, durable: bool) -> contextlib.AbstractContextManager[None]:
    """A single replacement needs none."""
    if len(entries) < 2:
        return contextlib.nullcontext()
    folders = dict.fromkeys(entry.folder for entry in reversed(entries))
    return Journal(entries[0].set_, tuple(folders), tuple(entries)).open(durable=durable)


def _make(folder: Path) -> list[Path]:
    """Creates the folder and its parents; returns those that did not exist, innermost first."""
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(f"« {folder} » est un fichier : indiquer un dossier où écrire.")
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _remove_empty(missing)
        raise CannotWrite(cannot_write(folder, error, ELSEWHERE)) from error
    return missing


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def cannot_write(folder: Path, error: OSError, otherwise: str = "") -> str:
    """What a failed writing means for the user; `otherwise` is a last way out, after a space."""
    name = Path(str(error.filename)).name if error.filename else ""
    if isinstance(error, PermissionError):
        return (
            f"écriture refusée dans « {folder} ». Vérifier les droits sur ce dossier et fermer ses documents, "
            f"s'ils sont ouverts dans Word ou Excel.{otherwise}"
        )
    if isinstance(error, NotADirectoryError | FileExistsError):
        return (
            f"« {folder} » ne peut pas être un dossier : un fichier porte déjà ce nom sur le chemin. "
            f"Le déplacer.{otherwise}"
        )
    reason = error.strerror or str(error)
    return f"impossible d'écrire dans « {folder} »{f' ({name})' if name else ''} : {reason}.{otherwise}"
