"""`clausier reponse …`: what the provider answers."""

from __future__ import annotations

import click

from clausier.cli.french import Group
from clausier.cli.reponse.lire import lire


@click.group("reponse", cls=Group)
def reponse() -> None:
    """Lire ce que le prestataire répond.

    \b
    Exemple :
      clausier reponse lire dossier.yaml reponse.docx
    """


reponse.add_command(lire)
