"""`clausier annuler`: takes back an event of the register, by adding one."""

from __future__ import annotations

import click

from clausier.cli import options
from clausier.cli.french import command


@command("annuler")
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
    from clausier.cli.negociation.table import laid
    from clausier.errors import CannotWrite
    from clausier.model.register import Event, Undo
    from clausier.negotiation.undoing import dependents, last_event, told

    table = laid(dossier, given.library())
    register = table.register
    target = event if event is not None else last_event(register)
    if not 1 <= target <= len(register.events):
        known = f"Le registre en a {len(register.events)}." if register.events else "Le registre est vide."
        raise CannotWrite(f"il n'y a pas d'événement {target} à annuler. {known}")
    if by := register.undone.get(target):
        raise CannotWrite(f"l'événement {target} est déjà annulé, par l'événement {by}.")
    resting = dependents(register, target)
    if resting and not whole:
        listed = "".join(f"\n- {one} : {told(register, one)}" for one in sorted(resting))
        raise CannotWrite(
            f"d'autres événements reposent sur « {told(register, target)} » :{listed}\nLes annuler avec : --avec-suite."
        )
    undone = (*resting, target)
    table.write(*(Event(undo=Undo(event=one, day=given.day, reason=reason.strip())) for one in undone))
    for one in undone:
        click.echo(f"Annulé : {one}, {told(register, one)}.")
    click.echo("Rien n'est effacé : clausier suivre dit où en est la négociation.")
