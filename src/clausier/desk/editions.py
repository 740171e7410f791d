"""The libraries that a person may read in an open folder: each as it is read, over the shipped one or in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clausier.desk.examples import OWN_LIBRARY
from clausier.desk.libraries import choice_path, chosen, folders, offers
from clausier.errors import InvalidInput

SHIPPED = ""
"""The name of the shipped library."""
OURS = "Bibliothèque de clausier"
BESIDE = "dossier:"
"""The name of that with which a dossier is read begins with it."""


@dataclass(frozen=True)
class Edition:
    """A library as it is read: its folders in order, and the dossiers that are read with it."""

    name: str
    title: str
    folders: tuple[Path, ...]
    dossiers: tuple[str, ...] = ()

    @property
    def shipped(self) -> bool:
        return self.name == SHIPPED


def editions(root: Path, dossiers: Mapping[str, Path]) -> Mapping[str, Edition]:
    """By name: the shipped one, those of the folder, and what dossiers (name → file) are read with beside these."""
    found = {SHIPPED: Edition(SHIPPED, OURS, tuple(folders(())))}
    for name, offer in offers(root).items():
        found[name] = Edition(name, offer.title, tuple(folders((offer,))))
    by_folders = {one.folders: one.name for one in found.values()}
    for dossier, path in dossiers.items():
        if (read := _of_dossier(root, dossier, path)) is None:
            continue
        name = by_folders.setdefault(read.folders, read.name)
        known = found.get(name, read)
        found[name] = replace(known, dossiers=(*known.dossiers, dossier))
    return found


def named(name: str, among: Mapping[str, Edition]) -> Edition | None:
    """The library of this name, be it that of a dossier which others are read with too; None if there is none."""
    if name in among or not name.startswith(BESIDE):
        return among.get(name)
    dossier = name.removeprefix(BESIDE)
    return next((one for one in among.values() if dossier in one.dossiers), None)


def _of_dossier(root: Path, dossier: str, path: Path) -> Edition | None:
    """What a dossier is read with; None where what it names is not there."""
    if not path.with_name(OWN_LIBRARY).is_dir() and not choice_path(path).is_file():
        return Edition(SHIPPED, OURS, tuple(folders(())))
    try:
        taken = chosen(path, offers(root, path))
    except InvalidInput:
        return None
    title = " + ".join(one.title for one in taken) or OURS
    return Edition(f"{BESIDE}{dossier}", title, tuple(folders(taken)))


def place(edition: Edition, root: Path) -> Iterator[str]:
    """Where its folders stand, those of the open folder alone: the shipped ones are nobody's to change."""
    return (one.relative_to(root).as_posix() for one in edition.folders if one.is_relative_to(root))
