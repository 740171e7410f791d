"""Where each request stands: the register folded, entry after entry."""

from __future__ import annotations

from datetime import date, timedelta

from clausier.model.negotiation import (
    Assessment,
    Choice,
    FormKind,
    Grade,
    Purpose,
    Received,
    ReplyItem,
    Respondent,
    Sending,
    SentText,
    fingerprint_of,
)
from clausier.model.register import Decision, Event, Register, Stand
from clausier.model.requirement import PositionName
from clausier.negotiation.concluding import blockers
from clausier.negotiation.standing import State, Status, outranked, state_of
from tests.builders import library

DAY = date(2026, 11, 23)
LEGAL, PLAIN = "financier-frais-sortie", "sortie-delai-recuperation"
CHOICES = {Grade.AGREED: Choice.ACCEPTED, Grade.REFUSED: Choice.REFUSED}


def sent(number: int = 1, purpose: Purpose = Purpose.REQUEST, **texts: str) -> Event:
    """A sending of « legal » and « plain » with their texts; a reminder has none."""
    ids = {"legal": LEGAL, "plain": PLAIN}
    made = {
        ids[name]: SentText(
            number=name,
            title=name,
            position=PositionName.TARGET,
            legal=name == "legal",
            fingerprint=fingerprint_of([text]),
            text=text,
        )
        for name, text in texts.items()
    }
    day = DAY + timedelta(days=30 * number)
    by = day + timedelta(days=30)
    return Event(sending=Sending(round=number, day=day, purpose=purpose, reply_by=by, fingerprint="", texts=made))


def answered(number: int = 1, **grades: Grade) -> Event:
    ids = {"legal": LEGAL, "plain": PLAIN}
    items = {ids[name]: ReplyItem(choice=CHOICES.get(grade)) for name, grade in grades.items()}
    assessments = {ids[name]: Assessment(grade=grade) for name, grade in grades.items()}
    made = Received(round=number, day=DAY, kind=FormKind.TRACKER, fingerprint="", items=items, assessments=assessments)
    return Event(received=made)


def decided(point: str, stand: Stand) -> Event:
    return Event(decision=Decision(point=point, day=DAY, stand=stand, reason="motif"))


def fold(*events: Event) -> State:
    return state_of(Register(case="essai", events=events))


def told(state: State) -> dict[str, Status]:
    return {one.sent.number: one.status for one in state.standings.values()}


def test_nothing_is_agreed_before_an_answer() -> None:
    assert told(fold(sent(legal="A", plain="B"))) == {"legal": Status.WAITING, "plain": Status.WAITING}


def test_silence_never_takes_back_what_was_said() -> None:
    events = (sent(legal="A", plain="B"), answered(plain=Grade.AGREED, legal=Grade.REFUSED))
    assert told(fold(*events, answered(plain=Grade.SILENT))) == {"legal": Status.REFUSED, "plain": Status.AGREED}
    assert told(fold(*events, answered())) == {"legal": Status.REFUSED, "plain": Status.AGREED}


def test_what_an_unsigned_answer_takes_back_from_a_signed_one_is_named() -> None:
    def of(event: Event, days: int, who: Respondent | None = None) -> Received:
        assert event.received is not None
        return event.received.model_copy(update={"day": DAY + timedelta(days=days), "respondent": who or Respondent()})

    who = Respondent(name="N", capacity="Q", day=DAY)
    signed = of(answered(plain=Grade.AGREED, legal=Grade.AGREED), 5, who)
    state = fold(sent(legal="A", plain="B"), Event(received=signed))
    refused = answered(plain=Grade.REFUSED, legal=Grade.UNSIGNED)
    assert outranked(of(refused, 9), state) == ("plain",)
    assert outranked(of(refused, 9, who), state) == (), "it counts"
    assert outranked(of(refused, -9), state) == (), "it was said before"


def test_a_later_answer_replaces_the_earlier_one() -> None:
    events = (sent(plain="B"), answered(plain=Grade.AGREED))
    assert told(fold(*events, answered(plain=Grade.REFUSED))) == {"plain": Status.REFUSED}


def test_an_agreement_goes_with_the_very_text_that_was_agreed() -> None:
    events = (sent(plain="B", legal="A"), answered(plain=Grade.AGREED, legal=Grade.AGREED))
    state = fold(*events, sent(2, plain="B", legal="A, revu"))
    assert told(state) == {"plain": Status.AGREED, "legal": Status.WAITING}
    assert state.standings[PLAIN].round == state.round == 2


def test_a_refusal_does_not_outlive_its_round_as_an_answer() -> None:
    assert told(fold(sent(plain="B"), answered(plain=Grade.REFUSED), sent(2, plain="B"))) == {"plain": Status.WAITING}


def test_a_legal_point_refused_stays_refused_whatever_else_is_accepted() -> None:
    state = fold(
        sent(legal="A", plain="B"), answered(plain=Grade.AGREED, legal=Grade.REFUSED), answered(plain=Grade.AGREED)
    )
    assert told(state) == {"legal": Status.REFUSED, "plain": Status.AGREED}
    assert [one.name for one in blockers(state, library(), {})] == ["legal"]


def test_a_legal_point_that_was_dropped_still_blocks() -> None:
    state = fold(sent(legal="A", plain="B"), answered(plain=Grade.AGREED), decided(LEGAL, Stand.DROP))
    assert told(state)["legal"] is Status.DROPPED
    assert [one.name for one in blockers(state, library(), {})] == ["legal"]
    assert [*blockers(state, library(), {LEGAL: "motif"})] == []


def test_a_dropped_point_is_remembered_when_it_is_no_longer_sent() -> None:
    state = fold(sent(legal="A", plain="B"), decided(PLAIN, Stand.DROP), sent(2, legal="A"))
    assert told(state) == {"plain": Status.DROPPED, "legal": Status.WAITING}
    assert not state.standings[PLAIN].open


def test_a_point_taken_up_again_is_no_longer_dropped() -> None:
    events = (sent(plain="B"), decided(PLAIN, Stand.DROP), decided(PLAIN, Stand.KEEP))
    assert told(fold(*events)) == {"plain": Status.WAITING}


def test_a_reminder_moves_the_day_and_nothing_else() -> None:
    first = sent(plain="B")
    state = fold(first, sent(2, Purpose.REMINDER))
    assert state.last is not None
    assert first.sending is not None
    assert (state.round, state.last.fingerprint) == (1, first.sending.fingerprint)
    assert state.last.reply_by == DAY + timedelta(days=90)
    assert not state.overdue(state.last.reply_by)
    assert state.overdue(state.last.reply_by + timedelta(days=1))
