"""The next thing to send: why, with which positions and texts. Only decisions concede anything."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from clausier.judging.extent import limited
from clausier.judging.gaps import analyse
from clausier.judging.scope import readmitted
from clausier.model.analysis import Analysis
from clausier.model.casefile import CaseFile
from clausier.model.extent import EVERYTHING, Asking, Extent
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.negotiation import Purpose
from clausier.model.proposal import Proposal
from clausier.model.register import Stand
from clausier.model.requirement import PositionName, Requirement
from clausier.negotiation.figures import with_figure
from clausier.negotiation.lookback import follow_up
from clausier.negotiation.standing import CONCEDED, Standing, State
from clausier.negotiation.values import ORDER, grade_value
from clausier.proposal import draft

LAST_ROUND = 3
"""From this round on, a letter is the last request."""
ENOUGH = {PositionName.FALLBACK: ORDER[:2], PositionName.FLOOR: ORDER}


def first_case(case: CaseFile, state: State) -> CaseFile:
    """The dossier with what was decided before any answer: a first request asks for that."""
    return case.model_copy(update={"positions": {**case.positions, **_decided_positions(state)}})


def first_analysis(analysis: Analysis, state: State) -> Analysis:
    """The gaps of a first request: those that were not given up."""
    return replace(analysis, dropped=_given_up(state))


def first_request(
    case: CaseFile,
    library: Library,
    state: State,
    day: date,
    asking: Asking,
    position: PositionName = PositionName.TARGET,
    *,
    unknown_as_absent: bool = False,
    beyond_scope: bool = False,
) -> tuple[Analysis, Proposal]:
    """The dossier judged with what was decided of it, and what a first request then says."""
    judged = analyse(library, first_case(case, state), day, unknown_as_absent=unknown_as_absent)
    analysis = limited(first_analysis(readmitted(judged) if beyond_scope else judged, state), asking)
    return analysis, draft(analysis, position, round_of(state))


def round_of(state: State) -> int:
    """The round that a new request belongs to: the one in force until it is answered."""
    return state.round + 1 if state.answered else max(1, state.round)


def _decided_positions(state: State) -> dict[str, PositionName]:
    return {point: CONCEDED[one.stand] for point, one in state.decisions.items() if one.stand in CONCEDED}


def _given_up(state: State) -> frozenset[str]:
    return frozenset(point for point, one in state.decisions.items() if one.stand is Stand.DROP)


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
    positions, parameters = {**case.positions, **_decided_positions(state)}, {**case.parameters}
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
    return CONCEDED.get(_stand(one), one.sent.position)


def _stand(one: Standing) -> Stand:
    return one.decision.stand if one.decision else Stand.KEEP


def _figure(one: Standing, requirement: Requirement, library: Library) -> Figure | None:
    """The figure to ask: the provider's own where it was accepted or is as good as what was decided."""
    measured = requirement.criterion.measured
    if not measured:
        return None
    if one.decision and one.decision.value:
        return Figure(one.decision.value)
    position, conceded = _position(one), _stand(one) in CONCEDED
    if conceded and one.item and offers_enough(one, position, requirement, library):
        return Figure(one.item.value)
    return requirement.positions.chosen(position).values.get(measured) if conceded else Figure(one.sent.value)


def offers_enough(one: Standing, position: PositionName, requirement: Requirement, library: Library) -> bool:
    """Does the provider's figure give at least what this position, our fallback or our floor, asks?"""
    offered = one.item.value if one.item else ""
    return bool(offered) and grade_value(offered, requirement, library)[0] in ENOUGH[position]


def next_analysis(
    case: CaseFile, library: Library, state: State, day: date, *, unknown_as_absent: bool = False
) -> Analysis:
    """The gaps that are still asked for, at the positions reached."""
    analysis = analyse(library, next_case(case, library, state), day, unknown_as_absent=unknown_as_absent)
    taken = frozenset(point for point, one in state.standings.items() if _stand(one) is Stand.VALUE)
    return still_limited(replace(analysis, dropped=_given_up(state), wordings=wordings(state), conceded=taken), state)


def still_limited(
    analysis: Analysis,
    state: State,
    extent: Extent | None = None,
    points: Collection[str] = (),
    *,
    joined: bool = False,
) -> Analysis:
    """What was asked stays asked, as the last sending limited it, with these points of what was kept for later.

    Another extent takes the place of that of the last sending.
    """
    last = state.register.asked(state.asking).asking if state.asking else EVERYTHING
    asking = last if extent is None else Asking(extent=extent)
    told = asking.model_copy(update={"joined": joined or asking.joined})
    return limited(analysis, told, {*state.standings, *points})


def wordings(state: State) -> dict[str, str]:
    """Texts in the place of our clauses, by point: the provider's, once accepted, and those edited by hand."""
    found = {one.point: _wording(one) for one in state.standings.values() if _stand(one) not in CONCEDED}
    return {point: text for point, text in found.items() if text}


def _wording(one: Standing) -> str:
    """Empty where our clause is asked: the provider's figure, once accepted, may have no place in another text."""
    if one.decision and one.decision.wording:
        return one.decision.wording
    text = one.sent.text if one.sent.own or one.sent.drafted else ""
    if text and one.decision and one.decision.stand is Stand.VALUE:
        return with_figure(text, one.sent.value, one.decision.value)
    return text


def next_proposal(analysis: Analysis, state: State, purpose: Purpose) -> Proposal:
    """What the next letter and its documents say."""
    number = state.round if repeats(state) else state.round + 1
    proposal = draft(analysis, PositionName.TARGET, number)
    return proposal.saying({"follow_up": follow_up(state, proposal, purpose, analysis.library.formulas.rounds)})
