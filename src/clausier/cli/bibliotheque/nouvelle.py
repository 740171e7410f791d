"""`clausier bibliotheque nouvelle`: an overlay to start from."""

from __future__ import annotations

import os
from pathlib import Path

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo
from clausier.errors import CannotWrite


@command("nouvelle")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@options.group(options.LibraryOptions)
def nouvelle(folder: Path, given: options.LibraryOptions) -> None:
    """Crée une bibliothèque à superposer : elle ne contiendra que ce qui change.

    \b
    Exemple :
      clausier bibliotheque nouvelle ma-bibliotheque
    """
    from clausier.files.replacing import new_folder
    from clausier.playbook.starter import starter

    files = starter(given.unchecked_library(), folder.name, [str(one) for one in given.overlays])
    if os.path.lexists(folder):
        raise CannotWrite(f"« {folder} » existe déjà : rien n'a été écrit. Choisir un autre nom.")
    try:
        with new_folder(folder) as fresh:
            for name, text in files.items():
                (fresh / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CannotWrite(f"« {folder} » ne peut pas être créé ({error.strerror}).") from None
    echo(f"Bibliothèque créée dans {folder}. Lire {folder / 'LISEZMOI.md'}.")
