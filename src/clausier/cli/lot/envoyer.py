"""`clausier lot envoyer`: the documents of a batch were sent, to all of its providers or to some."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.negociation.envoyer import SentOptions


@command("envoyer")
@options.chain(
    click.argument("root", metavar="DIR", type=click.Path(path_type=Path)),
    click.argument("ids", metavar="[ID…]", nargs=-1),
    options.group(SentOptions),
)
def envoyer(root: Path, ids: tuple[str, ...], given: SentOptions) -> None:
    """Inscrit que les documents d'un lot ont été envoyés : à tous ses prestataires, ou à ceux des dossiers ID.

    DIR est le répertoire écrit par « lot produire ». Un prestataire dont l'envoi ne peut pas être inscrit est dit, et
    n'empêche pas les autres.

    \b
    Exemple :
      clausier lot envoyer sortie --le 2026-11-24 --voie courriel
      clausier lot envoyer sortie tilleuls-infogerance-2026
    """
    from clausier.cli.negociation.envoyer import record
    from clausier.cli.negociation.table import laid
    from clausier.errors import ClausierError
    from clausier.french import counted

    library = given.library()
    failed = 0
    folders = _folders(root, ids)
    for folder in folders:
        try:
            record(laid(str(folder), library), folder, given, library)
        except ClausierError as error:
            failed += 1
            click.echo(f"Erreur : {folder.name} : {error}", err=True)
    done = counted(len(folders) - failed, "envoi inscrit", "envois inscrits")
    click.echo(f"{done}, {counted(failed, 'refusé', 'refusés')}.")
    if failed:
        raise click.exceptions.Exit(1)


def _folders(root: Path, ids: Sequence[str]) -> list[Path]:
    """The folders of these dossiers, or of all; UsageError names an id that is not of the batch."""
    from clausier.batch.naming import folder_name
    from clausier.cli.negociation.table import dossiers_of
    from clausier.errors import nearest

    known = {Path(one).name: Path(one) for one in dossiers_of(str(root)) if Path(one) != root}
    if not known:
        raise click.UsageError(f"« {root} » n'est pas le répertoire d'un lot : donner celui de « lot produire -o ».")
    if strangers := [id_ for id_ in ids if folder_name(id_) not in known]:
        raise click.UsageError(f"« {strangers[0]} » n'est pas un dossier de ce lot. {nearest(strangers[0], known)}")
    return [known[folder_name(id_)] for id_ in dict.fromkeys(ids)] or [*known.values()]
