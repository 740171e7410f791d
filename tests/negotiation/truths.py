"""What holds of every negotiation, whatever was played."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from clausier.errors import CannotWrite
from clausier.model.figure import Figure
from clausier.model.followup import FollowedView
from clausier.model.negotiation import Choice, FormKind, Grade, Source
from clausier.model.proposal import Proposal
from clausier.model.register import Stand
from clausier.model.requirement import PositionName
from clausier.negotiation.differences import differences
from clausier.negotiation.following import nothing_to_send
from clausier.negotiation.reply.neutral import same_text
from clausier.negotiation.standing import CONCEDED, TAKEN, Standing, State
from clausier.proposal.values import in_contract
from tests.builders import provider_text
from tests.negotiation.desk import LIBRARIES, POINTS, SECRETS, Desk, Made, laid, texts_sent
from tests.negotiation.play import plain


def assert_agreed(state: State, one: Standing) -> None:
    """Somebody signed « Accepté » on the very text sent, or what a signed answer proposes was accepted."""
    reply, item = one.reply, one.item
    assert reply is not None
    assert item is not None
    assert reply in state.register.replies
    assert reply.kind is not Source.PHONE
    assert reply.respondent.name
    assert reply.respondent.capacity
    assert reply.respondent.day
    assert reply.sending is not None
    answered = state.register.asked(reply.sending).texts[one.point]
    assert one.assessment is not None
    if one.assessment.grade is Grade.AGREED:
        assert item.choice is Choice.ACCEPTED
        assert not any((item.value, item.wording, item.cost, item.time))
        assert item.comment in ("", "Merci")
        assert one.sent.text == answered.text
        assert reply.kind not in (FormKind.FORM, FormKind.TRACKER) or answered.on_form.text == answered.text
        return
    decision = one.decision
    assert decision is not None
    assert decision.stand in TAKEN
    made = [event.decision for _, event in state.register.effective if event.decision]
    assert decision in made
    proposed = item.wording if decision.stand is Stand.WORDING else item.value
    assert proposed == (decision.wording or decision.value)
    if one.sent.text != answered.text:
        assert is_what_was_accepted(one.sent.text, answered.text, answered.value, one)


def is_what_was_accepted(text: str, answered: str, value: str, one: Standing) -> bool:
    """Is it the provider's wording, or the text that it answered with its figure in the place of ours?"""
    assert one.decision is not None
    if one.decision.stand is Stand.WORDING:
        return same_text(text, one.decision.wording)
    old, new = (in_contract(Figure(figure)) for figure in (value, one.decision.value))
    return new in text and text.replace(new, old) == answered.replace(new, old)


def assert_no_secret(proposal: Proposal) -> None:
    text = provider_text(proposal)
    assert not [secret for secret in SECRETS if secret in text]


def assert_nothing_is_conceded(state: State, proposal: Proposal) -> None:
    """No fallback or floor but of points on which one was decided, or sent."""
    reached = {point for point, one in state.decisions.items() if one.stand in CONCEDED}
    sent = [text for sending in state.register.sendings for text in sending.texts.items()]
    reached |= {point for point, text in sent if text.position is not PositionName.TARGET}
    text = plain(provider_text(proposal))
    for number in LIBRARIES:
        for point in set(POINTS) - reached:
            assert not [phrase for phrase in unshown(point, number) if phrase in text], point


def unshown(point: str, number: int) -> Iterator[str]:
    """What only a fallback or the floor of a point says."""
    positions = laid(number).by_id[point].positions
    for one in (*positions.fallbacks, positions.floor):
        for value in (one.trade, *one.values.values()) if one else ():
            if len(value) > 40 and value not in positions.target.values.values():
                yield plain(value)


def assert_nothing_unsent_is_quoted(state: State, made: Made) -> None:
    """What a later letter says that we asked, and what it asks again, was sent, was decided, or is told to differ."""
    register, view = state.register, made.proposal.view
    known = {(point, text) for _, point, text in texts_sent(register)}
    told = " ".join(differences(state, made.proposal))
    sending, questions = made.draft.sending, state.last.questions if state.last else {}
    for request in view.requests:
        if sending.recalls:
            assert request.text == register.asked(sending.recalls).texts[request.id].text
        elif (request.id, request.text) not in known and request.id not in {*state.decisions, *questions}:
            assert f"{request.number} {request.title}" in told
    for one in followed(view.follow_up.model_dump()):
        assert_quoted(state, made, one)


def followed(view: dict[str, Any]) -> Iterator[FollowedView]:
    """What is said of requests that were sent."""
    for name, told in view.items():
        if isinstance(told, tuple | list) and name != "fresh":
            yield from (FollowedView.model_validate(one) for one in told)


def assert_quoted(state: State, made: Made, one: FollowedView) -> None:
    standing = next(each for each in state.standings.values() if each.sent.number == one.number)
    ours = one.ours.replace("\u00a0", " ").replace("’", "'")
    sent = [sending.texts[standing.point] for sending in state.register.sendings if standing.point in sending.texts]
    if kept := re.search(r"notre demande \((.*)\)", ours):
        accepted = standing.decision.value if standing.decision else ""
        assert kept[1] in {*(text.value for text in sent), accepted}
    said = standing.item.value or standing.item.wording if standing.item else ""
    if "nous acceptons votre" in ours:
        assert standing.decision is not None
        assert standing.decision.stand in TAKEN
        accepted = standing.decision.wording if standing.decision.stand is Stand.WORDING else standing.decision.value
        assert standing.item is not None
        assert accepted in (standing.item.wording, standing.item.value)
        assert said
        printed = next(each.text for each in made.proposal.view.requests if each.id == standing.point)
        shown = in_contract(Figure(accepted)) if standing.decision.stand is Stand.VALUE else accepted
        assert plain(shown) in plain(printed)


def assert_settled(state: State, final: Proposal, legal: bool) -> None:
    """Each clause of the document to sign was agreed to the letter; each request that is not there was given up."""
    printed = {request.id: request.text for request in final.view.requests}
    for point, text in printed.items():
        one = state.standings[point]
        assert one.agreed
        if one.sent.text != text:
            assert one.decision is not None
            assert is_what_was_accepted(text, one.sent.text, one.sent.value, one)
    for point, one in state.standings.items():
        assert point in printed or one.dropped or one.agreed or (legal and one.sent.legal)


def assert_a_way_on(desk: Desk) -> None:
    """Not « conclude » on the one hand and « write again » on the other."""
    state = desk.state
    if not state.last or state.concluded:
        return
    again = nothing_to_send(desk.case, desk.library, state, desk.day)
    if "clausier conclure" in again:
        assert "relancer" not in refusal(lambda: replace(desk).conclude(legal=False))


def refusal(act: Callable[[], Any]) -> str:
    """Why a command refuses; empty if it does not."""
    try:
        act()
    except CannotWrite as error:
        return str(error)
    return ""
