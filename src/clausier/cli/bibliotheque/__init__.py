"""`clausier bibliotheque …`: the tools of the lawyer who owns a library."""

from __future__ import annotations

import click

from clausier.cli.bibliotheque.apercu import apercu
from clausier.cli.bibliotheque.comparer import comparer
from clausier.cli.bibliotheque.exporter import exporter
from clausier.cli.bibliotheque.fondements import fondements
from clausier.cli.bibliotheque.importer import importer
from clausier.cli.bibliotheque.nouvelle import nouvelle
from clausier.cli.bibliotheque.reperes import reperes
from clausier.cli.bibliotheque.schema import schema
from clausier.cli.bibliotheque.valider import valider
from clausier.cli.bibliotheque.verifier import verifier
from clausier.cli.french import Group


@click.group("bibliotheque", cls=Group)
def bibliotheque() -> None:
    """Contrôler, comparer, approuver et modifier une bibliothèque de clauses.

    \b
    Exemple :
      clausier bibliotheque verifier ma-bibliotheque
    """


for _command in (nouvelle, verifier, valider, apercu, comparer, fondements, reperes, exporter, importer, schema):
    bibliotheque.add_command(_command)
