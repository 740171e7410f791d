"""`clausier suivre`: where each request stands, what is due, what blocks signature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo, echo_data
from clausier.errors import InvalidInput

if TYPE_CHECKING:
    from clausier.cli.negociation.several import Tally
    from clausier.desk.table import Table
    from clausier.model.inbox import Arrival, Inbox
    from clausier.model.library import Library
    from clausier.model.progress import Progress


@command("suivre")
@options.chain(
    click.argument("dossiers", metavar="DOSSIER…", nargs=-1, required=True),
    click.option("-o", "target", type=click.Path(path_type=Path), metavar="FICHIER", help="Écrire un tableau .xlsx."),
    options.group(options.DatedOptions),
    options.JSON,
    click.option("--registre", "events", is_flag=True, help="Montrer les événements du registre, avec leurs numéros."),
    click.option(
        "--reparer",
        "repair",
        is_flag=True,
        help="D'un registre abîmé, garder la plus longue partie saine ; le reste est mis de côté dans un fichier.",
    ),
)
def suivre(
    dossiers: tuple[str, ...],
    target: Path | None,
    given: options.DatedOptions,
    as_json: bool,
    events: bool,
    repair: bool,
) -> None:
    """Dit où en est chaque demande, ce qui est attendu et ce qui empêche de signer.

    Plusieurs dossiers, ou le répertoire d'un lot, donnent un tableau : une ligne par prestataire. Avec -o, ce tableau
    est écrit dans un classeur, à la place de celui de la fois précédente.

    \b
    Exemple :
      clausier suivre dossier.yaml
      clausier suivre sortie --date 2026-12-15
      clausier suivre sortie -o suivi-negociation.xlsx
    """
    from clausier.cli.negociation.several import all_laid, end
    from clausier.cli.standing import show_events, show_many, show_one
    from clausier.negotiation.following import progress, to_ask_again
    from clausier.negotiation.inbox import list_path, sentence, strays, waiting

    library = given.library(*dossiers)
    if repair:
        from clausier.cli.negociation.repairing import repair_all

        return repair_all(dossiers, library, given.day)
    tables, tally = all_laid(dossiers, library)
    lists = _lists({list_path(table.path) for table in tables}, tally)
    mail = [waiting(lists[list_path(table.path)], table.register) for table in tables]
    again = [to_ask_again(table.case, library, table.state, given.day) for table in tables]
    lines = [
        progress(table.case, table.state, given.day, [one.name for one in unread], anew)
        for table, unread, anew in zip(tables, mail, again, strict=True)
    ]
    if target:
        _write(target, lines, library, given.day)
    if events:
        for table in tables:
            show_events(table)
    elif as_json:
        told = [_told(*each, library, given.day) for each in zip(tables, mail, again, lines, strict=True)]
        echo_data(told[0] if len(told) == 1 else told)
    elif len(tables) == 1:
        show_one(tables[0], _told(tables[0], mail[0], again[0], lines[0], library, given.day))
    else:
        letters = [
            f"{table.case.id} – {one.name} : {sentence(one)}"
            for table, unread in zip(tables, mail, strict=True)
            for one in unread
        ]
        others = [f"{one.name} : {sentence(one)}" for kept in lists.values() for one in strays(kept)]
        show_many(lines, [*letters, *others])
    end(tally)


def _lists(paths: Iterable[Path], tally: Tally) -> dict[Path, Inbox]:
    """What came back, by the file of its list; one that is spoilt is told, and stops none of several dossiers."""
    from clausier.model.inbox import Inbox
    from clausier.negotiation.inbox import read_list

    found = dict.fromkeys(paths, Inbox())
    for path in found:
        try:
            found[path] = read_list(path)
        except InvalidInput as error:
            if len(tally.done) == 1:
                raise
            tally.failed.append("courrier reçu")
            echo(f"Erreur : {error}", err=True)
    return found


def _write(target: Path, lines: Sequence[Progress], library: Library, day: date) -> None:
    """The sheet « Négociation » in a workbook, which takes the place of another such one and of nothing else."""
    from clausier.batch.report_files import is_negotiation, negotiation_workbook
    from clausier.errors import CannotWrite
    from clausier.files.proof import proven_file
    from clausier.files.publish import publish
    from clausier.files.seen import seen

    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"« {target.name} » n'est pas un nom de classeur : le terminer par .xlsx.")
    before = seen([target])
    if target.exists() and not is_negotiation(target):
        raise CannotWrite(f"« {target} » existe et n'est pas un suivi de négociation : choisir un autre nom.")
    content = proven_file(negotiation_workbook(library, day, lines), target.name, is_negotiation, meant=True)
    publish({target.name: content}, target.parent, seen=before)
    echo(f"Suivi de la négociation, à ne pas transmettre : {target}\n", err=True)


def _told(
    table: Table, unread: Sequence[Arrival], again: bool, line: Progress, library: Library, day: date
) -> dict[str, Any]:
    """What is known of a negotiation, as JSON holds it; `line` tells it in short."""
    from clausier.negotiation.deadlines import deadlines
    from clausier.negotiation.following import blocking, next_step, notices
    from clausier.negotiation.inbox import sentence

    state = table.state
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
        "situation": line.situation.value,
        "suite": line.next.value,
        "ensuite": next_step(state, day, [one.name for one in unread], again),
    }
