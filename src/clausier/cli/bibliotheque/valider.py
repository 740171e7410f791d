"""`clausier bibliotheque valider`: who approved which clauses, exactly as they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.bibliotheque.approving import READER, there
from clausier.cli.french import command
from clausier.cli.holding import folder as itself
from clausier.cli.said import say
from clausier.cli.terminal import echo
from clausier.errors import InvalidInput, nearest
from clausier.french import counted


@command("valider", holds=itself("folder"))
@click.argument("points", metavar="[POINT]...", nargs=-1)
@options.chain(
    click.option("--tous", "every", is_flag=True, help="Tous les points de la bibliothèque."),
    READER,
    click.option("--jusqu-au", "until", type=options.Day(), default=None, help="Dernier jour où la validation vaut."),
    options.group(options.DatedOptions),
)
def valider(
    points: tuple[str, ...], every: bool, name: str, folder: Path, until: date | None, given: options.DatedOptions
) -> None:
    """Inscrit qui valide des clauses, avec l'empreinte de ce qui a été lu.

    Sont couverts le texte, ses valeurs et ses positions, l'argument, les fondements, les termes définis et les formules
    que la clause emploie. Toute retouche fait tomber la validation. Valider une clause ne rend imprimable aucun
    fondement : c'est « bibliotheque fondements valider ».

    \b
    Exemple :
      clausier bibliotheque valider 4.5 8.1 --par "Me Exemple" --dans maison
    """
    if every is bool(points):
        raise click.UsageError("nommer des points, ou donner --tous.")
    if until is not None and until < given.day:
        raise click.UsageError("--jusqu-au est déjà passé : la validation ne vaudrait pas un jour.")
    there(folder)
    afresh(lambda: _approve(points, name, folder, until, given))


def _approve(points: tuple[str, ...], name: str, folder: Path, until: date | None, given: options.DatedOptions) -> None:
    """The approvals in the overlay, of the points as they stand there: sound ones only."""
    from clausier.files.publish import publish
    from clausier.files.seen import seen
    from clausier.library.reading import read_library
    from clausier.library.strangers import SINGLE_FILES
    from clausier.playbook.approvals import FILE, clauses_approved
    from clausier.proposal.approved import approval, unread

    before = seen(folder / one for one in SINGLE_FILES)
    reading = read_library(given.with_overlay(folder).folders())
    library = reading.library
    if library is None:
        raise InvalidInput(reading.problems)
    unknown = next((point for point in points if point not in library.ids), None)
    if unknown is not None:
        raise click.UsageError(f"le point « {unknown} » n'existe pas. {nearest(unknown, library.ids)}")
    ids = tuple(dict.fromkeys(library.ids[point] for point in points)) or tuple(library.by_id)
    chosen = {id_: approval(library.by_id[id_], library, name, given.day, until) for id_ in ids}
    publish({FILE: clauses_approved(folder / FILE, chosen).encode()}, folder, seen=before)
    echo(f"{counted(len(chosen), 'clause validée', 'clauses validées')} par {name} dans {folder / FILE}.")
    if waiting := unread(library, ids, given.day):
        told = "sans être imprimables pour autant, ces fondements n'ayant pas été lus"
        say(f"Citées {told} : {', '.join(waiting)}.")
