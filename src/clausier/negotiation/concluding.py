"""What stands between a negotiation and its signature, and the proposal to sign once nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from clausier.french import counted, typeset
from clausier.model.analysis import Analysis
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.negotiation import Grade
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName
from clausier.model.summary import SetAside
from clausier.negotiation.rounds import next_analysis
from clausier.negotiation.standing import TAKEN, Standing, State
from clausier.negotiation.values import grade_value
from clausier.proposal import draft

TO_SIGN = tuple(
    map(
        typeset,
        (
            "Relire le document entier, et le faire valider par un avocat si un point est sensible.",
            "Le faire signer par les personnes habilitées des deux parties : rien n'engage avant.",
            "Garder l'original avec le contrat, puis suivre les échéances : clausier echeances.",
        ),
    )
)
"""What is left to do once the document for signature is drawn up."""
DECIDE = "attendre l'accord, ou : clausier decider … --abandonner"


def final_analysis(
    case: CaseFile,
    library: Library,
    state: State,
    day: date,
    despite: Mapping[str, str],
    *,
    unknown_as_absent: bool = False,
) -> Analysis:
    """The gaps that the document to sign settles: those agreed."""
    analysis = next_analysis(case, library, state, day, unknown_as_absent=unknown_as_absent)
    return replace(analysis, dropped=analysis.dropped | set(despite))


def final_proposal(analysis: Analysis, state: State, despite: Mapping[str, str]) -> Proposal:
    """The document for signature, no more a draft; the summary tells the legal points left open and why."""
    proposal = draft(analysis, PositionName.TARGET, state.round)
    view = proposal.view
    act = view.act.model_copy(update={"draft": False})
    left = tuple(_left(state.standings[point], reason) for point, reason in despite.items())
    set_aside = (*proposal.summary.set_aside, *left)
    sentence = typeset(f"{counted(len(view.requests), 'clause', 'clauses')} à signer avec {view.provider.name}.")
    summary = proposal.summary.model_copy(update={"set_aside": set_aside, "sentence": sentence, "steps": TO_SIGN})
    return proposal.model_copy(update={"view": view.model_copy(update={"act": act}), "summary": summary})


def _left(one: Standing, reason: str) -> SetAside:
    return SetAside(number=one.sent.number, title=one.sent.title, reason=f"laissé ouvert à la signature : {reason}")


class Kind(StrEnum):
    """What kind of thing stands in the way of a signature; the value is how a list of them begins."""

    NOTHING = "rien n'a encore été demandé"
    LEGAL = "points fondés sur la loi, sans accord"
    OPEN = "demandes sans accord"
    BELOW = "valeurs sous le plancher"
    UNASKED = "demandes encore à adresser"
    REWORDED = "rédactions à redemander"
    CASE = "à compléter dans le dossier"


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way: `name` is a point's number or a key of the dossier; the message says what to do."""

    kind: Kind
    name: str
    message: str


def blockers(state: State, library: Library, despite: Mapping[str, str]) -> Iterator[Blocker]:
    """What in the negotiation itself forbids to sign."""
    if state.last is None:
        yield Blocker(Kind.NOTHING, "", "rien n'a encore été demandé au prestataire : clausier rediger")
    taken = {(one.point, one.value) for one in state.register.decisions if one.stand in TAKEN}
    for one in state.standings.values():
        if one.point in despite:
            continue
        name, status = f"{one.sent.number} {one.sent.title}", one.status.value
        if one.sent.legal and not one.agreed:
            message = f"{name} : point fondé sur la loi, {status}. Obtenir l'accord, ou --malgre {one.sent.number}"
            yield Blocker(Kind.LEGAL, one.sent.number, message)
        elif one.assessment and one.assessment.grade is Grade.BELOW and one.open:
            yield Blocker(Kind.BELOW, one.sent.number, f"{name} : proposé sous le plancher ; {DECIDE}")
        elif one.open:
            yield Blocker(Kind.OPEN, one.sent.number, f"{name} : {status} ; {DECIDE}")
        elif one.agreed and (one.point, one.sent.value) not in taken and _is_below(one, library):
            message = f"{name} : la valeur demandée ({one.sent.value}) est sous le plancher"
            yield Blocker(Kind.BELOW, one.sent.number, message)


def _is_below(one: Standing, library: Library) -> bool:
    requirement = library.by_id.get(one.point)
    if requirement is None or not one.sent.value:
        return False
    return grade_value(one.sent.value, requirement, library)[0] is Grade.BELOW


def missing(case: CaseFile, proposal: Proposal, state: State) -> Iterator[Blocker]:
    """What the document itself lacks before it can be signed."""
    for key, label in (*_signatories(case), *_effect(case), *_annex(proposal)):
        yield Blocker(Kind.CASE, key, f"{key} : {label}")
    for request in proposal.view.requests:
        one, name = state.standings.get(request.id), f"{request.number} {request.title}"
        if one is None:
            message = f"{name} : jamais demandé au prestataire (le dossier a changé) ; relancer"
            yield Blocker(Kind.UNASKED, request.number, message)
        elif one.agreed and not one.holds_for(request.text):
            message = f"{name} : la rédaction a changé depuis l'accord ; relancer"
            yield Blocker(Kind.REWORDED, request.number, message)


def asked_anew(case: CaseFile, library: Library, state: State, day: date) -> bool:
    """Is there a text to sign that is not the one agreed, or that was never asked?"""
    final = final_proposal(final_analysis(case, library, state, day, {}), state, {})
    return any(one.kind in (Kind.UNASKED, Kind.REWORDED) for one in missing(case, final, state))


def _signatories(case: CaseFile) -> Iterator[tuple[str, str]]:
    for name, party in (("cabinet", case.practice), ("prestataire", case.provider)):
        if not party.representative:
            yield f"{name}.representant", "qui signe"
        if not party.capacity:
            yield f"{name}.qualite", "en quelle qualité"


def _effect(case: CaseFile) -> Iterator[tuple[str, str]]:
    if not case.amendment.effect:
        yield "avenant.prise_d_effet", "la date de prise d'effet"


def _annex(proposal: Proposal) -> Iterator[tuple[str, str]]:
    for row in proposal.view.annex:
        if not row.value:
            yield f"annexe.{row.id}", row.title
