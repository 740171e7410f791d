"""`clausier relancer`: the next letter, by state and date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.said import warn

if TYPE_CHECKING:
    from clausier.cli.negociation.table import Table
    from clausier.model.library import Library
    from clausier.negotiation.standing import State

KINDS = {"rappel": "rappel", "tour": "nouveau tour", "derniere_demande": "dernière demande"}


@command("relancer")
@options.chain(
    options.DOSSIER,
    options.TARGET,
    options.group(options.DraftOptions),
)
def relancer(dossier: str, target: Path, given: options.DraftOptions) -> None:
    """Rédige la lettre suivante et, si une réponse est venue, les documents du tour suivant.

    Sans réponse à la date attendue : un rappel, puis une dernière demande. Après une réponse : un nouveau tour, qui
    note les accords de principe, répond aux contre-propositions et n'aménage une demande que là où « decider » l'a dit.

    Le répertoire d'un lot donne un sous-dossier par prestataire à relancer.

    \b
    Exemple :
      clausier relancer dossier.yaml -o tour-2 --date 2026-12-20
    """
    from clausier.cli.negociation.table import dossiers_of, laid
    from clausier.documents.catalogue import Occasion, due
    from clausier.errors import CannotWrite

    library = given.library()
    templates = given.templates((*due(Occasion.ROUND), *due(Occasion.REMINDER)))
    found = dossiers_of(dossier)
    several = found != [dossier]
    for one in found:
        table = laid(one, library)
        reason = _nothing_to_send(table.state, given.day)
        if reason and not several:
            raise CannotWrite(reason)
        if reason:
            click.echo(f"{table.case.id} : {reason}")
        else:
            place = target / table.path.parent.name if several else target
            _write(table, library, place, templates, given)
    click.echo("Ensuite : envoyer, puis clausier reponse lire.")


def _write(
    table: Table, library: Library, target: Path, templates: Sequence[Path], given: options.DraftOptions
) -> None:
    """The documents of the next sending and its entry in the register: both, or neither."""
    from clausier.documents.assemble import assemble
    from clausier.documents.catalogue import Occasion, due
    from clausier.errors import CannotWrite
    from clausier.files.publish import publish
    from clausier.model.negotiation import Event
    from clausier.model.requirement import PositionName
    from clausier.negotiation.rounds import next_analysis, next_proposal, purpose_of, repeats, sending_of

    state = table.state
    purpose = purpose_of(state)
    found = next_analysis(table.case, library, state, given.day, unknown_as_absent=given.unknown_as_absent)
    analysis = given.scoped(found, asked=state.standings)
    proposal = next_proposal(analysis, state, purpose)
    files = assemble(proposal, templates, due(Occasion.REMINDER if repeats(state) else Occasion.ROUND))
    sending = sending_of(proposal, analysis, purpose, PositionName.TARGET)
    if repeats(state):
        if state.last is None or sending.fingerprint != state.last.fingerprint:
            raise CannotWrite(f"{table.case.id} : {CHANGED}")
        sending = sending.model_copy(update={"texts": {}})
    publish(files, target, table.with_events(Event(sending=sending)))
    _report(state, KINDS[purpose.value], [*files], target)


CHANGED = (
    "le dossier ou la bibliothèque a changé depuis l'envoi : un rappel redirait autre chose. "
    "Adresser de nouvelles demandes : clausier rediger."
)


def _nothing_to_send(state: State, day: date) -> str:
    """Why there is nothing to write; empty if there is."""
    from clausier.french import long_date

    if state.last is None:
        return "rien n'a encore été envoyé : clausier rediger d'abord."
    if state.concluded:
        return "la négociation est conclue : il n'y a rien à relancer."
    if not state.answered and not state.overdue(day):
        due = long_date(state.last.reply_by)
        return f"la réponse est attendue jusqu'au {due} : rien à relancer avant. Ensuite, donner --date si besoin."
    if state.answered and not any(one.open for one in state.standings.values()):
        return "toutes les demandes ont leur accord de principe ou ont été abandonnées : clausier conclure."
    return ""


def _report(state: State, kind: str, names: list[str], target: Path) -> None:
    from clausier.negotiation.standing import Status

    click.echo(f"{kind.capitalize()} dans {target} : {', '.join(names)}.")
    undecided = [one for one in state.of(Status.COUNTER, Status.REFUSED) if one.decision is None]
    if undecided:
        numbers = ", ".join(one.sent.number for one in undecided)
        warn(f"sans décision, la demande est maintenue sur {numbers} (clausier decider).")
