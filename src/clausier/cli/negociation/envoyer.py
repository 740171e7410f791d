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
from clausier.documents.catalogue import REPLY, REQUESTS, TRACKER

if TYPE_CHECKING:
    from clausier.desk.table import Table
    from clausier.documents.sending import Joined
    from clausier.model.library import Library
    from clausier.model.negotiation import Draft

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
    """Adds a sending to the register of a dossier; CannotWrite if it is there already."""
    from clausier.documents.sending import draft_in, joined
    from clausier.errors import CannotWrite
    from clausier.french import long_date
    from clausier.model.negotiation import Channel
    from clausier.model.register import Event

    draft = draft_in(folder, table.drafts)
    known = {one.fingerprint: number for number, one in table.register.sent.items()}
    if number := known.get(draft.sending.fingerprint):
        sent_on = long_date(table.register.sent[number].day)
        raise CannotWrite(f"ces documents sont déjà inscrits comme envoyés le {sent_on} (événement {number}).")
    if given.day < draft.sending.printed:
        raise CannotWrite(f"l'envoi ne peut pas précéder la date imprimée, le {long_date(draft.sending.printed)}.")
    for number, one in table.register.sent.items():
        if one.texts and draft.sending.texts and one.round == draft.sending.round:
            warn(f"cet envoi remplace, pour la suite, celui du {long_date(one.day)} (événement {number}) : même tour.")
    found = joined(draft, folder, library, given.day, Channel(given.channel) if given.channel else None)
    _outdated(table, draft)
    table.write(Event(sending=found.sending), earlier=given.earlier)
    _tell(table, found, folder)


def _outdated(table: Table, draft: Draft) -> None:
    """What the register was told since the draft, which the letter therefore does not say."""
    if draft.after != table.register.print_:
        message = (
            "le registre a changé depuis ce brouillon (réponse, décision ou envoi) : la lettre n'en tient pas compte."
        )
        warn(message)


def _tell(table: Table, found: Joined, folder: Path) -> None:
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
    if any(text.drafted for text in sending.texts.values()) and SHOWING & sending.files.keys():
        warn(UNLIKE)


SHOWING = frozenset(name for document in (REPLY, TRACKER, REQUESTS) for name in document.files)
"""The files that show the texts of the draft beside the document to sign."""
UNLIKE = (
    "le document à signer a été modifié, mais pas les formulaires joints, qui montrent l'ancienne rédaction : une "
    "acceptation par formulaire sera à relire sur ces points."
)


def _confirm(table: Table, given: SendOptions) -> None:
    """The sendings of format 1 that were really made; one of several first requests must be named."""
    from clausier.errors import CannotWrite
    from clausier.french import counted, long_date
    from clausier.model.negotiation import Purpose
    from clausier.model.register import Confirmation, Event

    register, event = table.register, given.event
    waiting = {number: register.events[number - 1].sending for number in register.unconfirmed}
    told = "".join(
        f"\n- événement {number} : {one.purpose.value}, tour {one.round}, daté du {long_date(one.day)}"
        for number, one in waiting.items()
        if one
    )
    if not waiting or (event is not None and event not in waiting):
        raise CannotWrite(f"aucun envoi à confirmer{' sous ce numéro' if waiting else ''}.{told}")
    requests = [one.round for one in waiting.values() if one and one.purpose is not Purpose.REMINDER]
    if event is None and len(set(requests)) < len(requests):
        raise CannotWrite(f"plusieurs brouillons d'un même tour : dire lequel a été envoyé, par --evenement N.{told}")
    chosen = [event] if event is not None else [*waiting]
    found = (Event(confirmation=Confirmation(event=one, day=given.day)) for one in chosen)
    table.write(*found, earlier=given.earlier)
    echo(f"{counted(len(chosen), 'envoi confirmé', 'envois confirmés')} : {', '.join(map(str, chosen))}.")
