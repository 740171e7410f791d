"""`clausier echeances`: what is due, as a calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import click
from click.core import ParameterSource

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo


@command("echeances")
@options.chain(
    click.argument("dossiers", metavar="DOSSIER…", nargs=-1, required=True),
    options.target("FICHIER", "Fichier .ics."),
    options.group(options.DatedOptions),
)
def echeances(dossiers: tuple[str, ...], target: Path, given: options.DatedOptions) -> None:
    """Écrit un agenda : réponses attendues, preuves qui expirent, rappels, préavis et échéances.

    DOSSIER est un dossier, ou le répertoire d'un lot. Le fichier s'importe dans tout agenda. Importé de nouveau,
    il met les mêmes rendez-vous à jour.

    \b
    Exemple :
      clausier echeances dossier.yaml -o echeances.ics
    """
    from clausier.cli.negociation.several import all_laid, end
    from clausier.files.publish import publish
    from clausier.french import counted
    from clausier.negotiation.calendar import calendar
    from clausier.negotiation.deadlines import deadlines

    if target.suffix.lower() != ".ics":
        raise click.UsageError(f"« {target.name} » n'est pas un agenda : le terminer par .ics.")
    library = given.library(*dossiers)
    tables, tally = all_laid(dossiers, library)
    found = {table.case.id: deadlines(table.case, library, table.state) for table in tables}
    publish({target.name: calendar(found, _made(given.day))}, target.parent)
    echo(f"{counted(sum(map(len, found.values())), 'échéance', 'échéances')} dans {target}.")
    for case, listed in found.items():
        for one in listed:
            again = f", {one.again}" if one.again else ""
            echo(f"  {one.day.isoformat()}  {one.title}{again} ({case})")
    end(tally)


def _made(day: date) -> datetime:
    """When the agenda is said to be made: now, or on the day that is asked; never in the future.

    Other agendas replace an event by one of a later stamp.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    asked = click.get_current_context().get_parameter_source("day") is ParameterSource.COMMANDLINE
    return min(now, datetime.combine(day, time(), UTC)) if asked else now
