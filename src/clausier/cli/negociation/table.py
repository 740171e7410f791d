"""The dossiers that a command is given, and a work on one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from clausier.batch.members import members
from clausier.cli.afresh import afresh
from clausier.cli.said import warn
from clausier.desk.table import Table, laid
from clausier.files.journal import recover
from clausier.model.library import Library
from clausier.negotiation.drafts import is_batch

T = TypeVar("T")


def dossiers_of(given: str) -> list[str]:
    """The dossiers of a batch, those withdrawn from its source told and left out; anything else is itself."""
    root = Path(given)
    if not is_batch(root):
        return [given]
    found = members(root)
    if found.withdrawn:
        names = ", ".join(folder.name for folder in found.withdrawn)
        warn(f"laissés de côté, car ils ne sont plus dans la source du lot : {names}.")
    return [str(folder) for folder in found.current]


def worked_on(dossier: str, library: Library, work: Callable[[Table], T]) -> T:
    """What is done with a dossier whose folder is held; done again where a file of it changed before it was written."""
    path = Path(dossier)
    recover(path if path.is_dir() else path.parent)
    return afresh(lambda: work(laid(dossier, library)))
