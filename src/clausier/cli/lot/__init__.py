"""`clausier lot …`: many dossiers at once."""

from __future__ import annotations

import click

from clausier.cli.french import Group
from clausier.cli.lot.modele import modele


@click.group("lot", cls=Group)
def lot() -> None:
    """Traiter un grand nombre de dossiers en une commande.

    \b
    Exemple :
      clausier lot modele -o lot.xlsx
    """


for _command in (modele,):
    lot.add_command(_command)
