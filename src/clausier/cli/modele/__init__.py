"""`clausier modele …`: the tools of whoever changes the Word templates."""

from __future__ import annotations

import click

from clausier.cli.french import Group
from clausier.cli.modele.exporter import exporter
from clausier.cli.modele.noms import noms
from clausier.cli.modele.verifier import verifier


@click.group("modele", cls=Group)
def modele() -> None:
    """Partir des modèles Word de clausier et contrôler les vôtres.

    \b
    Exemple :
      clausier modele exporter -o mes-modeles
    """


for _command in (exporter, noms, verifier):
    modele.add_command(_command)
