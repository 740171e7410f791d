"""The folder of a batch: its providers' folders, files that are whole or absent."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from clausier.batch.naming import CASE
from clausier.batch.provider import Found, Made, Order, files_of
from clausier.documents import manifest
from clausier.documents.catalogue import Occasion, due
from clausier.documents.folder import Placing, past_of, placed
from clausier.dossier.read import case_of
from clausier.errors import InvalidInput
from clausier.files.seen import Seen, seen
from clausier.files.strictyaml import read_bytes
from clausier.model.library import Library
from clausier.negotiation.drafts import FOLDER as DRAFTS
from clausier.negotiation.register import NAME as REGISTER
from clausier.negotiation.register import register_bytes
from clausier.office.archive import write_zip

STRAY = re.compile(r"\.[\w-]+\.(?:docx|xlsx|pdf|json|html|zip)\.\w{8}\.(?:tmp|old)")


def tidy(root: Path) -> None:
    """Rids the folder of a batch of what a stopped run left behind."""
    folders = [root, *(Path(entry.path) for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False))]
    for folder in folders:
        with contextlib.suppress(OSError):
            for entry in os.scandir(folder):
                if STRAY.fullmatch(entry.name):
                    Path(entry.path).unlink(missing_ok=True)


def found(folder: Path) -> Found:
    """What a provider's folder holds; empty files do not count. OSError or InvalidInput if it cannot be read.

    A register that cannot be read may tell of documents that were sent.
    """
    try:
        names = frozenset(entry.name for entry in os.scandir(folder) if entry.is_file() and entry.stat().st_size)
    except (FileNotFoundError, NotADirectoryError):
        return Found()
    content = (folder / manifest.NAME).read_bytes() if manifest.NAME in names else b""
    return Found(manifest.past(content) if content else None, names, register_bytes(folder / REGISTER))


def told_in(folder: Path) -> Seen:
    """What decides of a provider's folder, as it is before it is read."""
    return seen((folder / REGISTER, folder / manifest.NAME))


def store(folder: Path, made: Made, order: Order, before: Seen) -> None:
    """Puts what was made in its folder. The manifest goes first and comes last: with one, a folder is whole.

    Raises OSError, or CannotWrite for what a person edited; no file is ever half-written. Changed, with nothing
    written, if what decided is no more as it was seen `before`.
    """
    if not made.files:
        return
    placing = _placing(folder, made, order)
    before.check()
    folder.mkdir(exist_ok=True)
    if made.draft is not None:
        drafts = folder.parent / DRAFTS
        drafts.mkdir(parents=True, exist_ok=True)
        replace(drafts / made.draft[0], made.draft[1])
    if set(made.files) != {manifest.NAME} or made.stale:
        (folder / manifest.NAME).unlink(missing_ok=True)
    for name in sorted(placing.files.keys() - made.files.keys()):
        replace(folder / name, placing.files[name])
    for name in sorted(placing.gone):
        (folder / name).unlink(missing_ok=True)
    for name in sorted(made.files, key=lambda name: name == manifest.NAME):
        replace(folder / name, made.files[name])


def _placing(folder: Path, made: Made, order: Order) -> Placing:
    """What is written and what goes; a folder without a manifest is that of a run that was stopped."""
    past = past_of(folder)
    if past is None:
        return Placing(made.files, tuple(made.stale))
    edited = [CASE] if _is_edited(folder / CASE, made.files[CASE], past, order.library) else []
    return placed(folder, made.files, past.produced, made.stale, overwrite=order.overwrite, edited=edited)


def _is_edited(path: Path, new: bytes, past: manifest.Past, library: Library) -> bool:
    """Is the dossier beside the documents neither the one to write, nor the one that they were made of?"""
    content = path.read_bytes() if path.is_file() else b""
    if content in (b"", new):
        return False
    try:
        return not past.read_case(case_of(read_bytes(content, CASE), library))
    except InvalidInput:
        return True


@contextlib.contextmanager
def fresh(target: Path) -> Iterator[Path]:
    """A temporary file beside the target, which it becomes if all goes well."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    os.close(handle)
    path = Path(name)
    try:
        yield path
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
        os.replace(path, target)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def replace(target: Path, content: bytes) -> None:
    with fresh(target) as path:
        path.write_bytes(content)


def archive(folder: Path) -> None:
    """`<folder>.zip` beside it: the documents that may leave the practice, the same bytes for the same documents."""
    sent = files_of(document for document in due(Occasion.FIRST) if not document.internal)
    names = [name for name in sorted(sent) if (folder / name).is_file()]
    with fresh(zip_of(folder)) as path:
        write_zip(path, ((f"{folder.name}/{name}", (folder / name).read_bytes()) for name in names))


def zip_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.zip")
