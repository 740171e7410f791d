"""What the provider said outside our forms, put in the register with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path
from types import MappingProxyType

from clausier.desk.table import Table
from clausier.errors import CannotWrite, nearest
from clausier.files.bounded import digest_of
from clausier.files.limits import TABLE
from clausier.french import long_date
from clausier.model.library import Library
from clausier.model.negotiation import Choice, Piece, ReadReply, Received, ReplyItem, Respondent, Source
from clausier.model.register import Event
from clausier.negotiation.replies import Answered, received, sent_before, twice
from clausier.negotiation.reply.incoming import printable
from clausier.negotiation.standing import State

CHOICES: Mapping[str, Choice] = MappingProxyType(
    {
        "accepte": Choice.ACCEPTED,
        "refuse": Choice.REFUSED,
        "deja-couvert": Choice.COVERED,
        "contre": Choice.AMENDED,
    }
)
"""What he may answer, in the words of the command and of the page."""


class Odd(Enum):
    """What keeps an answer from being noted as it is told."""

    COUNTER = auto()
    """A figure or a text goes with another proposal, and another proposal with one of them."""
    TO_COME = auto()
    """The day of his answer has not come."""
    NOT_ASKED = auto()
    """A point was not asked in that sending."""
    NO_FILE = auto()


class Wrong(ValueError):
    """An answer that cannot be noted so; the message tells the name that is not known, and the nearest ones."""

    def __init__(self, odd: Odd, told: str = "", point: str = "") -> None:
        """`point` is the one of several whose answer it is, as it was given."""
        super().__init__(told)
        self.odd, self.point = odd, point


@dataclass(frozen=True)
class Said:
    """What was said on points (numbers or ids), by whom, when and where; `items` are the answers, by point.

    `others` is the answer to all the other points of that sending, if there is one. `event` is the sending that it
    answers, the last one before the day of the answer if it is None; `piece` the file that shows it.
    """

    items: Mapping[str, ReplyItem]
    who: Respondent
    source: Source
    day: date
    event: int | None = None
    piece: Path | None = None
    earlier: bool = False
    others: ReplyItem | None = None

    def check(self) -> None:
        """Wrong for what no dossier could take."""
        for wrong in self.wrong():
            raise wrong

    def wrong(self) -> Iterator[Wrong]:
        """All that no dossier could take."""
        for point, item in self.items.items():
            if (item.choice is Choice.AMENDED) is not bool(item.value or item.wording):
                yield Wrong(Odd.COUNTER, point=point)
        if self.who.day and self.who.day > self.day:
            yield Wrong(Odd.TO_COME, long_date(self.who.day))


@dataclass(frozen=True)
class Noted:
    """The entry of the register, and the sending that it answers; `known`: it was there already."""

    event: Received
    sent: Answered
    known: bool = False


def note(table: Table, said: Said, library: Library) -> Noted:
    """Writes the answers in the register of a dossier, as one event, unless they are there.

    Wrong; Earlier, CannotWrite.
    """
    sent = _answered(table.state, said)
    others = dict.fromkeys(sent.sending.texts, said.others) if said.others else {}
    items = others | {_point(given, sent): item for given, item in said.items.items()}
    kind = said.source
    reply = ReadReply(file=kind.value, kind=kind, mark=None, respondent=said.who, items=items)
    noted = received(reply, sent, table.case, library, said.day)
    if twice(noted, table.state):
        return Noted(noted, sent, known=True)
    event = noted.model_copy(update={"piece": _piece(said.piece)})
    table.write(Event(received=event), earlier=said.earlier)
    return Noted(event, sent)


def _answered(state: State, said: Said) -> Answered:
    day, event = said.who.day or said.day, said.event
    if event is None:
        found = sent_before(state, day)
        if found is None:
            raise CannotWrite(f"rien n'avait été envoyé le {long_date(day)} : clausier envoyer d'abord, ou --envoi N.")
        return found
    if event not in state.register.sent:
        known = ", ".join(map(str, state.register.sent)) or "aucun"
        raise CannotWrite(f"l'événement {event} n'est pas un envoi. Envois : {known}.")
    return Answered(event, state.register.asked(event))


def _point(given: str, sent: Answered) -> str:
    """The id of a point that was asked in that sending."""
    texts = sent.sending.texts
    known = {text.number: point for point, text in texts.items()} | {point: point for point in texts}
    if given not in known:
        raise Wrong(Odd.NOT_ASKED, f"« {given} » n'a pas été demandé dans cet envoi. {nearest(given, known)}", given)
    return known[given]


def _piece(path: Path | None) -> Piece | None:
    if path is not None and not path.is_file():
        raise Wrong(Odd.NO_FILE, f"le fichier « {path} » n'existe pas.")
    return Piece(name=printable(path.name), fingerprint=digest_of(path, TABLE)) if path else None
