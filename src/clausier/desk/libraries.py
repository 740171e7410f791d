"""Which libraries a dossier may be read with, and which one it is: told in a file beside it, by their names alone.

The page writes that file; the page and the commands read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausier.desk.examples import OWN_LIBRARY
from clausier.errors import InvalidInput, Problem, nearest
from clausier.files.strictyaml import read_path
from clausier.files.yamltext import document
from clausier.library.complete import stands_alone
from clausier.resources import SHIPPED_OVERLAYS, shipped

SHELF = "bibliotheques"
"""The folder, in that which is open, where libraries stand side by side."""
KEY, SUFFIX = "bibliotheques", ".bibliotheques.yaml"
HEAD = "# Les bibliothèques avec lesquelles ce dossier est lu, dans leur ordre.\n"


@dataclass(frozen=True)
class Offer:
    """A library that may be laid over the shipped one; one that is `complete` replaces it."""

    name: str
    title: str
    folder: Path
    complete: bool = False


def offers(root: Path, dossier: Path | None = None) -> Mapping[str, Offer]:
    """By name: those shipped, those of the folder that is open, and that which stands beside the dossier."""
    own = dossier.with_name(OWN_LIBRARY) if dossier else None
    found = {name: shipped("clauses") / name for name in SHIPPED_OVERLAYS}
    found |= {path.name: path for path in _folders(root / SHELF) if path.name not in found}
    found |= {OWN_LIBRARY: own} if own and own.is_dir() and not own.is_symlink() else {}
    return {name: Offer(name, _title(path), path, _alone(path)) for name, path in found.items()}


def _folders(shelf: Path) -> Sequence[Path]:
    if not shelf.is_dir() or shelf.is_symlink():
        return ()
    return sorted(path for path in shelf.iterdir() if path.is_dir() and not path.is_symlink())


def _title(folder: Path) -> str:
    """What a library calls itself; else the title of its first category; else the name of its folder."""
    for path, key in ((folder / "bibliotheque.yaml", "nom"), *((one, "intitule") for one in _categories(folder))):
        if found := _said(path, key):
            return found
    return folder.name


def _categories(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*/_categorie.yaml"))


def _said(path: Path, key: str) -> str:
    try:
        data: Any = read_path(path).data if path.is_file() else None
    except InvalidInput:
        return ""
    return str(data.get(key) or "") if isinstance(data, dict) else ""


def _alone(folder: Path) -> bool:
    try:
        return stands_alone(folder)
    except InvalidInput:
        return False


def choice_path(dossier: Path) -> Path:
    """The file that tells with which libraries a dossier is read."""
    return dossier.with_name(f"{dossier.stem}{SUFFIX}")


def chosen(dossier: Path, offered: Mapping[str, Offer]) -> tuple[Offer, ...]:
    """What a dossier is read with, in order; that which stands beside it where nothing is told.

    InvalidInput for a name that is not offered.
    """
    path = choice_path(dossier)
    if not path.is_file() or path.is_symlink():
        return tuple(offered[name] for name in (OWN_LIBRARY,) if name in offered)
    data = read_path(path, path.name).data
    names = data.get(KEY) if isinstance(data, dict) else None
    return picked(names if isinstance(names, list) else [], offered, path.name)


def told_of(dossier: Path) -> tuple[Offer, ...]:
    """What a dossier is read with, wherever it stands: libraries are looked for beside it, then a folder above."""
    near = next((one for one in (dossier.parent, dossier.parent.parent) if (one / SHELF).is_dir()), dossier.parent)
    return chosen(dossier, offers(near, dossier))


def picked(names: Iterable[str], offered: Mapping[str, Offer], place: str) -> tuple[Offer, ...]:
    """The libraries of these names, one that is complete first."""
    told = [*dict.fromkeys(names)]
    if unknown := next((name for name in told if name not in offered), None):
        hint = nearest(unknown, offered)
        message = f"aucune bibliothèque ne se nomme « {unknown} », livrée ou dans « {SHELF} »."
        raise InvalidInput([Problem(place, KEY, message, hint)])
    return tuple(sorted((offered[name] for name in told), key=lambda one: not one.complete))


def choice_text(libraries: Iterable[Offer]) -> str:
    """The text of the file that tells them."""
    return HEAD + document({KEY: [one.name for one in libraries]})


def folders(libraries: Sequence[Offer]) -> list[Path]:
    """The folders to read, in order: the shipped library first, unless one of them is complete."""
    laid = [one.folder for one in libraries]
    return laid if libraries and libraries[0].complete else [shipped("clauses"), *laid]
