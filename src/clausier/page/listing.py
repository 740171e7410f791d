"""Which dossiers stand in the folder that is open: names for addresses, and the only files that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from clausier.batch.members import members
from clausier.batch.naming import ARCHIVES, CASE
from clausier.desk.libraries import choice_path
from clausier.files.internal import is_reading
from clausier.negotiation.drafts import drafts_of, is_batch
from clausier.negotiation.inbox import list_path
from clausier.negotiation.register import register_path

JOINT = ":"
"""Between the name of a batch and that of one of its dossiers."""
LOOK = 4096
"""Bytes at the beginning of a file in which a dossier is known."""
SECTIONS = tuple(re.compile(rf"^{name}:".encode(), re.MULTILINE) for name in ("cabinet", "prestataire"))


@dataclass(frozen=True)
class Kept:
    """A dossier of the folder: its name in addresses, its file; `alone` if it has a folder of its own."""

    name: str
    path: Path
    batch: str = ""
    alone: bool = True


def kept_in(root: Path) -> Mapping[str, Kept]:
    """By name: a folder with a dossier in it, those of a batch, and files that are dossiers. No link is followed."""
    return {one.name: one for one in _found(root)}


def kept_of(root: Path, name: str) -> Kept | None:
    """The one of this name, looked up among them; those of other names are not looked into."""
    return next(_found(root, name), None)


def _found(root: Path, wanted: str = "") -> Iterator[Kept]:
    """All of them, or the one that is `wanted`."""
    if is_batch(root):
        yield from _of_batch(root, "", wanted)
        return
    for path in sorted(root.iterdir()):
        if path.name.startswith(".") or path.name == ARCHIVES or wanted.partition(JOINT)[0] not in ("", path.name):
            continue
        with suppress(OSError):  # a folder of somebody else's, which tells nothing, hides no other one
            yield from (one for one in _at(path, wanted) if wanted in ("", one.name))


def _at(path: Path, wanted: str) -> Iterator[Kept]:
    if path.is_symlink():
        return
    if path.is_dir():
        yield from _in_folder(path, wanted)
    elif path.suffix == ".yaml" and not is_reading(path.name) and _is_case(path) and not _linked(path):
        yield Kept(path.name, path, alone=False)


def _in_folder(folder: Path, wanted: str) -> Iterator[Kept]:
    case = folder / CASE
    if case.is_file():
        if not _linked(case):
            yield Kept(folder.name, case)
    elif is_batch(folder):
        yield from _of_batch(folder, f"{folder.name}{JOINT}", wanted)


def _of_batch(folder: Path, prefix: str, wanted: str) -> Iterator[Kept]:
    for one in members(folder).current:
        name = f"{prefix}{one.name}"
        if wanted in ("", name) and not _linked(one / CASE):
            yield Kept(name, one / CASE, folder.name)


def _linked(case: Path) -> bool:
    """Does something that is read or written with a dossier lead elsewhere?"""
    beside = (register_path(case), list_path(case), drafts_of(case), drafts_of(case).parent, choice_path(case))
    return any(path.is_symlink() for path in (case, *beside))


def _is_case(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            begins = file.read(LOOK)
    except OSError:
        return False
    return all(section.search(begins) for section in SECTIONS)
