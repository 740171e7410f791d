"""What a letter says back, and what the next one asks, from the records alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from clausier.model.negotiation import Choice, Grade, Purpose, ReplyItem, Respondent, SentText, fingerprint_of
from clausier.model.register import Stand
from clausier.model.requirement import PositionName
from clausier.negotiation.drafts import draft_of
from clausier.negotiation.lookback import follow_up
from clausier.negotiation.rounds import next_analysis, next_case, next_proposal
from clausier.negotiation.standing import State
from tests.builders import analysis, case, library, proposal
from tests.negotiation.test_standing import DAY, LEGAL, PLAIN, answered, decided, fold
from tests.negotiation.test_standing import sent as sending

ROUNDS = library().formulas.rounds

ABSENT = {PLAIN: "non", LEGAL: "non"}


def answer_of(grade: Grade, item: ReplyItem, *stand: Stand, value: str = "15 jours calendaires") -> State:
    """One request, answered and decided."""
    request, answer = sending(plain="B"), answered(plain=grade)
    assert request.sending is not None
    assert answer.received is not None
    text = request.sending.texts[PLAIN].model_copy(update={"value": value, "number": "10.A", "title": "L'essai"})
    request = request.model_copy(update={"sending": request.sending.model_copy(update={"texts": {PLAIN: text}})})
    answer = answer.model_copy(update={"received": answer.received.model_copy(update={"items": {PLAIN: item}})})
    return fold(request, answer, *(decided(PLAIN, one) for one in stand))


KEPT = "nous maintenons notre demande (15 jours calendaires)"
GIVEN = "notre demande est aménagée en conséquence dans le projet joint"
REFUSAL = ReplyItem(choice=Choice.REFUSED)


@pytest.mark.parametrize(
    ("grade", "item", "stand", "said", "ours"),
    [
        (Grade.REFUSED, REFUSAL, (), "vous répondez « Refusé »", KEPT),
        (Grade.REFUSED, REFUSAL, (Stand.KEEP,), "vous répondez « Refusé »", KEPT),
        (Grade.REFUSED, REFUSAL, (Stand.FALLBACK,), "vous répondez « Refusé »", GIVEN),
        (Grade.REFUSED, REFUSAL, (Stand.FLOOR,), "vous répondez « Refusé »", GIVEN),
        (
            Grade.BELOW,
            ReplyItem(choice=Choice.AMENDED, value="60 jours", wording="Autre."),
            (),
            "vous proposez « 60 jours »",
            KEPT,
        ),
        (
            Grade.TO_READ,
            ReplyItem(choice=Choice.AMENDED, wording="Autre."),
            (),
            "vous proposez une autre rédaction",
            KEPT,
        ),
        (Grade.AGREED, ReplyItem(choice=Choice.ACCEPTED), (Stand.FLOOR,), "vous répondez « Accepté »",
         "la rédaction proposée est conservée"),
        (Grade.UNSIGNED, ReplyItem(choice=Choice.ACCEPTED), (), "vous répondez « Accepté »",
         "nous vous remercions d'indiquer qui accepte (nom, qualité, date)"),
        (Grade.PROVEN, ReplyItem(proof="…"), (), "",
         "nous vous remercions de nous remettre la copie du justificatif"),
        (Grade.UNPROVEN, ReplyItem(proof="…"), (), "", "les mentions du justificatif sont à compléter"),
        (Grade.COVERED, ReplyItem(choice=Choice.COVERED), (), "vous répondez « Déjà couvert »",
         "nous vous remercions de citer la stipulation ; à défaut, nous maintenons notre demande"),
        (Grade.DISCUSS, ReplyItem(choice=Choice.DISCUSS), (), "vous répondez « À discuter »",
         "nous sommes à votre disposition pour en parler"),
    ],
)  # fmt: skip
def test_a_letter_says_back_what_was_said(
    grade: Grade, item: ReplyItem, stand: tuple[Stand, ...], said: str, ours: str
) -> None:
    state = answer_of(grade, item, *stand)
    view = follow_up(state, proposal(ABSENT), Purpose.ROUND, ROUNDS)
    told = [*view.agreed, *view.countered, *view.refused, *view.unsettled, *view.silent]
    (one,) = told
    assert (one.number, plain(one.title)) == ("10.A", "L'essai")
    assert (plain(one.answered), plain(one.ours)) == (said, ours)
    lists = {"agreed": view.agreed, "countered": view.countered, "refused": view.refused, "unsettled": view.unsettled}
    where = {Grade.REFUSED: "refused", Grade.AGREED: "agreed", Grade.BELOW: "countered", Grade.TO_READ: "countered"}
    assert [name for name, found in lists.items() if found] == [where.get(grade, "unsettled")]


def plain(text: str) -> str:
    """Without the typography of letters."""
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def test_a_letter_without_a_figure_keeps_the_request() -> None:
    view = follow_up(answer_of(Grade.REFUSED, REFUSAL, value=""), proposal(ABSENT), Purpose.FINAL, ROUNDS)
    assert plain(view.refused[0].ours) == "nous maintenons notre demande"
    assert view.purpose == "derniere_demande"


def test_a_letter_tells_the_days() -> None:
    state = answer_of(Grade.REFUSED, REFUSAL)
    view = follow_up(state, proposal(ABSENT), Purpose.ROUND, ROUNDS)
    assert (plain(view.sent_on), plain(view.answered_on)) == ("23 décembre 2026", "23 novembre 2026")
    signed = answered(plain=Grade.REFUSED)
    assert signed.received is not None
    who = signed.received.model_copy(update={"respondent": Respondent(day=date(2026, 11, 1))})
    both = fold(*state.register.events, signed.model_copy(update={"received": who}))
    assert plain(follow_up(both, proposal(ABSENT), Purpose.ROUND, ROUNDS).answered_on) == "1er novembre 2026"
    silent = follow_up(fold(sending(plain="B", legal="A")), proposal(ABSENT), Purpose.REMINDER, ROUNDS)
    assert silent.answered_on == ""
    assert [one.number for one in silent.silent] == ["plain", "legal"]
    none = follow_up(fold(), proposal(ABSENT), Purpose.REMINDER, ROUNDS)
    assert (none.sent_on, none.silent) == ("", ())
    elsewhere = follow_up(fold(sending(plain="B", legal="A")), proposal({PLAIN: "non"}), Purpose.REMINDER, ROUNDS)
    assert [one.number for one in elsewhere.silent] == ["plain"]


def test_an_answer_of_an_earlier_round_has_no_day() -> None:
    state = fold(sending(plain="B"), answered(plain=Grade.REFUSED), sending(2, plain="B"))
    assert follow_up(state, proposal(ABSENT), Purpose.REMINDER, ROUNDS).answered_on == ""


def test_what_was_dropped_is_no_longer_drafted() -> None:
    state = fold(sending(plain="B", legal="A"), answered(legal=Grade.AGREED), decided(PLAIN, Stand.DROP))
    found = next_analysis(case(ABSENT), library(), state, DAY)
    assert found.dropped == {PLAIN}
    later = next_proposal(found, state, Purpose.ROUND)
    assert [request.id for request in later.view.requests] == [LEGAL]
    assert (later.view.mark.round, later.view.follow_up.purpose if later.view.follow_up else "") == (2, "tour")
    open_points = next_analysis(case(), library(), state, DAY, unknown_as_absent=True)
    assert open_points.tally.to_check == 0
    assert found.tally.to_check > 0
    reminded = next_proposal(next_analysis(case(ABSENT), library(), fold(sending(plain="B")), DAY),
                             fold(sending(plain="B")), Purpose.REMINDER)  # fmt: skip
    assert reminded.view.mark.round == 1


def test_the_other_figures_of_a_dossier_stay() -> None:
    own = case(ABSENT, positions={LEGAL: "plancher"}, parametres={PLAIN: {"delai_reprise": "3 jours ouvrés"}})
    later = next_case(own, library(), answer_of(Grade.REFUSED, REFUSAL, Stand.FLOOR))
    assert later.parameters[PLAIN] == {"delai_reprise": "3 jours ouvrés", "delai": "45 jours calendaires"}
    assert later.positions == {LEGAL: PositionName.FLOOR, PLAIN: PositionName.FLOOR}


def test_a_dropped_request_or_one_that_the_library_lost_changes_no_figure() -> None:
    state = answer_of(Grade.REFUSED, REFUSAL, Stand.DROP)
    assert next_case(case(ABSENT), library(), state) == case(ABSENT)
    gone = {PLAIN: replace(state.standings[PLAIN], point="point-disparu", decision=None)}
    assert next_case(case(ABSENT), library(), State(state.register, gone, state.last)) == case(ABSENT)


def test_a_point_never_sent_is_drafted_at_its_target() -> None:
    answers, state = {**ABSENT, "correctifs-delai-critique": "non"}, fold(sending(plain="B", legal="A"))
    later = next_proposal(next_analysis(case(answers), library(), state, DAY), state, Purpose.ROUND)
    text = next(one.text for one in later.view.requests if one.id == "correctifs-delai-critique")
    assert "quatorze (14) jours" in plain(text)


def test_a_sending_keeps_its_texts_to_the_letter() -> None:
    answers = {**ABSENT, "hebergement-rgpd": "non"}
    found, drafted = analysis(answers), proposal(answers)
    assert {request.legal for request in drafted.view.requests} == {True, False}
    kept = draft_of(drafted, found, fold(), Purpose.REQUEST, PositionName.TARGET, {}, {}).sending
    text = next(request.text for request in drafted.view.requests if request.id == PLAIN)
    assert kept.texts[PLAIN] == SentText(
        number="10.A",
        title=kept.texts[PLAIN].title,
        position=PositionName.TARGET,
        value="15 jours calendaires",
        legal=kept.texts[PLAIN].legal,
        fingerprint=fingerprint_of([text]),
        text=text,
    )
    assert (kept.day, kept.purpose, kept.round) == (DAY, Purpose.REQUEST, drafted.view.mark.round)
    assert kept.reply_by == DAY + timedelta(days=30)
    assert {id_: (one.title, one.legal) for id_, one in kept.texts.items()} == {
        request.id: (request.title, request.legal) for request in drafted.view.requests
    }
    assert kept.texts[LEGAL].value == ""
    floor = draft_of(drafted, found, fold(), Purpose.REQUEST, PositionName.FLOOR, {}, {}).sending
    assert (floor.texts[PLAIN].position, floor.texts[PLAIN].value) == (PositionName.FLOOR, "45 jours calendaires")
