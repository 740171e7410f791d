"""`clausier bibliotheque nouvelle`: an overlay to start from."""

from __future__ import annotations

from pathlib import Path

import click

from clausier.cli import options
from clausier.cli.french import command
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
    from clausier.playbook.starter import starter

    files = starter(given.unchecked_library(), folder.name, [str(one) for one in given.overlays])
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except FileExistsError:
        raise CannotWrite(f"« {folder} » existe déjà : rien n'a été écrit. Choisir un autre nom.") from None
    except OSError as error:
        raise CannotWrite(f"« {folder} » ne peut pas être créé ({error.strerror}).") from None
    click.echo(f"Bibliothèque créée dans {folder}. Lire {folder / 'LISEZMOI.md'}.")
