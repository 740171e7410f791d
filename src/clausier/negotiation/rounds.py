"""The next thing to send: why, with which positions, and how it is kept in the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from clausier.french import long_date, typeset
from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis
from clausier.model.casefile import CaseFile
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.negotiation import Grade, Purpose, Sending, SentText, Stand, fingerprint_of
from clausier.model.proposal import FollowedView, FollowUpView, Proposal
from clausier.model.requirement import PositionName, Requirement
from clausier.negotiation.standing import Standing, State, Status
from clausier.negotiation.values import ORDER, grade_value
from clausier.proposal import draft
from clausier.proposal.values import chosen_position, raw_values

LAST_ROUND = 3
"""From this round on, a letter is the last request."""
STANDS = {Stand.FALLBACK: PositionName.FALLBACK, Stand.FLOOR: PositionName.FLOOR}
ANSWERS = {
    Grade.AGREED: "la rédaction proposée est conservée",
    Grade.UNSIGNED: "nous vous remercions d'indiquer qui accepte (nom, qualité, date)",
    Grade.PROVEN: "nous vous remercions de nous remettre la copie du justificatif",
    Grade.UNPROVEN: "les mentions du justificatif sont à compléter",
    Grade.COVERED: "nous vous remercions de citer la stipulation ; à défaut, nous maintenons notre demande",
    Grade.DISCUSS: "nous sommes à votre disposition pour en parler",
}
"""What is said to an answer whatever the practice decided."""
ENOUGH = {PositionName.FALLBACK: ORDER[:2], PositionName.FLOOR: ORDER}


def purpose_of(state: State) -> Purpose:
    """Why to write again: silence is first reminded of, an answer opens a round, the third is the last request."""
    if state.answered:
        return Purpose.FINAL if state.round + 1 >= LAST_ROUND else Purpose.ROUND
    reminded = any(one.purpose is Purpose.REMINDER and one.round == state.round for one in state.register.sendings)
    return Purpose.FINAL if reminded else Purpose.REMINDER


def repeats(state: State) -> bool:
    """True if the next letter only recalls what was sent: no new text, no new round."""
    return not state.answered


def next_case(case: CaseFile, library: Library, state: State) -> CaseFile:
    """The dossier with the positions and figures that the next texts ask for; only decisions concede anything."""
    positions, parameters = {**case.positions}, {**case.parameters}
    for one in state.standings.values():
        requirement = library.by_id.get(one.point)
        if requirement is None or one.dropped:
            continue
        positions[one.point] = _position(one)
        figure = _figure(one, requirement, library)
        if figure:
            parameters[one.point] = {**parameters.get(one.point, {}), requirement.criterion.measured: figure}
    return case.model_copy(update={"positions": positions, "parameters": parameters})


def _position(one: Standing) -> PositionName:
    stand = one.decision.stand if one.decision else Stand.KEEP
    return STANDS.get(stand, one.sent.position)


def _figure(one: Standing, requirement: Requirement, library: Library) -> Figure | None:
    """The figure to ask: the provider's own where it is as good as what was decided, else the position's."""
    measured = requirement.criterion.measured
    if not measured:
        return None
    position = _position(one)
    conceded = one.decision is not None and one.decision.stand in STANDS
    offered = one.item.value if one.item else ""
    if conceded and offered and grade_value(offered, requirement, library)[0] in ENOUGH[position]:
        return Figure(offered)
    return requirement.positions.chosen(position).values.get(measured) if conceded else Figure(one.sent.value)


def next_analysis(
    case: CaseFile, library: Library, state: State, day: date, *, unknown_as_absent: bool = False
) -> Analysis:
    """The gaps that are still asked for, at the positions reached."""
    analysis = analyse(library, next_case(case, library, state), day, unknown_as_absent=unknown_as_absent)
    return replace(analysis, dropped=frozenset(one.point for one in state.standings.values() if one.dropped))


def next_proposal(analysis: Analysis, state: State, purpose: Purpose) -> Proposal:
    """What the next letter and its documents say."""
    number = state.round if repeats(state) else state.round + 1
    proposal = draft(analysis, PositionName.TARGET, number)
    view = proposal.view.model_copy(update={"follow_up": follow_up(state, proposal, purpose)})
    return proposal.model_copy(update={"view": view})


def sending_of(proposal: Proposal, analysis: Analysis, purpose: Purpose, default: PositionName) -> Sending:
    """The entry of the register for what is sent; the texts are those of the documents, to the letter."""
    view = proposal.view
    return Sending(
        round=view.mark.round,
        day=view.iso_day,
        purpose=purpose,
        reply_by=view.reply_by_iso,
        fingerprint=view.mark.fingerprint,
        texts=dict(_texts(proposal, analysis, default)),
    )


def is_kept(sending: Sending, state: State) -> bool:
    """True if the register says so already: the same texts, on the same day."""
    return state.last is not None and (state.last.fingerprint, state.last.day) == (sending.fingerprint, sending.day)


def _texts(proposal: Proposal, analysis: Analysis, default: PositionName) -> Iterator[tuple[str, SentText]]:
    for request in proposal.view.requests:
        requirement = analysis.library.by_id[request.id]
        name, position = chosen_position(requirement, analysis.case, default)
        figure = raw_values(requirement, analysis.case, position).get(requirement.criterion.measured, "")
        yield (
            request.id,
            SentText(
                number=request.number,
                title=request.title,
                position=name,
                value=figure,
                legal=request.legal,
                fingerprint=fingerprint_of([request.text]),
                text=request.text,
            ),
        )


def follow_up(state: State, proposal: Proposal, purpose: Purpose) -> FollowUpView:
    """What the letter looks back on; only what was said on either side, nothing of what we might accept."""
    last, replies = state.last, [reply for reply in state.register.replies if reply.round == state.round]
    asked = {request.id for request in proposal.view.requests}
    there = [one for one in state.standings.values() if one.point in asked]
    by = {status: tuple(_followed(one) for one in there if one.status is status) for status in Status}
    return FollowUpView(
        purpose=purpose.value,
        sent_on=typeset(long_date(last.day)) if last else "",
        answered_on=typeset(long_date(replies[-1].respondent.day or replies[-1].day)) if replies else "",
        agreed=by[Status.AGREED],
        countered=by[Status.COUNTER],
        refused=by[Status.REFUSED],
        unsettled=(*by[Status.DISCUSS], *by[Status.TO_CHECK]),
        silent=by[Status.WAITING],
    )


def _followed(one: Standing) -> FollowedView:
    item = one.item
    value = f"vous proposez « {item.value} »" if item and item.value else ""
    wording = "vous proposez une autre rédaction" if item and item.wording and not value else ""
    choice = f"vous répondez « {item.choice.value} »" if item and item.choice else ""
    answered = value or wording or choice
    return FollowedView(
        number=one.sent.number,
        title=one.sent.title,
        answered=typeset(answered),
        ours=typeset(_ours(one)),
    )


def _ours(one: Standing) -> str:
    """Our answer: a concession only where it was decided."""
    stand = one.decision.stand if one.decision else Stand.KEEP
    grade = one.assessment.grade if one.assessment else None
    if grade in ANSWERS:
        return ANSWERS[grade]
    if stand in STANDS:
        return "notre demande est aménagée en conséquence dans le projet joint"
    kept = f" ({one.sent.value})" if one.sent.value else ""
    return f"nous maintenons notre demande{kept}"
