"""`clausier questionnaire …`: the questions in Excel or Word, and the answers read back."""

from __future__ import annotations

import click

from clausier.cli.french import Group
from clausier.cli.questionnaire.creer import creer
from clausier.cli.questionnaire.lire import lire


@click.group("questionnaire", cls=Group)
def questionnaire() -> None:
    """Poser les questions dans un fichier Excel ou Word, et relire les réponses.

    \b
    Exemple :
      clausier questionnaire creer --dossier dossier.yaml --pour prestataire -o questionnaire.docx
      clausier questionnaire lire questionnaire.docx --dossier dossier.yaml -o dossier.yaml
    """


for _command in (creer, lire):
    questionnaire.add_command(_command)
