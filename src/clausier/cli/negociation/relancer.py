"""`clausier relancer`: drafts of the next letter, by state and date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.requestoptions import AskingOptions
from clausier.cli.said import warn
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.desk.next_letter import Wanted
    from clausier.desk.table import Table
    from clausier.model.library import Library

ONLY = ("rappels", "tours")


@command("relancer", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    options.TARGET,
    click.option("--seulement", "only", type=click.Choice(ONLY), help="Seulement les rappels, ou les tours."),
    options.group(AskingOptions),
)
def relancer(dossier: str, target: Path, only: str | None, given: AskingOptions) -> None:
    """Rédige la lettre suivante et, si une réponse est venue, les documents du tour suivant.

    Sans réponse à la date attendue : un rappel, puis une dernière demande ; aucun tant qu'un fichier reçu de ce
    prestataire n'a pas été lu (« reponse lire » en tient la liste). Après une réponse : un nouveau tour, qui
    note les accords de principe, répond aux contre-propositions et n'aménage une demande que là où « decider » l'a dit.
    Ce sont des brouillons : rien n'est inscrit au registre avant « clausier envoyer ».

    Le répertoire d'un lot donne un sous-dossier par prestataire à relancer ; avec --seulement, les rappels (sans
    réponse à temps) ou les nouveaux tours (après une réponse), et rien d'autre.

    \b
    Exemple :
      clausier relancer dossier.yaml -o tour-2 --date 2026-12-20
      clausier relancer sortie -o rappels --seulement rappels
    """
    from clausier.cli.negociation.several import end, for_each
    from clausier.cli.negociation.table import dossiers_of, worked_on
    from clausier.desk.next_letter import held_back
    from clausier.documents.catalogue import Occasion, due
    from clausier.errors import CannotWrite
    from clausier.negotiation.drafts import is_batch

    library = given.library(dossier)
    wanted = _wanted(given, library, given.templates((*due(Occasion.ROUND), *due(Occasion.REMINDER)), library))
    if not is_batch(Path(dossier)):

        def alone(table: Table) -> None:
            if reason := held_back(table, library, given.day, only):
                raise CannotWrite(reason)
            _write(table, library, target, wanted)

        worked_on(dossier, library, alone)
        echo(f"Une fois envoyé : clausier envoyer {dossier} {target}")
        return

    def act(table: Table) -> bool:
        folder = table.path.parent
        if reason := held_back(table, library, given.day, only):
            echo(f"{table.case.id} : {reason}")
            return False
        _write(table, library, target / folder.name, wanted)
        return True

    tally = for_each(map(Path, dossiers_of(dossier)), lambda folder: worked_on(str(folder), library, act))
    if tally.done:
        echo(f"Une fois envoyés : clausier lot envoyer {dossier} --depuis {target}")
    end(tally)


def _wanted(given: AskingOptions, library: Library, templates: Sequence[Path]) -> Wanted:
    from clausier.desk.next_letter import Wanted
    from clausier.model.extent import Extent

    return Wanted(
        day=given.day,
        templates=templates,
        extent=Extent(given.extent) if given.extent else None,
        points=given.ids(library),
        joined=given.joined,
        unknown_as_absent=given.unknown_as_absent,
        beyond_scope=given.beyond_scope,
        overwrite=given.overwrite,
        let_print=given.let_print,
    )


def _write(table: Table, library: Library, target: Path, wanted: Wanted) -> None:
    """The documents of the next sending, and what is to be said of them."""
    from clausier.cli.said import say
    from clausier.desk.drafting import replaced
    from clausier.desk.next_letter import write_next

    done = write_next(table, library, target, wanted)
    for one in done.changed:
        warn(f"diffère de ce qui a été envoyé : {one}")
    echo(f"{done.kind.capitalize()} dans {target} : {', '.join(done.names)}.")
    if done.undecided:
        warn(f"sans décision, la demande est maintenue sur {', '.join(done.undecided)} (clausier decider).")
    for sentence in replaced(done.placed):
        say(sentence)
