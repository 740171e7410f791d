"""Where each request stands: the register folded, entry after entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from clausier.french import counted
from clausier.model.negotiation import Assessment, Grade, Received, ReplyItem, Sending, SentText
from clausier.model.register import Decision, Register, Stand
from clausier.model.requirement import PositionName
from clausier.negotiation.figures import differs_by_figure
from clausier.negotiation.reply.neutral import same_text


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
    Grade.SPOKEN: Status.TO_CHECK,
    Grade.SILENT: Status.WAITING,
}
"""The others are counter-proposals."""
CONCEDED = {Stand.FALLBACK: PositionName.FALLBACK, Stand.FLOOR: PositionName.FLOOR}
"""Decisions that ask for less from now on."""
TAKEN = (Stand.WORDING, Stand.VALUE)
"""Decisions that take over what the provider proposes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A request: the text last sent, the answer to it that counts, and the practice's decision since.

    `event` is the number of the sending whose text stands, `reply` the answer that the item was read from.
    """

    point: str
    sent: SentText
    round: int
    event: int = 0
    item: ReplyItem | None = None
    assessment: Assessment | None = None
    reply: Received | None = None
    decision: Decision | None = None

    @property
    def dropped(self) -> bool:
        return self.decision is not None and self.decision.stand is Stand.DROP

    @property
    def accepted(self) -> bool:
        """Did the practice accept the very thing that the provider proposes?"""
        one, item = self.decision, self.item
        if one is None or one.stand not in TAKEN or item is None:
            return False
        return item.wording == one.wording if one.stand is Stand.WORDING else item.value == one.value

    @property
    def taken_alone(self) -> bool:
        """Did the practice accept a figure, and not the reservation that it comes with?"""
        reserved = self.assessment is not None and self.assessment.reserved
        return reserved and self.accepted and self.decision is not None and self.decision.stand is Stand.VALUE

    @property
    def meets_decision(self) -> bool:
        """Does the answer still hold what was decided on it? A proposal that was accepted may be withdrawn."""
        one = self.decision
        return one is None or one.stand not in TAKEN or self.item is None or self.accepted

    @property
    def taken(self) -> bool:
        """The same, in a signed answer that reserves nothing: it is agreed."""
        return self.accepted and not self.taken_alone and self.reply is not None and self.reply.signed

    @property
    def status(self) -> Status:
        if self.dropped:
            return Status.DROPPED
        if self.taken:
            return Status.AGREED
        if self.assessment is None:
            return Status.WAITING
        return BY_GRADE.get(self.assessment.grade, Status.COUNTER)

    @property
    def agreed(self) -> bool:
        return self.status is Status.AGREED

    def holds_for(self, text: str) -> bool:
        """Does an agreement hold for a text: the very one agreed, else what was accepted of the provider's?

        That is its wording, or the text that it answered with its figure in the place of ours, and nothing else new.
        """
        if not self.agreed or not self.taken or self.decision is None:
            return self.agreed and text == self.sent.text
        if self.decision.stand is Stand.WORDING:
            return same_text(text, self.decision.wording)
        return differs_by_figure(self.sent.text, text, self.sent.value, self.decision.value)

    @property
    def open(self) -> bool:
        """True while something is still to be settled."""
        return self.status not in (Status.AGREED, Status.DROPPED)


@dataclass(frozen=True)
class State:
    """The whole negotiation: requests in the order in which they were sent, and the sending in force.

    `early` are decisions on points that were never sent, which the next draft uses; `asking` is the number of the
    event whose texts are in force, 0 if nothing was sent.
    """

    register: Register
    standings: dict[str, Standing] = field(default_factory=dict)
    last: Sending | None = None
    early: Mapping[str, Decision] = field(default_factory=dict)
    asking: int = 0

    @property
    def round(self) -> int:
        return self.last.round if self.last else 0

    @property
    def replies(self) -> tuple[Received, ...]:
        """What came back in the round in force since its texts were sent."""
        answers = self.register.answers.items()
        return tuple(reply for number, reply in answers if number > self.asking and reply.round == self.round)

    @property
    def answered(self) -> bool:
        """True if something came back in the round in force."""
        return bool(self.replies)

    @property
    def awaited(self) -> tuple[Standing, ...]:
        """The requests to which nothing was answered yet."""
        return self.of(Status.WAITING)

    @property
    def concluded(self) -> bool:
        return bool(self.register.conclusions)

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """The practice's decision on each point, whether it was sent or not."""
        made = {one.point: one.decision for one in self.standings.values() if one.decision}
        return {**self.early, **made}

    def of(self, *statuses: Status) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings.values() if one.status in statuses)

    def overdue(self, day: date) -> bool:
        return self.last is not None and not self.answered and not self.concluded and day > self.last.reply_by


