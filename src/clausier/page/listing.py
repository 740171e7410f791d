"""Which dossiers stand in the folder that is open: names for addresses, and the only files that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clausier.batch.members import members
from clausier.batch.naming import ARCHIVES, CASE
from clausier.negotiation.drafts import is_batch

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


def _found(root: Path) -> Iterator[Kept]:
    if is_batch(root):
        yield from (Kept(folder.name, folder / CASE, root.name) for folder in members(root).current)
        return
    for path in sorted(root.iterdir()):
        if path.is_symlink() or path.name.startswith(".") or path.name == ARCHIVES:
            continue
        if path.is_dir():
            yield from _in_folder(path)
        elif path.suffix == ".yaml" and _is_case(path):
            yield Kept(path.name, path, alone=False)


def _in_folder(folder: Path) -> Iterator[Kept]:
    case = folder / CASE
    if case.is_file() and not case.is_symlink():
        yield Kept(folder.name, case)
    elif is_batch(folder):
        for one in members(folder).current:
            yield Kept(f"{folder.name}{JOINT}{one.name}", one / CASE, folder.name)


def _is_case(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            begins = file.read(LOOK)
    except OSError:
        return False
    return all(section.search(begins) for section in SECTIONS)
