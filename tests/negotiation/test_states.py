"""Each grade is a status, each state a reason to write again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clausier.model.negotiation import Grade, Purpose
from clausier.model.register import Stand
from clausier.negotiation.rounds import (
    purpose_of,
    repeats,
)
from clausier.negotiation.standing import Status
from tests.negotiation.test_standing import DAY, LEGAL, PLAIN, answered, decided, fold
from tests.negotiation.test_standing import sent as sending


@pytest.mark.parametrize("grade", Grade)
def test_each_grade_is_a_status(grade: Grade) -> None:
    statuses = {
        Grade.AGREED: "accord de principe",
        Grade.REFUSED: "refusé",
        Grade.DISCUSS: "à discuter",
        Grade.SILENT: "en attente",
        **dict.fromkeys((Grade.UNSIGNED, Grade.SPOKEN, Grade.COVERED, Grade.PROVEN, Grade.UNPROVEN), "à vérifier"),
    }
    state = fold(sending(plain="B"), answered(plain=grade))
    one = state.standings[PLAIN]
    assert one.status.value == statuses.get(grade, "contre-proposition")
    assert (one.agreed, one.open) == (grade is Grade.AGREED, grade is not Grade.AGREED)
    assert state.of(one.status) == (one,)
    assert state.of(*(set(Status) - {one.status})) == ()


def test_nothing_sent_is_round_zero() -> None:
    empty = fold()
    assert (empty.round, empty.last, empty.answered, empty.concluded) == (0, None, False, False)
    assert not empty.overdue(date(2100, 1, 1))


def test_an_answer_ends_the_wait() -> None:
    late = DAY + timedelta(days=400)
    assert fold(sending(plain="B")).overdue(late)
    assert not fold(sending(plain="B"), answered(plain=Grade.REFUSED)).overdue(late)
    assert fold(sending(plain="B"), answered(plain=Grade.REFUSED), sending(2, plain="B")).overdue(late)


def test_what_concerns_no_request_changes_nothing() -> None:
    first = sending(plain="B")
    assert fold(first, answered(legal=Grade.AGREED), decided(LEGAL, Stand.DROP)).standings == fold(first).standings


def test_a_dropped_point_that_is_sent_again_is_asked_again() -> None:
    state = fold(sending(plain="B"), decided(PLAIN, Stand.DROP), sending(2, plain="B"))
    assert state.standings[PLAIN].status is Status.WAITING


@pytest.mark.parametrize(
    ("numbers", "replied", "purpose"),
    [
        ((1,), None, Purpose.REMINDER),
        ((1,), 1, Purpose.ROUND),
        ((1, 2), None, Purpose.REMINDER),
        ((1, 2), 2, Purpose.FINAL),
        ((1, 2, 3), 3, Purpose.FINAL),
        ((1, 2), 1, Purpose.REMINDER),
    ],
)
def test_why_to_write_again(numbers: tuple[int, ...], replied: int | None, purpose: Purpose) -> None:
    sendings = [sending(number, plain="B") for number in numbers]
    state = fold(*sendings, *([answered(replied, plain=Grade.REFUSED)] if replied else []))
    assert purpose_of(state) is purpose
    assert repeats(state) is (replied != numbers[-1])


def test_silence_after_a_reminder_is_asked_a_last_time() -> None:
    assert purpose_of(fold(sending(plain="B"), sending(1, Purpose.REMINDER))) is Purpose.FINAL
    earlier = fold(sending(plain="B"), sending(1, Purpose.REMINDER), sending(2, plain="B"))
    assert purpose_of(earlier) is Purpose.REMINDER


def test_a_reminder_is_the_day_of_the_last_letter() -> None:
    state = fold(sending(plain="B"), sending(2, Purpose.REMINDER))
    assert state.last is not None
    assert (state.last.day, state.last.reply_by) == (DAY + timedelta(days=60), DAY + timedelta(days=90))
    assert fold(sending(2, Purpose.REMINDER)).last is None
