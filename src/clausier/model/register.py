"""The register of a negotiation: what was sent, answered, decided and concluded; append-only, read by people too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from clausier.model.base import IsoDate, Model
from clausier.model.negotiation import Received, Sending


class Stand(StrEnum):
    """What the practice decides on a point."""

    FALLBACK = "repli"
    FLOOR = "plancher"
    KEEP = "maintenir"
    DROP = "abandonner"
    WORDING = "accepter_redaction"
    VALUE = "accepter_valeur"


class Decision(Model):
    """The practice's own decision; nothing is conceded without one.

    `wording` and `value` are the provider's, where they are accepted: they become what is asked.
    """

    point: str
    day: IsoDate = Field(alias="le")
    stand: Stand = Field(alias="decision")
    reason: str = Field(alias="motif")
    wording: str = Field("", alias="redaction")
    value: str = Field("", alias="valeur")


class Conclusion(Model):
    """The document for signature was drawn up; `despite` are legal points left open, with why."""

    day: IsoDate = Field(alias="le")
    fingerprint: str = Field(alias="empreinte")
    despite: dict[str, str] = Field({}, alias="malgre")


class Confirmation(Model):
    """A sending that a register of format 1 only supposed, and that a person says was made."""

    event: int = Field(alias="evenement")
    day: IsoDate = Field(alias="le")


class Undo(Model):
    """An event taken back: it stays in the register and no longer counts."""

    event: int = Field(alias="evenement")
    day: IsoDate = Field(alias="le")
    reason: str = Field("", alias="motif")


class Event(Model):
    """One entry of the register: one of these, in the order in which they happened.

    `seal` is the fingerprint of the event and of all those before it; in format 2, `previous` was that of the event
    before; format 1 had neither numbers nor fingerprints.
    """

    number: int | None = Field(None, alias="numero")
    previous: str = Field("", alias="precedent")
    sending: Sending | None = Field(None, alias="envoi")
    received: Received | None = Field(None, alias="reponse")
    decision: Decision | None = Field(None, alias="decision")
    conclusion: Conclusion | None = Field(None, alias="conclusion")
    confirmation: Confirmation | None = None
    undo: Undo | None = Field(None, alias="annulation")
    seal: str = Field("", alias="sceau")

    @property
    def day(self) -> date | None:
        """The day that it bears, if it is any of these."""
        acts = (self.sending, self.received, self.decision, self.conclusion, self.confirmation, self.undo)
        return next((act.day for act in acts if act is not None), None)


class Register(Model):
    """The whole negotiation of one dossier. Events are numbered from 1, in their order.

    The first `supposed` come from format 1, which took every draft for a sending. `end` is how many events the last
    line of the file counts; formats 1 and 2 had no such line.
    """

    schema_: int = Field(3, alias="schema")
    case: str = Field(alias="dossier")
    events: tuple[Event, ...] = Field((), alias="evenements")
    end: int | None = Field(None, alias="fin")
    supposed: int = Field(0, exclude=True)
    print_: str = Field("", exclude=True)

    @cached_property
    def undone(self) -> Mapping[int, int]:
        """The events that no longer count, each with the number of the one that took it back."""
        found: dict[int, int] = {}
        for number, event in reversed([*enumerate(self.events, start=1)]):
            if event.undo and number not in found:
                found.setdefault(event.undo.event, number)
        return found

    @cached_property
    def unconfirmed(self) -> tuple[int, ...]:
        """The sendings of format 1 that nobody has confirmed or taken back."""
        confirmed = {event.confirmation.event for _, event in self.effective if event.confirmation}
        supposed = enumerate(self.events[: self.supposed], start=1)
        return tuple(n for n, event in supposed if event.sending and n not in confirmed and n not in self.undone)

    @cached_property
    def effective(self) -> tuple[tuple[int, Event], ...]:
        """The events that count, with their numbers."""
        return tuple((n, event) for n, event in enumerate(self.events, start=1) if n not in self.undone)

    @cached_property
    def sent(self) -> Mapping[int, Sending]:
        """What was sent, by the number of its event; no reminder of what no longer counts."""
        found: dict[int, Sending] = {}
        for number, event in self.effective:
            one = event.sending
            if one and number not in self.unconfirmed and (one.recalls is None or one.recalls in found):
                found[number] = one
        return found

    def asked(self, number: int) -> Sending:
        """The sending whose texts one recalls, or itself."""
        sending = self.sent[number]
        return self.asked(sending.recalls) if sending.recalls else sending

    @property
    def sendings(self) -> tuple[Sending, ...]:
        return tuple(self.sent.values())

    @cached_property
    def answers(self) -> Mapping[int, Received]:
        """What was answered to what counts as sent, by the number of its event; format 1 told only the round."""
        found = ((n, event.received) for n, event in self.effective)
        return {n: one for n, one in found if one and (one.sending is None or one.sending in self.sent)}

    @property
    def prints(self) -> frozenset[str]:
        """The fingerprints of the drafts that were sent."""
        return frozenset(one.fingerprint for one in self.sent.values())

    @property
    def replies(self) -> tuple[Received, ...]:
        return tuple(self.answers.values())

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(event.decision for _, event in self.effective if event.decision)

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        return tuple(event.conclusion for _, event in self.effective if event.conclusion)
