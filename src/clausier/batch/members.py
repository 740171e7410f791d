"""Whose folders lie in that of a batch: those of its providers, which lot.json lists, and those of former ones."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from clausier.batch.naming import ARCHIVES, CASE, archives_in, folder_name
from clausier.batch.state import ROWS, read_state
from clausier.errors import CannotWrite, InvalidInput
from clausier.files.publish import cannot_write
from clausier.files.replacing import move
from clausier.files.strictyaml import read_path
from clausier.model.batch import BatchState
from clausier.negotiation.drafts import BATCH
from clausier.negotiation.register import NAME as REGISTER

NAMES = (("cabinet", "nom"), ("prestataire", "nom"), ("contrat", "titre"))
"""What tells a dossier whose id was changed; a row of lot.json has it under the names of the sections."""


@dataclass(frozen=True)
class Members:
    """The folders that hold a dossier: of the providers of the batch, and of those that are no more in its source.

    `known` is False as long as the batch is not whole: none is withdrawn then.
    """

    current: tuple[Path, ...]
    withdrawn: tuple[Path, ...] = ()
    known: bool = True


def members(root: Path) -> Members:
    """The folders of a batch, by name; a link to a folder elsewhere is none of them."""
    told = _told(root)
    there = (path.parent for path in root.glob(f"*/{CASE}") if not path.parent.is_symlink())
    found = sorted({*there, *_lost(root, told)})
    names = _names(told)
    if names is None:
        return Members(tuple(found), known=False)
    here, gone = ([one for one in found if (one.name in names) is kept] for kept in (True, False))
    return Members(tuple(here), tuple(gone))


def renamed(root: Path, folder: Path) -> str:
    """The id under which a withdrawn dossier seems to stand in the batch; empty if there is no such one."""
    try:
        data = read_path(folder / CASE).data
    except InvalidInput:
        return ""
    names = [_section(data, section).get(key, "") for section, key in NAMES]
    same = [row for row in _rows(_told(root)) if [row.get(section, "") for section, _ in NAMES] == names]
    return str(same[0].get("id", "")) if len(same) == 1 else ""


def put_away(root: Path, folder: Path) -> Path:
    """Moves a folder, and its archive to transmit, to `archives`; returns where. CannotWrite if it cannot be moved."""
    shelf = root / ARCHIVES
    if shelf.is_symlink():
        raise CannotWrite(f"« {ARCHIVES} » est un lien, qui mène hors du lot : le remplacer par un dossier.")
    names = (f"{folder.name}-{number}" if number > 1 else folder.name for number in count(1))
    target = next(shelf / name for name in names if not (shelf / name).exists())
    try:
        shelf.mkdir(exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # first: left alone, nobody would know whose it is
            for name in archives_in(root).get(folder.name, ()):
                move(root / name, shelf / f"{name.removesuffix(f'{folder.name}.zip')}{target.name}.zip")
        move(folder, target)
    except OSError as error:
        raise CannotWrite(cannot_write(folder, error)) from error
    return target


def set_aside(root: Path) -> tuple[Path, ...]:
    """The folders in `archives` that hold a dossier, by name; no link is followed."""
    shelf = root / ARCHIVES
    if shelf.is_symlink() or not shelf.is_dir():
        return ()
    there = (path.parent for path in shelf.glob(f"*/{CASE}") if not path.parent.is_symlink())
    return tuple(sorted(there))


def bring_back(root: Path, folder: Path) -> Path:
    """Moves a folder of `archives`, and its archive to transmit, back; returns where. CannotWrite if it cannot be.

    Its name may be taken meanwhile: it then takes the next one.
    """
    names = (f"{folder.name}-{number}" if number > 1 else folder.name for number in count(1))
    target = next(path for name in names if not os.path.lexists(path := root / name))
    try:
        move(folder, target)
        with contextlib.suppress(FileNotFoundError):
            move(folder.with_name(f"{folder.name}.zip"), target.with_name(f"{target.name}.zip"))
    except OSError as error:
        raise CannotWrite(cannot_write(folder, error)) from error
    return target


def _lost(root: Path, told: Mapping[str, Any]) -> Iterator[Path]:
    """The folders of a batch whose dossier is gone, or cannot even be looked for: they are not to be forgotten."""
    for row in _rows(told):
        folder = root / folder_name(str(row.get("id", "")))
        if row.get("id") and folder.is_dir() and (not os.access(folder, os.X_OK) or (folder / REGISTER).exists()):
            yield folder


def _names(told: Mapping[str, Any]) -> frozenset[str] | None:
    """The names of the folders of a batch; None if it does not tell them all."""
    rows = [*_rows(told)]
    if told.get("etat") != BatchState.DONE.value or not all(row.get("id") for row in rows):
        return None
    return frozenset(folder_name(str(row["id"])) for row in rows)


def _told(root: Path) -> Mapping[str, Any]:
    return read_state(root / BATCH, ("id", *(section for section, _ in NAMES)))


def _rows(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from told.get(ROWS, ())


def _section(data: Any, name: str) -> Mapping[str, Any]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}