def state_of(register: Register) -> State:
    """Folds what counts in the register; the last sending of a round replaces the others of that round."""
    state = State(register)
    for number, event in register.effective:
        if event.sending and number in register.sent:
            state = _sent(state, number, event.sending)
        elif event.received and number in register.answers:
            state = replace(state, standings={**state.standings, **dict(_answered(state, event.received))})
        elif event.decision:
            state = _decided(state, event.decision)
    return state


def _decided(state: State, decision: Decision) -> State:
    point = decision.point
    if point not in state.standings:
        return replace(state, early={**state.early, point: decision})
    return replace(state, standings={**state.standings, point: replace(state.standings[point], decision=decision)})


def _sent(state: State, number: int, sending: Sending) -> State:
    """An agreement stays with the very text that was agreed; a point given up is remembered, for the record."""
    if sending.recalls not in (None, state.asking):
        return state
    if not sending.texts and not sending.questions:
        last = state.last and state.last.model_copy(
            update={"day": sending.day, "dated": sending.dated, "reply_by": sending.reply_by}
        )
        return replace(state, last=last)
    before = state.standings
    found = {
        point: replace(before[point], sent=text, round=sending.round, event=number)
        if point in before and before[point].holds_for(text.text)
        else Standing(point, text, sending.round, number)
        for point, text in sending.texts.items()
    }
    given_up = {point: one for point, one in before.items() if one.dropped and point not in found}
    early = {point: one for point, one in state.early.items() if point not in found}
    return replace(state, standings={**given_up, **found}, last=sending, early=early, asking=number)


def _answered(state: State, reply: Received) -> Iterator[tuple[str, Standing]]:
    """Silence never takes back what was said; a document that comes back untouched says nothing."""
    answered = text_answered(state.register, reply)
    for point, item in reply.items.items():
        one, assessment = state.standings.get(point), reply.assessments.get(point)
        if one is None or assessment is None or assessment.grade is Grade.SILENT:
            continue
        if answered.get(point, one.sent).fingerprint == one.sent.fingerprint and displaces(reply, one.reply):
            answered_now = replace(one, item=item, assessment=assessment, reply=reply)
            yield point, answered_now if answered_now.meets_decision else replace(answered_now, decision=None)


def counts(reply: Received, state: State) -> bool:
    """Does an answer that was just read count for any request?"""
    return any(True for _ in _answered(state, reply))


def text_answered(register: Register, reply: Received) -> Mapping[str, SentText]:
    """The texts that a reply answers; none for one of format 1, which told only its round."""
    return register.asked(reply.sending).texts if reply.sending else {}


AGREEING = (Grade.AGREED, Grade.UNSIGNED, Grade.SPOKEN, Grade.SILENT)
"""Grades of an answer that takes back nothing."""


def displaces(new: Received, old: Received | None) -> bool:
    """Does an answer take the place of another? A signed one first, then the later date."""
    return old is None or rank(new) >= rank(old)


def rank(reply: Received) -> tuple[bool, bool, date]:
    """What tells which of several answers counts: who signs, then the date that it bears, then that of its reading."""
    return reply.signed, reply.respondent.day is not None, reply.said_on


def outranked(reply: Received, state: State) -> tuple[str, ...]:
    """The numbers of the points that an answer no longer agrees to, and that an older one, signed, still agrees to."""
    less = (point for point, one in reply.assessments.items() if one.grade not in AGREEING)
    found = (one for point in less if (one := state.standings.get(point)) is not None)
    return tuple(
        one.sent.number
        for one in found
        if one.agreed and one.reply and one.reply.said_on <= reply.said_on and not displaces(reply, one.reply)
    )
