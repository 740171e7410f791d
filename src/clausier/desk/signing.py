"""The document for signature: what stands in its way, or the document itself and the event that tells it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clausier.desk.lapsed import tell_lapsed
from clausier.desk.table import Table
from clausier.documents.assemble import assemble
from clausier.documents.catalogue import DOCUMENTS, Document, Occasion, due
from clausier.errors import CannotWrite, nearest
from clausier.files.publish import publish
from clausier.judging.scope import readmitted
from clausier.model.analysis import Analysis
from clausier.model.library import Library
from clausier.model.proposal import Proposal
from clausier.model.register import Conclusion, Event
from clausier.negotiation.concluding import Blocker, blockers, final_analysis, final_proposal, missing
from clausier.negotiation.deciding import Impossible
from clausier.negotiation.rounds import still_limited
from clausier.negotiation.standing import State

TO_SIGN, TO_JOIN, INTERNAL = "Document à signer", "À joindre", "Interne"
"""What is to be done of a document, in this order."""
NOTHING = "aucune demande n'a d'accord : il n'y a rien à signer"


@dataclass(frozen=True)
class Signing:
    """How a document for signature is made; `despite` are legal points (numbers or ids) left open for a `reason`.

    `let_print` stops what must not be printed.
    """

    day: date
    templates: Sequence[Path]
    despite: tuple[str, ...] = ()
    reason: str = ""
    unknown_as_absent: bool = False
    beyond_scope: bool = False
    earlier: bool = False
    let_print: Callable[[Proposal, Library], None] = lambda proposal, library: None


class Blocked(CannotWrite):
    """What stands in the way of a signature; `found` is empty where nothing is agreed."""

    def __init__(self, found: Sequence[Blocker]) -> None:
        listed = "".join(f"\n- {one}" for one in [one.message for one in found] or [NOTHING])
        super().__init__(f"le document ne peut pas encore être signé :{listed}")
        self.found = found


def in_the_way(table: Table, library: Library, asked: Signing) -> tuple[Blocker, ...]:
    """What stands in the way of a signature, as it is asked for. Impossible for a point that is no legal one left."""
    return tuple(_found(table, library, asked)[2])


def conclude(table: Table, library: Library, target: Path, asked: Signing) -> tuple[str, ...]:
    """Writes the document for signature, and its event unless it is the last one; the names of its files.

    Blocked lists what stands in its way. Impossible, Earlier, CannotWrite, InvalidInput.
    """
    analysis, proposal, found, left = _found(table, library, asked)
    asked.let_print(proposal, library)
    if found or not proposal.view.requests:
        raise Blocked(found)
    files = assemble(proposal, asked.templates, due(Occasion.CONCLUSION))
    conclusion = Conclusion(day=asked.day, fingerprint=proposal.view.mark.fingerprint, despite=left)
    state = table.state
    again = state.concluded and state.register.conclusions[-1].fingerprint == conclusion.fingerprint
    told = {} if again else table.with_events(Event(conclusion=conclusion), earlier=asked.earlier)
    publish(files, target, told, seen=table.seen)
    tell_lapsed(analysis)
    return tuple(files)


def _found(table: Table, library: Library, asked: Signing) -> tuple[Analysis, Proposal, list[Blocker], dict[str, str]]:
    """What would be signed, on what ground, what stands in its way, the legal points left open and why."""
    state = table.state
    left = {_legal(point, state): asked.reason for point in asked.despite}
    agreed = final_analysis(table.case, library, state, asked.day, left, unknown_as_absent=asked.unknown_as_absent)
    scoped = readmitted(agreed, None if asked.beyond_scope else state.standings)
    analysis = still_limited(scoped, state)
    proposal = final_proposal(analysis, state, left)
    lacking = missing(table.case, proposal, state) if state.last else ()
    return analysis, proposal, [*blockers(state, library, left), *lacking], left


def sorted_out(files: Collection[str]) -> Mapping[str, Sequence[str]]:
    """The documents for signature, by what is to be done of them."""
    found: dict[str, list[str]] = {TO_SIGN: [], TO_JOIN: [], INTERNAL: []}
    for document in DOCUMENTS:
        found[_what(document)] += [name for name in document.files if name in files]
    return {heading: names for heading, names in found.items() if names}


def _what(document: Document) -> str:
    return INTERNAL if document.internal else TO_SIGN if document.to_sign else TO_JOIN


def legal_left(state: State) -> Iterator[tuple[str, str]]:
    """The legal points without an agreement: number, id."""
    yield from ((one.sent.number, one.point) for one in state.standings.values() if one.sent.legal and not one.agreed)


def _legal(given: str, state: State) -> str:
    """The id of a legal point that is open; Impossible otherwise."""
    legal = dict(legal_left(state))
    known = {**legal, **{point: point for point in legal.values()}}
    if given not in known:
        hint = nearest(given, known) or "Il n'y en a aucun."
        raise Impossible(f"« {given} » n'est pas un point légal resté ouvert. {hint}")
    return known[given]
