"""`clausier lot …`: many dossiers at once."""

from __future__ import annotations

import click

from clausier.cli.french import Group
from clausier.cli.lot.comparer import comparer
from clausier.cli.lot.courriels import courriels
from clausier.cli.lot.envoyer import envoyer
from clausier.cli.lot.modele import modele
from clausier.cli.lot.produire import produire


@click.group("lot", cls=Group)
def lot() -> None:
    """Traiter un grand nombre de dossiers en une commande.

    \b
    Exemple :
      clausier lot modele -o lot.xlsx
      clausier lot produire lot.xlsx -o sortie
      clausier lot envoyer sortie
    """


for _command in (modele, produire, comparer, courriels, envoyer):
    lot.add_command(_command)
