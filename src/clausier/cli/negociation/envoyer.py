"""`clausier envoyer`: a draft was sent; the register says what, when and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.negociation.acts import EARLIER
from clausier.cli.said import warn
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.desk.table import Table
    from clausier.documents.sending import Joined
    from clausier.model.library import Library

CHANNELS = ("courriel", "courrier", "recommande", "remise", "plateforme", "autre")


@dataclass(frozen=True)
class SentOptions(options.EventOptions):
    """When and how something was sent."""

    channel: str | None = field(
        metadata=options.option("--voie", type=click.Choice(CHANNELS), help="Comment l'envoi a été fait.")
    )
    earlier: bool = field(metadata=EARLIER)


@dataclass(frozen=True)
class SendOptions(SentOptions):
    """The same, for one dossier, whose register may be of format 1."""

    confirm: bool = field(
        metadata=options.option(
            "--confirmer", is_flag=True, help="Confirmer les envois d'un registre de l'ancien format."
        )
    )
    event: int | None = field(
        metadata=options.option("--evenement", type=int, metavar="N", help="Avec --confirmer : seulement celui-ci.")
    )


@command("envoyer", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path)),
    options.group(SendOptions),
)
def envoyer(dossier: str, folder: Path | None, given: SendOptions) -> None:
    """Inscrit au registre que les documents de DIR ont été envoyés. N'envoie rien par lui-même.

    DIR est le dossier écrit par « rediger » ou « relancer ». Un document modifié depuis, dans Word, est comparé : le
    registre retient le texte réellement envoyé. La date de réponse imprimée ne change pas.

    \b
    Exemple :
      clausier envoyer dossier.yaml tour-1 --le 2026-11-24 --voie courriel
    """
    from clausier.cli.negociation.table import worked_on

    if given.confirm is (folder is not None):
        raise click.UsageError("donner le dossier des documents envoyés, ou --confirmer.")
    library = given.library(dossier)
    if folder is None:
        worked_on(dossier, library, lambda table: _confirm(table, given))
    else:
        worked_on(dossier, library, lambda table: record(table, folder, given, library))
        echo("Ensuite : clausier reponse lire, ou clausier reponse noter, quand la réponse viendra.")


def record(table: Table, folder: Path, given: SentOptions, library: Library) -> None:
    """Adds a sending to the register of a dossier, and tells it; CannotWrite if it is there already."""
    from clausier.desk.dispatch import Act, recorded
    from clausier.model.negotiation import Channel

    act = Act(given.day, Channel(given.channel) if given.channel else None, given.earlier)
    _tell(recorded(table, folder, act, library), folder)


def _tell(found: Joined, folder: Path) -> None:
    from clausier.french import counted, long_date

    sending = found.sending
    asked = counted(len(sending.texts), "demande", "demandes")
    questions = f", {counted(len(sending.questions), 'question', 'questions')}" if sending.questions else ""
    what = "rappel" if sending.recalls else f"{asked}{questions}"
    echo(f"Envoi inscrit : {folder}, tour {sending.round}, le {long_date(sending.day)} ({what}).")
    echo(f"Réponse attendue au plus tard le {long_date(sending.reply_by)}, comme imprimé.")
    for one in found.edited:
        echo(f"  Modifié à la main – {one}")
    for note in found.notes:
        warn(note)


def _confirm(table: Table, given: SendOptions) -> None:
    from clausier.desk.dispatch import confirmed
    from clausier.french import counted

    chosen = confirmed(table, given.day, given.event, earlier=given.earlier)
    echo(f"{counted(len(chosen), 'envoi confirmé', 'envois confirmés')} : {', '.join(map(str, chosen))}.")
