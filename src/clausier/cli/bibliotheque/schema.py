"""`clausier bibliotheque schema`: JSON Schemas for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo, echo_json


@command("schema")
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Écrire un fichier par schéma dans ce dossier.",
)
@click.option(
    "--superposee",
    "for_overlay",
    is_flag=True,
    help="Ceux d'une bibliothèque superposée : toute clé est facultative.",
)
@options.group(options.LibraryOptions)
def schema(folder: Path | None, for_overlay: bool, given: options.LibraryOptions) -> None:
    """Écrit les schémas JSON des fichiers, pour qu'un éditeur les complète et signale les fautes.

    Les mots admis (faits, fondements, points) sont ceux de la bibliothèque : donner la vôtre par --bibliotheque.
    En tête d'un fichier YAML d'une bibliothèque superposée :

    \b
      # yaml-language-server: $schema=../schemas/point-superpose.schema.json

    \b
    Exemple :
      clausier bibliotheque schema --superposee -o ma-bibliotheque/schemas --bibliotheque ma-bibliotheque
    """
    from clausier.files.publish import publish
    from clausier.playbook.schema import overlay_schemas, schemas

    library = given.unchecked_library()
    found = overlay_schemas(library) if for_overlay else schemas(library)
    if folder is None:
        echo_json(_text(found), nl=False)
        return
    publish({f"{name}.schema.json": _text(content).encode() for name, content in found.items()}, folder)
    echo(f"{len(found)} schémas dans {folder}.")


def _text(content: dict[str, Any]) -> str:
    """Compact: an editor reads it, nobody else."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
