"""The same done for several providers of a batch: which ones, and a faulty one never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import explain
from clausier.errors import ClausierError

if TYPE_CHECKING:
    from clausier.cli.negociation.table import Table
    from clausier.model.library import Library

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


def for_each(folders: Iterable[Path], act: Callable[[Path], None]) -> int:
    """Does the same for each folder; a fault is told with the folder's name. The number of faults."""
    failed = 0
    for folder in folders:
        try:
            act(folder)
        except (ClausierError, click.UsageError) as error:
            failed += 1
            told = explain(error) if isinstance(error, click.UsageError) else error
            click.echo(f"Erreur : {folder.name} : {told}", err=True)
    return failed


def end(failed: int) -> None:
    """Ends the command with code 1 if something failed."""
    if failed:
        raise click.exceptions.Exit(1)


def all_laid(dossiers: Iterable[str], library: Library) -> tuple[list[Table], int]:
    """Dossiers and their registers, and how many could not be read; of a single one, InvalidInput says why."""
    from clausier.cli.negociation.table import dossiers_of, laid_to_read

    paths = [Path(one) for each in dossiers for one in dossiers_of(each)]
    if len(paths) == 1:
        return [laid_to_read(str(paths[0]), library)], 0
    found: list[Table] = []
    failed = for_each(paths, lambda path: found.append(laid_to_read(str(path), library)))
    return found, failed
