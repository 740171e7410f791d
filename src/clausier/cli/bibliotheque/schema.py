"""`clausier bibliotheque schema`: JSON Schemas for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.errors import CannotWrite


@command("schema")
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Écrire un fichier par schéma dans ce dossier.",
)
@options.LIBRARY
def schema(folder: Path | None, overlays: tuple[Path, ...]) -> None:
    """Écrit les schémas JSON des fichiers, pour qu'un éditeur les complète et signale les fautes.

    Les schémas en « -superpose » sont ceux d'une bibliothèque superposée. Les mots admis (faits, fondements, points)
    sont ceux de la bibliothèque : donner la vôtre par --bibliotheque. En tête d'un fichier YAML :

    \b
      # yaml-language-server: $schema=../schemas/point-superpose.schema.json

    \b
    Exemple :
      clausier bibliotheque schema -o ma-bibliotheque/schemas --bibliotheque ma-bibliotheque
    """
    from clausier.playbook.schema import schemas

    found = schemas(options.load_unchecked(overlays))
    if folder is None:
        click.echo(_text(found), nl=False)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in found.items():
            _replace(folder / f"{name}.schema.json", _text(content))
    except OSError as error:
        raise CannotWrite(f"« {folder} » ne peut pas être écrit ({error.strerror}).") from None
    click.echo(f"{len(found)} schémas dans {folder}.")


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _replace(path: Path, text: str) -> None:
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)
