"""What both approvals share, that of a legal basis and that of a clause: who, and in which library it is written."""

from __future__ import annotations

import re
from pathlib import Path

import click

from clausier.characters import refused
from clausier.cli import options
from clausier.errors import InvalidInput, Problem


def _name_of_reader(_context: click.Context, _param: click.Parameter, name: str) -> str:
    """A name on one line that prints as it is."""
    if not name.strip():
        raise click.BadParameter("ce nom est vide. Écrire qui a lu le texte, par exemple « Me Exemple ».")
    if re.search("[{}\n\t\r\x85\u2028\u2029]", name) or refused(name):
        raise click.BadParameter(
            "ce nom porte une accolade ou un saut de ligne. L'écrire sur une ligne, sans accolade."
        )
    return name.strip()


READER = options.chain(
    click.option(
        "--par",
        "name",
        required=True,
        metavar="NOM",
        callback=_name_of_reader,
        help="Qui a lu le texte, par exemple « Me Exemple ».",
    ),
    click.option(
        "--dans",
        "folder",
        required=True,
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="Votre bibliothèque : la validation y est inscrite.",
    ),
)


def there(folder: Path) -> None:
    """InvalidInput if there is no such library."""
    if not folder.is_dir():
        hint = f"Le créer : clausier bibliotheque nouvelle {folder}"
        raise InvalidInput([Problem(str(folder), "", "ce dossier de bibliothèque n'existe pas.", hint)])
