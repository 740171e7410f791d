"""`clausier bibliotheque comparer`: what one library changes in another."""

from __future__ import annotations

from pathlib import Path

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo_data


@command("comparer")
@click.argument("folders", metavar="[A] B", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.JSON
def comparer(folders: tuple[Path, ...], as_json: bool) -> None:
    """Compare deux bibliothèques : clauses ajoutées, retirées, modifiées, mot à mot.

    Les changements de valeur, d'exigence, de fondement ou de périmètre viennent d'abord. Un dossier qui ne contient que
    ce qui change est posé sur la bibliothèque de clausier. Avec un seul dossier, il est comparé à celle de clausier.

    \b
    Exemple :
      clausier bibliotheque comparer ma-bibliotheque
      clausier bibliotheque comparer version-1 version-2
    """
    from clausier.cli.comparison import as_data, show
    from clausier.playbook.compare import compare

    if len(folders) > 2:
        raise click.UsageError("deux dossiers au plus se comparent.")
    before = options.LibraryOptions(folders[:-1], ()).unchecked_library()
    found = compare(before, options.LibraryOptions(folders[-1:], ()).unchecked_library())
    if as_json:
        echo_data(as_data(found))
    else:
        show(found)
