"""What a new draft says otherwise than what was sent, where nothing that was decided explains it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from clausier.model.proposal import Proposal
from clausier.negotiation.grading import changes
from clausier.negotiation.standing import State

CAUSE = "dossier ou bibliothèque modifiés depuis"
DECIDED = "décidé depuis"


def differences(
    state: State, proposal: Proposal, drawn: Collection[str] = (), *, more: bool = False
) -> tuple[str, ...]:
    """A sentence for each point whose text changed, came or went since it was sent.

    None for those that are `drawn` from what was kept for later, or for any new one where `more` is asked on purpose.
    """
    told = state.standings.keys()
    new = {request.id for request in proposal.view.requests} - told if more else {*drawn}
    return tuple(_differences(state, proposal, new - told, whatever=False))


def restated(state: State, proposal: Proposal) -> tuple[str, ...]:
    """A sentence for each point that a reminder would say otherwise than it was sent, whatever the reason."""
    return tuple(_differences(state, proposal, frozenset(), whatever=True))


def _differences(state: State, proposal: Proposal, drawn: Collection[str], *, whatever: bool) -> Iterator[str]:
    """What a decision or the answer to a question explains is told only `whatever` the reason."""
    questions = state.last.questions if state.last else {}
    asked = {request.id: request for request in proposal.view.requests}
    for point, request in asked.items():
        one = state.standings.get(point)
        if one is None:
            if whatever or not (point in questions or point in drawn):
                yield f"{request.number} {request.title} : n'a pas encore été demandé ({CAUSE})"
        elif (whatever or one.decision is None) and (told := changes(one.sent.text, request.text)):
            yield f"{request.number} {request.title} : {told} ({DECIDED if one.decision else CAUSE})"
    yield from _gone(state, asked)


def _gone(state: State, asked: Collection[str]) -> Iterator[str]:
    for point, one in state.standings.items():
        if point not in asked and not one.dropped:
            yield f"{one.sent.number} {one.sent.title} : n'est plus demandé ({CAUSE})"
