"""`clausier nouveau`: a commented blank dossier."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from clausier.characters import legible
from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo
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
    from clausier.files.proof import proven
    from clausier.files.publish import publish
    from clausier.files.seen import seen
    from clausier.files.strictyaml import read_bytes

    text = blank_case(given.library(), date.today(), legible(target.stem) if target else "dossier")
    proven(text.encode(), "dossier.yaml", lambda content: read_bytes(content, "dossier.yaml"))
    if target is None:
        echo(text, nl=False)
        return
    before = seen([target])
    if os.path.lexists(target):
        raise CannotWrite(f"« {target} » existe déjà : rien n'a été écrit. Choisir un autre nom.")
    publish({target.name: text.encode()}, target.parent, seen=before)
    echo(f"Dossier créé : {target}. Le compléter, puis : clausier analyser {target}{given.told()}")
