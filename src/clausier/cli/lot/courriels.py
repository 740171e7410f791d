"""`clausier lot courriels`: drafts of the mails of a batch; nothing is sent, and nothing is recorded as sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.said import say, warn
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from datetime import date

    from clausier.batch.mails.gather import Mail
    from clausier.model.batch import BatchRow
    from clausier.model.library import Library

FAILED = 1


@command("courriels", holds=home("root"))
@options.chain(
    click.argument("root", metavar="DIR", type=click.Path(path_type=Path)),
    click.option(
        "--adresse",
        "column",
        metavar="COLONNE",
        help="Votre colonne qui porte l'adresse du prestataire. Par défaut : la seule qui ne porte que des adresses.",
    ),
    click.option("--de", "sender", default="", metavar="ADRESSE", help="L'adresse de qui envoie."),
    click.option("--ecraser", "overwrite", is_flag=True, help="Écrire aussi sur un brouillon que l'on a modifié."),
    options.group(options.LibraryOptions),
)
def courriels(root: Path, column: str | None, sender: str, overwrite: bool, given: options.LibraryOptions) -> None:
    """Prépare les courriels d'un lot : un brouillon .eml par prestataire, et envois.csv pour un publipostage.

    DIR est le répertoire écrit par « lot produire ». Rien n'est envoyé, ni inscrit comme envoyé : après l'envoi,
    « clausier lot envoyer DIR ».

    \b
    Exemple :
      clausier lot courriels sortie --adresse "Courriel du prestataire" --de union@exemple.fr
    """
    from clausier.batch import report
    from clausier.batch.kept import write_kept
    from clausier.batch.mails.gather import addresses
    from clausier.batch.mails.write import LIST, draft_of, list_of
    from clausier.batch.naming import MAILS
    from clausier.errors import CannotWrite
    from clausier.files.publish import put

    if sender and len(addresses(sender)) != 1:
        raise click.BadParameter(f"« {sender} » n'est pas une adresse.", param_hint="--de")
    head, rows = report.previous(root), [*report.rows(root)]
    if head is None or not rows:
        raise click.UsageError(f"« {root} » n'est pas le répertoire d'un lot.")
    named = _column(rows, column)
    library = given.library()
    faults: list[str] = []
    mails = [*_mails(root, rows, named, library, head.day, faults)]
    drafts: dict[str, bytes] = {}
    for one in mails:
        try:
            drafts[f"{one.folder.name}.eml"] = draft_of(one, sender)
        except (CannotWrite, OSError) as error:
            faults.append(str(error))
    edited = write_kept(root / MAILS, drafts, overwrite=overwrite)
    put({root / LIST: list_of(mails)})
    _tell(root, len(drafts), sum(not one.addresses for one in mails), sum(row.left for row in rows))
    for name in edited:
        warn(f"{name} : modifié depuis, laissé tel quel ; --ecraser le remplace.")
    for fault in faults:
        echo(f"Erreur : {fault}", err=True)
    if faults:
        raise click.exceptions.Exit(FAILED)


def _column(rows: Sequence[BatchRow], asked: str | None) -> str:
    from clausier.batch.mails.gather import address_column

    own = dict.fromkeys(title for row in rows for title in row.own)
    if asked is not None:
        if asked not in own:
            shown = f"Vos colonnes : {', '.join(own)}." if own else "Ce lot n'a pas de colonnes à vous."
            raise click.UsageError(f"--adresse : « {asked} » n'est pas une colonne à vous. {shown}")
        return asked
    found = address_column(rows)
    if len(found) != 1:
        shown = f"Plusieurs en portent : {', '.join(found)}." if found else "Aucune ne porte que des adresses."
        raise click.UsageError(f"la colonne des adresses n'est pas connue. {shown} La donner avec --adresse.")
    say(f"Adresses lues dans votre colonne « {found[0]} » : vérifier que ce sont celles des prestataires.")
    return found[0]


def _mails(
    root: Path, rows: Sequence[BatchRow], column: str, library: Library, day: date, faults: list[str]
) -> Iterator[Mail]:
    """Of the providers that have documents and were sent none; what cannot be read is added to the faults."""
    from clausier.batch.mails.gather import mail
    from clausier.errors import InvalidInput

    for row in rows:
        if row.failed or row.left:
            continue
        try:
            yield mail(root, row, column, library, day)
        except InvalidInput as error:
            faults.append(f"{row.folder} : {error}")


def _tell(root: Path, drafts: int, nowhere: int, sent: int) -> None:
    from clausier.batch.mails.write import LIST
    from clausier.batch.naming import MAILS
    from clausier.french import counted

    missing = f", {nowhere} sans adresse" if nowhere else ""
    already = f" ; {counted(sent, 'déjà envoyé', 'déjà envoyés')}, laissés de côté" if sent else ""
    echo(f"{counted(drafts, 'brouillon', 'brouillons')}{missing}{already}. Rien n'est envoyé.")
    echo(f"  {root / MAILS}\n  {root / LIST}")
    echo(f"Après l'envoi : clausier lot envoyer {root}")
