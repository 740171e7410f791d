"""`clausier lot courriels`: drafts of the mails of a batch; nothing is sent, and nothing is recorded as sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.said import say, warn
from clausier.cli.terminal import echo
from clausier.files.seen import seen

if TYPE_CHECKING:
    from datetime import date

    from clausier.batch.mails.gather import Mail
    from clausier.model.batch import BatchRow
    from clausier.model.library import Library
    from clausier.model.messages import MailTexts

FAILED = 1
MOST_TOLD = 12


@dataclass(frozen=True)
class MailOptions(options.LibraryOptions):
    """To whom mails go, from whom, and what they say."""

    column: str | None = field(
        metadata=options.option(
            "--adresse",
            metavar="COLONNE",
            help="Votre colonne qui porte l'adresse du prestataire. Par défaut : la seule qui ne porte que des "
            "adresses.",
        )
    )
    sender: str = field(metadata=options.option("--de", default="", metavar="ADRESSE", help="L'adresse de qui envoie."))
    firm: Path | None = field(metadata=options.FIRM)
    overwrite: bool = field(
        metadata=options.option("--ecraser", is_flag=True, help="Écrire aussi sur un brouillon que l'on a modifié.")
    )

    def texts(self) -> MailTexts:
        """What mails say. InvalidInput if it cannot be read."""
        from clausier.batch.messages import messages
        from clausier.documents.assemble import firm_folders
        from clausier.resources import shipped

        return messages(firm_folders(self.firm, shipped("templates"))).mail


@command("courriels", holds=home("root"))
@options.chain(
    click.argument("root", metavar="DIR", type=click.Path(path_type=Path)),
    options.group(MailOptions),
)
def courriels(root: Path, given: MailOptions) -> None:
    """Prépare les courriels d'un lot : un brouillon .eml par prestataire, et envois.csv pour un publipostage.

    DIR est le répertoire écrit par « lot produire ». Rien n'est envoyé, ni inscrit comme envoyé : après l'envoi,
    « clausier lot envoyer DIR ».

    \b
    Exemple :
      clausier lot courriels sortie --adresse "Courriel du prestataire" --de union@exemple.fr
    """
    from clausier.batch.mails.gather import addresses

    if given.sender and len(addresses(given.sender)) != 1:
        raise click.BadParameter(f"« {given.sender} » n'est pas une adresse.", param_hint="--de")
    if faults := afresh(lambda: _write(root, given)):
        for fault in faults:
            echo(f"Erreur : {fault}", err=True)
        raise click.exceptions.Exit(FAILED)


def _write(root: Path, given: MailOptions) -> Sequence[str]:
    """Makes the drafts and the table; returns what could not be."""
    from clausier.batch import report
    from clausier.batch.kept import write_kept
    from clausier.batch.mails.gather import seen_of
    from clausier.batch.mails.write import LIST, draft_of, list_of
    from clausier.batch.naming import MAILS
    from clausier.errors import CannotWrite

    before = seen([root / report.STATE])
    head, rows = report.previous(root), [*report.rows(root)]
    if head is None or not rows:
        raise click.UsageError(f"« {root} » n'est pas le répertoire d'un lot.")
    texts, column, library = given.texts(), _column(rows, given.column), given.library()
    there = [row for row in rows if not row.failed]
    before |= seen_of(root, there)
    faults: list[str] = []
    to_ask = [*_unsent(root, there, faults)]
    sent = len(there) - len(to_ask) - len(faults)
    mails = [*_mails(root, to_ask, column, library, head.day, texts, faults)]
    drafts: dict[str, bytes] = {}
    for one in mails:
        try:
            drafts[f"{one.folder.name}.eml"] = draft_of(one, given.sender)
        except (CannotWrite, OSError) as error:
            faults.append(str(error))
    table = {root / LIST: list_of(mails)}
    edited = write_kept(root / MAILS, drafts, overwrite=given.overwrite, beside=table, before=before)
    _tell(root, len(drafts), [one.folder.name for one in mails if not one.addresses], sent)
    for name in edited:
        warn(f"{name} : modifié depuis, laissé tel quel ; --ecraser le remplace.")
    return faults


def _column(rows: Sequence[BatchRow], asked: str | None) -> str:
    """The user's own column that holds the addresses; empty if the batch has no such columns at all."""
    from clausier.batch.mails.gather import address_column

    own = dict.fromkeys(title for row in rows for title in row.own)
    if asked is not None:
        if asked not in own:
            shown = f"Vos colonnes : {', '.join(own)}." if own else "Ce lot n'a pas de colonnes à vous."
            raise click.UsageError(f"--adresse : « {asked} » n'est pas une colonne à vous. {shown}")
        return asked
    found = address_column(rows)
    if len(found) == 1:
        say(f"Adresses lues dans votre colonne « {found[0]} » : vérifier que ce sont celles des prestataires.")
        return found[0]
    if own:
        shown = f"Plusieurs en portent : {', '.join(found)}." if found else "Aucune ne porte que des adresses."
        raise click.UsageError(
            f"la colonne des adresses n'est pas connue. {shown} La donner avec --adresse, parmi : {', '.join(own)}."
        )
    warn("ce lot n'a pas de colonnes à vous : les brouillons sont sans destinataire.")
    return ""


def _unsent(root: Path, rows: Iterable[BatchRow], faults: list[str]) -> Iterator[BatchRow]:
    """The providers to whom nothing was sent, as their registers stand: the batch may be older."""
    from clausier.batch.mails.gather import is_sent
    from clausier.errors import InvalidInput

    for row in rows:
        try:
            if not is_sent(root / row.folder, row.id):
                yield row
        except InvalidInput as error:
            faults.append(f"{row.folder} : {error}")


def _mails(
    root: Path,
    rows: Iterable[BatchRow],
    column: str,
    library: Library,
    day: date,
    texts: MailTexts,
    faults: list[str],
) -> Iterator[Mail]:
    """A mail for each provider; what cannot be read is added to the faults."""
    from clausier.batch.mails.gather import mail
    from clausier.errors import InvalidInput

    for row in rows:
        try:
            yield mail(root, row, column, library, day, texts)
        except InvalidInput as error:
            faults.append(f"{row.folder} : {error}")


def _tell(root: Path, drafts: int, nowhere: Sequence[str], sent: int) -> None:
    from clausier.batch.mails.write import LIST
    from clausier.batch.naming import MAILS
    from clausier.french import counted, some

    missing = f", {len(nowhere)} sans adresse" if nowhere else ""
    already = f" ; {counted(sent, 'déjà envoyé, laissé', 'déjà envoyés, laissés')} de côté" if sent else ""
    echo(f"{counted(drafts, 'brouillon', 'brouillons')}{missing}{already}. Rien n'est envoyé.")
    if nowhere:
        say(f"Sans adresse : {some(nowhere, MOST_TOLD)}.")
    echo(f"  {root / MAILS}\n  {root / LIST}")
    echo(f"Après l'envoi : clausier lot envoyer {root}")
