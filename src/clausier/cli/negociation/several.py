"""The same done for several providers of a batch: which ones, and a faulty one never stops the others."""

from __future__ import annotations

import errno
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from clausier.cli import options
from clausier.cli.french import explain
from clausier.cli.said import HANGING, wrapped
from clausier.cli.terminal import echo
from clausier.errors import ClausierError
from clausier.files.written import placed

if TYPE_CHECKING:
    from clausier.desk.table import Table
    from clausier.model.library import Library

T = TypeVar("T")
FULL = (errno.ENOSPC, errno.EDQUOT)
MANY = 100
"""Names of dossiers in a sentence; beyond that, the others are counted."""
SOME = options.option("--dossier", metavar="ID", multiple=True, help="Avec un lot : ce dossier (répétable).")
ALL = options.option("--tous", is_flag=True, help="Avec un lot : tous ses dossiers.")
"""For whom, of a batch: options of the commands that must be told."""


def picked(dossier: str, ids: Sequence[str], whole: bool) -> list[Path] | None:
    """The folders that are asked of a batch, none if nothing is asked; None for a dossier alone.

    UsageError for an id that is not of the batch, or where there is no batch to choose from.
    """
    from clausier.negotiation.drafts import is_batch

    if not is_batch(Path(dossier)):
        if ids or whole:
            raise click.UsageError(f"« {dossier} » n'est pas un lot : --dossier et --tous ne valent que pour un lot.")
        return None
    if ids and whole:
        raise click.UsageError("--dossier et --tous s'excluent.")
    return folders_of(Path(dossier), ids) if ids or whole else []


def folders_of(root: Path, ids: Sequence[str]) -> list[Path]:
    """The folders of these dossiers of a batch, or of all; UsageError names an id that is not of the batch."""
    from clausier.batch.naming import folder_name
    from clausier.cli.negociation.table import dossiers_of
    from clausier.errors import nearest

    known = {Path(one).name: Path(one) for one in dossiers_of(str(root)) if Path(one) != root}
    if not known:
        raise click.UsageError(f"« {root} » n'est pas le répertoire d'un lot : donner celui de « lot produire -o ».")
    if strangers := [id_ for id_ in ids if folder_name(id_) not in known]:
        raise click.UsageError(f"« {strangers[0]} » n'est pas un dossier de ce lot. {nearest(strangers[0], known)}")
    return [known[folder_name(id_)] for id_ in dict.fromkeys(ids)] or [*known.values()]


@dataclass
class Tally:
    """What became of each of several dossiers, by name; `left` are those to which it was not come."""

    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def undone(self) -> list[str]:
        return [*self.failed, *self.left]


def for_each(folders: Iterable[Path], act: Callable[[Path], object]) -> Tally:
    """Does the same for each folder; a fault is told with the folder's name and stops none of the others.

    Neither done nor failed is one for which `act` gives False: there was nothing to do. Ctrl-C, or a disk that is full,
    leaves the rest.
    """
    tally = Tally()
    waiting = deque(folders)
    while waiting:
        folder = waiting.popleft()
        try:
            if placing(partial(act, folder)) is not False:
                tally.done.append(folder.name)
        except Interrupted as error:
            (tally.done if error.placed else tally.left).append(folder.name)
            echo("Interrompu.", err=True)
            break
        except (ClausierError, click.UsageError, OSError) as error:
            if isinstance(error, OSError) and error.filename is None:  # an output that takes no more
                raise
            tally.failed.append(folder.name)
            echo(f"Erreur : {folder.name} : {_told(error)}", err=True)
            if _is_full(error):
                break
    tally.left += [folder.name for folder in waiting]
    return tally


class Interrupted(Exception):
    """Ctrl-C, and whether something was put in place before."""

    def __init__(self, placed: bool) -> None:
        super().__init__()
        self.placed = placed


def placing(work: Callable[[], T]) -> T:
    """What a work gives; Ctrl-C becomes Interrupted, which tells whether the work had put files in place."""
    before = len(placed())
    try:
        return work()
    except KeyboardInterrupt:
        raise Interrupted(len(placed()) > before) from None


def _told(error: Exception) -> str:
    if isinstance(error, click.UsageError):
        return explain(error)
    if isinstance(error, OSError):
        return f"« {error.filename} » : {error.strerror or error}."
    return str(error)


def _is_full(error: BaseException | None) -> bool:
    """Is it a disk that is full, which no other dossier would find otherwise?"""
    if isinstance(error, OSError):
        return error.errno in FULL
    return error is not None and _is_full(error.__cause__)


def end(tally: Tally) -> None:
    """Says what was done and what was not, and ends the command with code 1, if something was not."""
    if tally.undone:
        done, undone = _names(tally.done), _names(tally.undone)
        echo(wrapped(f"Fait : {done} ; pas fait : {undone}.", hanging=HANGING), err=True)
        raise click.exceptions.Exit(1)


def _names(names: Sequence[str]) -> str:
    from clausier.french import some

    return some(names, MANY) or "aucun"


def all_laid(dossiers: Iterable[str], library: Library) -> tuple[list[Table], Tally]:
    """Dossiers and their registers, and what became of their reading; of a single one, InvalidInput says why not."""
    from clausier.cli.negociation.table import dossiers_of
    from clausier.desk.table import laid_to_read

    paths = [Path(one) for each in dossiers for one in dossiers_of(each)]
    if len(paths) == 1:
        return [laid_to_read(str(paths[0]), library)], Tally([paths[0].name])
    found: list[Table] = []
    return found, for_each(paths, lambda path: found.append(laid_to_read(str(path), library)))
