"""What a person says was sent, told to the register: the documents of a folder as they are now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from clausier.desk.table import Table
from clausier.documents.catalogue import REPLY, REQUESTS, TRACKER
from clausier.documents.sending import Joined, draft_in, joined
from clausier.errors import CannotWrite
from clausier.files.written import tell
from clausier.french import long_date
from clausier.model.library import Library
from clausier.model.negotiation import Channel, Purpose
from clausier.model.register import Confirmation, Event

SHOWING = frozenset(name for document in (REPLY, TRACKER, REQUESTS) for name in document.files)
"""The files that show the texts of the draft beside the document to sign."""
UNLIKE = (
    "le document à signer a été modifié, mais pas les formulaires joints, qui montrent l'ancienne rédaction : une "
    "acceptation par formulaire sera à relire sur ces points."
)
OUTDATED = "le registre a changé depuis ce brouillon (réponse, décision ou envoi) : la lettre n'en tient pas compte."


@dataclass(frozen=True)
class Act:
    """When and how something was sent; `earlier`: a person said that it comes before the last event."""

    day: date
    channel: Channel | None = None
    earlier: bool = False


def recorded(table: Table, folder: Path, act: Act, library: Library) -> Joined:
    """Adds a sending to the register of a dossier; CannotWrite if it is there already, or cannot be so early.

    What weakens it is told; what a person had edited is in what is returned.
    """
    draft = draft_in(folder, table.drafts)
    known = {one.fingerprint: number for number, one in table.register.sent.items()}
    if number := known.get(draft.sending.fingerprint):
        sent_on = long_date(table.register.sent[number].day)
        raise CannotWrite(f"ces documents sont déjà inscrits comme envoyés le {sent_on} (événement {number}).")
    if act.day < draft.sending.printed:
        raise CannotWrite(f"l'envoi ne peut pas précéder la date imprimée, le {long_date(draft.sending.printed)}.")
    for number, one in table.register.sent.items():
        if one.texts and draft.sending.texts and one.round == draft.sending.round:
            tell(f"cet envoi remplace, pour la suite, celui du {long_date(one.day)} (événement {number}) : même tour.")
    found = joined(draft, folder, library, act.day, act.channel)
    if draft.after != table.register.print_:
        tell(OUTDATED)
    table.write(Event(sending=found.sending), earlier=act.earlier)
    unlike = any(text.drafted for text in found.sending.texts.values()) and SHOWING & found.sending.files.keys()
    return replace(found, notes=[*found.notes, *([UNLIKE] if unlike else [])])


def confirmed(table: Table, day: date, event: int | None = None, *, earlier: bool = False) -> list[int]:
    """Confirms that sendings of format 1 were really made: the numbers of their events.

    CannotWrite if none waits, or if it must be told which of several first requests of a round was sent.
    """
    waiting = {number: table.register.events[number - 1].sending for number in table.register.unconfirmed}
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
    table.write(*(Event(confirmation=Confirmation(event=one, day=day)) for one in chosen), earlier=earlier)
    return chosen
