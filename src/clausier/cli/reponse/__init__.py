"""`clausier reponse …`: what the provider answers."""

from __future__ import annotations

import click

from clausier.cli.french import Group
from clausier.cli.reponse.lire import lire
from clausier.cli.reponse.noter import noter


@click.group("reponse", cls=Group)
def reponse() -> None:
    """Lire ou noter ce que le prestataire répond.

    \b
    Exemple :
      clausier reponse lire dossier.yaml reponse.docx
    """


for _command in (lire, noter):
    reponse.add_command(_command)
