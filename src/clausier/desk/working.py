"""A work on a dossier whose folder is held: on the dossier as it is, and again if it changes before it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from clausier.desk.holding import holding
from clausier.desk.table import Table, laid
from clausier.files.journal import recover
from clausier.files.seen import again
from clausier.model.library import Library
from clausier.negotiation.drafts import home_of

T = TypeVar("T")


class Redo(Protocol):
    """Does a work, and does it again when what it read has changed: `files.seen.again`, or one that also forgets."""

    def __call__(self, work: Callable[[], T], /) -> T: ...


def worked_on(dossier: str, library: Library, work: Callable[[Table], T], redo: Redo = again) -> T:
    """What is done with a dossier whose folder is held by whoever calls. InvalidInput, Changed."""
    path = Path(dossier)
    recover(path if path.is_dir() else path.parent)
    return redo(lambda: work(laid(dossier, library)))


def held_and_worked_on(dossier: Path, library: Library, work: Callable[[Table], T]) -> T:
    """The same, given its file, its folder held meanwhile; CannotWrite if another one holds it too long."""
    with holding(lambda: home_of(dossier)):
        return worked_on(str(dossier), library, work)
