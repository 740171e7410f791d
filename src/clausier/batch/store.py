"""The folder of a batch: its providers' folders, each written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from clausier.batch.naming import CASE, archive_name
from clausier.batch.provider import Found, Made, Order, files_of
from clausier.documents import manifest
from clausier.documents.catalogue import Occasion, due
from clausier.documents.folder import Placing, past_of, placed
from clausier.documents.sending import outgoing
from clausier.dossier.read import case_of
from clausier.errors import CannotWrite, InvalidInput
from clausier.files import limits
from clausier.files.bounded import read_bounded
from clausier.files.journal import recover
from clausier.files.publish import put
from clausier.files.replacing import fresh, replace
from clausier.files.seen import Seen, seen
from clausier.files.strictyaml import read_bytes
from clausier.model.library import Library
from clausier.negotiation.drafts import FOLDER as DRAFTS
from clausier.negotiation.register import NAME as REGISTER
from clausier.negotiation.register import register_bytes
from clausier.office.archive import write_zip

DURABLE = False
"""A failure of the current may cost the last documents of a batch, which are made again; waiting for the disk at each
of them would cost every batch."""


def tidy(root: Path) -> None:
    """Ends or undoes, in the folder of a batch, what a stopped run left behind."""
    recover(root, *(Path(entry.path) for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False)))


def found(folder: Path) -> Found:
    """What a provider's folder holds; empty files do not count. OSError or InvalidInput if it cannot be read.

    A register that cannot be read may tell of documents that were sent.
    """
    try:
        names = frozenset(entry.name for entry in os.scandir(folder) if entry.is_file() and entry.stat().st_size)
    except (FileNotFoundError, NotADirectoryError):
        return Found()
    return Found(past_of(folder) if manifest.NAME in names else None, names, register_bytes(folder / REGISTER))


def told_in(folder: Path) -> Seen:
    """What decides of a provider's folder, as it is before it is read."""
    return seen((folder / REGISTER, folder / manifest.NAME))


def store(folder: Path, made: Made, order: Order, before: Seen) -> None:
    """Puts what was made in its folder, all of it or none; an archive of another state goes with what it held.

    Raises OSError, or CannotWrite for what a person edited. Changed if what decided is no more as it was seen `before`.
    """
    if not made.files:
        return
    if folder.is_symlink():
        raise CannotWrite(f"« {folder.name} » est un lien, qui mène hors du lot : le remplacer par un dossier.")
    placing = _placing(folder, made, order)
    before.check()
    folder.mkdir(exist_ok=True)
    if made.draft is not None:
        drafts = folder.parent / DRAFTS
        drafts.mkdir(parents=True, exist_ok=True)
        replace(drafts / made.draft[0], made.draft[1], durable=DURABLE)
    leaving = [*(folder / name for name in sorted(placing.gone)), *_archives(folder, order)]
    names = sorted(placing.files, key=lambda name: (name == manifest.NAME, name))
    coming = {folder / name: placing.files[name] for name in names}
    put({**dict.fromkeys(leaving), **coming}, durable=DURABLE, seen=before)


def _placing(folder: Path, made: Made, order: Order) -> Placing:
    """What is written and what goes; without a manifest nothing in the folder is known to be clausier's."""
    past = past_of(folder)
    before, stale = (past.produced, made.stale) if past else ({}, ())
    edited = [CASE] if _is_edited(folder / CASE, made.files[CASE], past, order.library) else []
    return placed(folder, made.files, before, stale, overwrite=order.overwrite, edited=edited)


def _is_edited(path: Path, new: bytes, past: manifest.Past | None, library: Library) -> bool:
    """Is the dossier beside the documents neither the one to write, nor the one that they were made of?"""
    if not path.is_file():
        return False
    try:
        content = read_bounded(path, limits.DOCUMENT, CASE)
        if content in (b"", new):
            return False
        return past is None or not past.read_case(case_of(read_bytes(content, CASE), library))
    except InvalidInput:
        return True


def keep_archive(folder: Path, order: Order, label: str, *, joined: bool, changed: bool) -> None:
    """The one archive of a folder, under the name that is asked: made anew if its documents changed, or if it lacks."""
    before, wanted = _archives(folder, order), folder.with_name(archive_name(folder.name, label))
    if changed or not wanted.is_file():
        archive(folder, joined, wanted)
    for path in before:
        if path != wanted:
            path.unlink()


def archive(folder: Path, joined: bool, path: Path) -> None:
    """The documents that may leave the practice, the same bytes for the same documents."""
    sent = {*outgoing(joined)} & files_of(due(Occasion.FIRST))
    names = [name for name in sorted(sent) if is_own_file(folder / name)]
    with fresh(path, durable=DURABLE) as file:
        write_zip(file, ((f"{folder.name}/{name}", (folder / name).read_bytes()) for name in names))


def is_own_file(path: Path) -> bool:
    """A file that stands here: what a link leads to is none of ours to send."""
    return path.is_file() and not path.is_symlink()


def _archives(folder: Path, order: Order) -> list[Path]:
    names = dict.fromkeys((archive_name(folder.name), *order.archives.get(folder.name, ())))
    return [path for name in names if (path := folder.with_name(name)).is_file()]
