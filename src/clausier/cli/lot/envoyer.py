"""`clausier lot envoyer`: the documents of a batch were sent, to all of its providers or to some."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.negociation.envoyer import SentOptions
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.desk.table import Table


@command("envoyer", holds=home("root"))
@options.chain(
    click.argument("root", metavar="DIR", type=click.Path(path_type=Path)),
    click.argument("ids", metavar="[ID…]", nargs=-1),
    click.option(
        "--depuis",
        "drafts",
        type=click.Path(path_type=Path),
        metavar="REP",
        help="Ce qui a été envoyé est dans les sous-dossiers de REP, écrits par « relancer DIR -o REP ».",
    ),
    options.group(SentOptions),
)
def envoyer(root: Path, ids: tuple[str, ...], drafts: Path | None, given: SentOptions) -> None:
    """Inscrit que les documents d'un lot ont été envoyés : à tous ses prestataires, ou à ceux des dossiers ID.

    DIR est le répertoire écrit par « lot produire ». Avec --depuis, ce sont les lettres d'un même « relancer » : à tous
    les prestataires qui y ont un sous-dossier, ou à ceux des dossiers ID. Un prestataire dont l'envoi ne peut pas être
    inscrit est dit, et n'empêche pas les autres.

    \b
    Exemple :
      clausier lot envoyer sortie --le 2026-11-24 --voie courriel
      clausier lot envoyer sortie tilleuls-infogerance-2026
      clausier lot envoyer sortie --depuis relances --le 2026-12-16
    """
    from clausier.cli.negociation.envoyer import record
    from clausier.cli.negociation.several import end, folders_of, for_each
    from clausier.cli.negociation.table import worked_on
    from clausier.french import counted

    library = given.library()
    sent = {folder: drafts / folder.name if drafts else folder for folder in folders_of(root, ids)}
    folders = [folder for folder, place in sent.items() if ids or place.is_dir()]
    if not folders:
        raise click.UsageError(f"aucun sous-dossier de « {drafts} » n'est celui d'un prestataire de ce lot.")

    def act(table: Table) -> None:
        record(table, sent[table.path.parent], given, library)

    tally = for_each(folders, lambda folder: worked_on(str(folder), library, act))
    done = counted(len(tally.done), "envoi inscrit", "envois inscrits")
    echo(f"{done}, {counted(len(tally.failed), 'refusé', 'refusés')}.")
    end(tally)
