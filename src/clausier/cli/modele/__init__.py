"""`clausier modele …`: the tools of whoever changes the Word templates."""

from __future__ import annotations

import click

from clausier.cli.french import Group


@click.group("modele", cls=Group)
def modele() -> None:
    """Partir des modèles Word de clausier et contrôler les vôtres.

    \b
    Exemple :
      clausier modele exporter -o mes-modeles
    """
