"""`clausier suivre`: where each request stands, what is due, what blocks signature."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from clausier.cli import options
from clausier.cli.french import command

if TYPE_CHECKING:
    from clausier.cli.negociation.table import Table
    from clausier.model.inbox import Inbox
    from clausier.model.library import Library


@command("suivre")
@options.chain(
    click.argument("dossiers", metavar="DOSSIER…", nargs=-1, required=True),
    options.group(options.DatedOptions),
    options.JSON,
    click.option("--registre", "events", is_flag=True, help="Montrer les événements du registre, avec leurs numéros."),
)
def suivre(dossiers: tuple[str, ...], given: options.DatedOptions, as_json: bool, events: bool) -> None:
    """Dit où en est chaque demande, ce qui est attendu et ce qui empêche de signer.

    Plusieurs dossiers, ou le répertoire d'un lot, donnent un tableau.

    \b
    Exemple :
      clausier suivre dossier.yaml
      clausier suivre sortie --date 2026-12-15
    """
    from clausier.cli.negociation.table import dossiers_of, laid
    from clausier.cli.standing import show_events, show_many, show_one
    from clausier.negotiation.inbox import list_path, read_list, strays

    library = given.library()
    tables = [laid(one, library) for each in dossiers for one in dossiers_of(each)]
    lists = {path: read_list(path) for table in tables if (path := list_path(table.path))}
    told = [_told(table, library, given.day, lists[list_path(table.path)]) for table in tables]
    if events:
        for table in tables:
            show_events(table)
    elif as_json:
        click.echo(json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2))
    elif len(tables) == 1:
        show_one(tables[0], told[0])
    else:
        show_many(tables, told, [one for kept in lists.values() for one in strays(kept)])


def _told(table: Table, library: Library, day: date, inbox: Inbox) -> dict[str, Any]:
    """What is known of a negotiation, as JSON holds it."""
    from clausier.negotiation.deadlines import deadlines
    from clausier.negotiation.following import blocking, next_step, notices
    from clausier.negotiation.inbox import sentence, waiting

    state = table.state
    unread = waiting(inbox, table.register)
    return {
        "dossier": table.case.id,
        "prestataire": table.case.provider.name,
        "tour": state.round,
        "envoye_le": state.last.day.isoformat() if state.last else None,
        "reponse_avant": state.last.reply_by.isoformat() if state.last else None,
        "en_retard": state.overdue(day),
        "conclu": state.concluded,
        "demandes": [
            {
                "point": one.point,
                "numero": one.sent.number,
                "titre": one.sent.title,
                "etat": one.status.value,
                "legal": one.sent.legal,
                "demande": one.sent.value,
                "propose": one.item.value if one.item else "",
                "appreciation": one.assessment.grade.value if one.assessment else None,
                "decision": one.decision.stand.value if one.decision else None,
            }
            for one in state.standings.values()
        ],
        "bloque": [
            {"nature": one.kind.value, "nom": one.name, "message": one.message}
            for one in blocking(table.case, library, state, day)
        ],
        "courrier": [{"fichier": one.name, "message": sentence(one)} for one in unread],
        "avertissements": list(notices(table.case, state, day)),
        "echeances": [
            {"le": one.day.isoformat(), "quoi": one.title}
            for one in deadlines(table.case, library, state)
            if one.day >= day
        ],
        "ensuite": next_step(state, day, [one.name for one in unread]),
    }
