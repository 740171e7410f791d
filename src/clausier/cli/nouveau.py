"""`clausier nouveau`: a commented blank dossier."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.errors import CannotWrite


@command("nouveau")
@click.option(
    "-o", "target", type=click.Path(path_type=Path), metavar="FICHIER", help="Fichier à créer (par défaut : écran)."
)
@options.group(options.LibraryOptions)
def nouveau(target: Path | None, given: options.LibraryOptions) -> None:
    """Crée un dossier vierge, commenté, avec toutes les questions.

    \b
    Exemple :
      clausier nouveau -o dossier.yaml
    """
    from clausier.dossier.blank import blank_case

    text = blank_case(given.library(), date.today(), target.stem if target else "dossier")
    if target is None:
        click.echo(text, nl=False)
        return
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise CannotWrite(f"« {target} » existe déjà : rien n'a été écrit. Choisir un autre nom.") from None
    except OSError as error:
        raise CannotWrite(f"« {target} » ne peut pas être écrit ({error.strerror}).") from None
    click.echo(f"Dossier créé : {target}. Le compléter, puis : clausier analyser {target}{given.told()}")
