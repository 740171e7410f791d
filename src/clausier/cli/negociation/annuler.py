"""`clausier annuler`: takes back an event of the register, by adding one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.desk.table import Table


@command("annuler", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    click.option("--evenement", "event", type=int, metavar="N", help="Lequel ; le dernier si rien n'est dit."),
    click.option("--motif", "reason", metavar="TEXTE", default="", help="Pourquoi ; gardé au registre, jamais envoyé."),
    click.option("--avec-suite", "whole", is_flag=True, help="Annuler aussi ce qui repose sur lui."),
    options.group(options.EventOptions),
)
def annuler(dossier: str, event: int | None, reason: str, whole: bool, given: options.EventOptions) -> None:
    """Annule un événement du registre : un envoi, une réponse, une décision, une conclusion ou une annulation.

    Rien n'est effacé : l'annulation s'ajoute au registre, et l'événement ne compte plus. Annuler une annulation le
    rétablit. « clausier suivre --registre » donne les numéros.

    \b
    Exemple :
      clausier annuler dossier.yaml
      clausier annuler dossier.yaml --evenement 3 --motif "envoyé au mauvais prestataire" --avec-suite
    """
    from clausier.cli.negociation.table import worked_on
    from clausier.negotiation.undoing import last_event, take_back, told

    def take(table: Table) -> None:
        register = table.register
        target = event if event is not None else last_event(register)
        events = take_back(register, target, given.day, reason.strip(), whole)
        table.write(*events)
        for one in events:
            if one.undo:
                echo(f"Annulé : {one.undo.event}, {told(register, one.undo.event)}.")

    worked_on(dossier, given.library(dossier), take)
    echo("Rien n'est effacé : clausier suivre dit où en est la négociation.")
