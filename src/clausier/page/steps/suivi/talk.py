"""The negotiation of a dossier as a page reads it, and what its forms tell of what they show."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from clausier.desk.holding import settled
from clausier.desk.overview import Overview, overview
from clausier.desk.table import Table, kept_with, seated
from clausier.desk.working import held_and_worked_on
from clausier.files import limits
from clausier.model.register import Register
from clausier.negotiation.drafts import home_of
from clausier.negotiation.inbox import list_path, read_list
from clausier.negotiation.standing import Standing, State
from clausier.page.asked import OK, Answer, Asked, Handler, Shown
from clausier.page.dossier import shown
from clausier.page.keeping import FILE, SHOWN
from clausier.page.shelf import Opened

T = TypeVar("T")
STEP = "suivi"
Faults = Mapping[str, list[str]]
"""What is wrong, by field."""
NO_REASON = "Dire pourquoi, en une phrase : gardé au registre, jamais envoyé."
MOVED = (
    "La négociation a avancé ailleurs (une autre fenêtre, une commande) depuis l'affichage de cette page : rien n'a "
    "été enregistré. La page montre maintenant où elle en est ; ce que vous avez saisi est gardé."
)


@dataclass(frozen=True)
class Talk:
    """A dossier that is open, and where its negotiation stands today."""

    opened: Opened
    found: Overview
    today: date

    @property
    def table(self) -> Table:
        return self.found.table

    @property
    def state(self) -> State:
        return self.found.table.state

    @property
    def register(self) -> Register:
        return self.found.table.register

    def shown(self, template: str, told: Mapping[str, Any], status: int = OK) -> Shown:
        """A page of the step; its forms tell what they show of the register."""
        common = {"registre": self.register.print_, "etat": self.state, "aujourdhui": self.today.isoformat()}
        return shown(template, self.opened, STEP, {**common, **told}, status)


class Nameless(Exception):
    """A dossier without an id, by which a negotiation is kept."""


def talk_of(asked: Asked) -> Talk:
    """The negotiation of the dossier that is asked for. Nameless; InvalidInput if its register is spoilt."""
    opened = asked.house.opened(asked.names["dossier"])
    path = opened.kept.path
    settled(home_of(path), path.parent)
    table = seated(str(path), opened.case, kept_with(path))
    if table is None:
        raise Nameless
    today = asked.house.today()
    return Talk(opened, overview(table, opened.library, today, read_list(list_path(path))), today)


def of_talk(handler: Callable[[Asked, Talk], Answer]) -> Handler:
    """A handler that is given the negotiation; the page that asks for a name of a dossier that has none."""

    def answered(asked: Asked) -> Answer:
        try:
            talk = talk_of(asked)
        except Nameless:
            opened = asked.house.opened(asked.names["dossier"])
            return shown("suivi-sans-nom.html", opened, STEP, {"vu": opened.print_of([("dossier", "id")])})
        return handler(asked, talk)

    return answered


def worked(talk: Talk, work: Callable[[Table], T]) -> T:
    """A work on the dossier, which is held; it sees the dossier and the register as they then are."""
    return held_and_worked_on(talk.opened.kept.path, talk.opened.library, work)


class Moved(Exception):
    """What a form showed of the negotiation is no more so."""


def same_register(asked: Asked, table: Table) -> None:
    """Moved, unless the register is the one that the form was shown with."""
    if asked.text(SHOWN) not in ("", table.register.print_):
        raise Moved


def print_of_standing(one: Standing) -> str:
    """By which a form tells what it showed of a request."""
    told = (
        one.sent.fingerprint,
        one.reply.fingerprint if one.reply else "",
        one.decision.model_dump_json() if one.decision else "",
    )
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]


def meanwhile(asked: Asked, talk: Talk) -> list[str]:
    """The word that tells that something else changed since the form was shown."""
    return [] if asked.text(FILE) in ("", talk.opened.digest) else ["entretemps"]


def of_point(name: str, point: str) -> str:
    """The field of a request, where one form holds those of all."""
    return f"{name}.{point}"


def odd(*texts: str) -> str:
    """What is wrong with what was typed and may not be kept; empty if nothing is."""
    return next((" ".join(wrong) for text in texts if (wrong := limits.fault(text))), "")
