"""Where each request stands: the register folded, entry after entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from clausier.french import counted
from clausier.model.negotiation import (
    Assessment,
    Decision,
    Event,
    Grade,
    Received,
    Register,
    ReplyItem,
    Sending,
    SentText,
    Stand,
)


class Status(StrEnum):
    """The state of a request, as people read it."""

    WAITING = "en attente"
    AGREED = "accord de principe"
    COUNTER = "contre-proposition"
    REFUSED = "refusé"
    DISCUSS = "à discuter"
    TO_CHECK = "à vérifier"
    DROPPED = "abandonné"

    def counted(self, n: int) -> str:
        """« 1 refusé », « 10 accords de principe »."""
        return counted(n, self.value, PLURALS.get(self.value, self.value))


PLURALS = {
    "accord de principe": "accords de principe",
    "contre-proposition": "contre-propositions",
    "refusé": "refusés",
    "abandonné": "abandonnés",
}
"""The other states do not change."""


BY_GRADE = {
    Grade.AGREED: Status.AGREED,
    Grade.UNSIGNED: Status.TO_CHECK,
    Grade.REFUSED: Status.REFUSED,
    Grade.DISCUSS: Status.DISCUSS,
    Grade.COVERED: Status.TO_CHECK,
    Grade.PROVEN: Status.TO_CHECK,
    Grade.UNPROVEN: Status.TO_CHECK,
    Grade.SILENT: Status.WAITING,
}
"""The others are counter-proposals."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A request: the text last sent, the answer to it if any, and the practice's decision since."""

    point: str
    sent: SentText
    round: int
    item: ReplyItem | None = None
    assessment: Assessment | None = None
    decision: Decision | None = None

    @property
    def dropped(self) -> bool:
        return self.decision is not None and self.decision.stand is Stand.DROP

    @property
    def status(self) -> Status:
        if self.dropped:
            return Status.DROPPED
        if self.assessment is None:
            return Status.WAITING
        return BY_GRADE.get(self.assessment.grade, Status.COUNTER)

    @property
    def agreed(self) -> bool:
        return self.status is Status.AGREED

    @property
    def open(self) -> bool:
        """True while something is still to be settled."""
        return self.status not in (Status.AGREED, Status.DROPPED)


@dataclass(frozen=True)
class State:
    """The whole negotiation: requests in the order in which they were sent, and the sending in force."""

    register: Register
    standings: dict[str, Standing]
    last: Sending | None

    @property
    def round(self) -> int:
        return self.last.round if self.last else 0

    @property
    def answered(self) -> bool:
        """True if something came back in the round in force."""
        return any(reply.round == self.round for reply in self.register.replies)

    @property
    def concluded(self) -> bool:
        return bool(self.register.conclusions)

    def of(self, *statuses: Status) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings.values() if one.status in statuses)

    def overdue(self, day: date) -> bool:
        return self.last is not None and not self.answered and not self.concluded and day > self.last.reply_by


def state_of(register: Register) -> State:
    """Folds the register; the last sending of a round replaces the others of that round."""
    standings: dict[str, Standing] = {}
    last: Sending | None = None
    for event in register.events:
        if event.sending and event.sending.texts:
            standings, last = _sent(standings, event.sending), event.sending
        elif event.sending and last:
            last = last.model_copy(update={"day": event.sending.day, "reply_by": event.sending.reply_by})
        else:
            standings = _changed(standings, event)
    return State(register, standings, last)


def _changed(standings: dict[str, Standing], event: Event) -> dict[str, Standing]:
    if event.received:
        return {**standings, **{one.point: one for one in _answered(standings, event.received)}}
    if event.decision and event.decision.point in standings:
        point = event.decision.point
        return {**standings, point: replace(standings[point], decision=event.decision)}
    return standings


def _sent(before: dict[str, Standing], sending: Sending) -> dict[str, Standing]:
    """An agreement stays with the very text that was agreed; a point given up is remembered, for the record."""
    found = {
        point: replace(before[point], round=sending.round)
        if point in before and before[point].agreed and before[point].sent.fingerprint == text.fingerprint
        else Standing(point, text, sending.round)
        for point, text in sending.texts.items()
    }
    return {**{point: one for point, one in before.items() if one.dropped and point not in found}, **found}


def _answered(standings: dict[str, Standing], reply: Received) -> Iterable[Standing]:
    """Silence never takes back what was said; a document that comes back untouched says nothing."""
    for point, item in reply.items.items():
        assessment = reply.assessments.get(point)
        speaks = assessment is not None and assessment.grade is not Grade.SILENT
        if point in standings and speaks:
            yield replace(standings[point], item=item, assessment=assessment)
