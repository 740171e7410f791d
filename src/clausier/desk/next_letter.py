"""The next letter of a negotiation, with the documents of the next round: why none is due, or what is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from clausier.desk.lapsed import tell_lapsed
from clausier.desk.table import Table
from clausier.documents.catalogue import Occasion, due
from clausier.documents.folder import Placing, documents_seen, placing, provider_folder
from clausier.documents.manifest import Terms
from clausier.documents.sending import drafted
from clausier.errors import CannotWrite
from clausier.files.journal import recover
from clausier.files.publish import publish
from clausier.judging.scope import readmitted
from clausier.model.extent import Extent
from clausier.model.library import Library
from clausier.model.negotiation import Purpose
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName
from clausier.negotiation.differences import differences, restated
from clausier.negotiation.following import nothing_to_send
from clausier.negotiation.inbox import before_reminding, list_path, read_list, waiting
from clausier.negotiation.rounds import next_analysis, next_proposal, purpose_of, repeats, still_limited
from clausier.negotiation.standing import State, Status

ONLY: Mapping[str, bool] = MappingProxyType({"rappels": True, "tours": False})
"""What may be asked alone, and whether it only recalls what was sent."""
KINDS: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.REMINDER: "rappel",
        Purpose.ROUND: "nouveau tour",
        Purpose.FINAL: "dernière demande",
    }
)
MORE = (
    "un rappel redit ce qui a été envoyé : --points et --ampleur y ajoutent après une réponse. Pour demander davantage "
    "dès maintenant : clausier rediger."
)
ANEW = (
    "Rétablir le dossier ou la bibliothèque, annuler la décision, ou adresser de nouvelles demandes : clausier rediger."
)


@dataclass(frozen=True)
class Wanted:
    """How the next letter is made; `points` are ids, `beyond_scope` counts answers out of the declared scope.

    `let_print` stops what must not be printed.
    """

    day: date
    templates: Sequence[Path]
    extent: Extent | None = None
    points: tuple[str, ...] = ()
    joined: bool = False
    unknown_as_absent: bool = False
    beyond_scope: bool = False
    overwrite: bool = False
    let_print: Callable[[Proposal, Library], None] = lambda proposal, library: None


@dataclass(frozen=True)
class Written:
    """What was written: for what purpose, which documents, what it says otherwise than what was sent.

    `undecided` are the numbers of the requests that are kept for want of a decision.
    """

    kind: str
    names: tuple[str, ...]
    changed: tuple[str, ...]
    undecided: tuple[str, ...]
    placed: Placing


def held_back(table: Table, library: Library, day: date, only: str | None = None) -> str:
    """Why no letter is written; empty if one is."""
    return _nothing_to_send(table, library, day, only) or _unread(table)


def write_next(table: Table, library: Library, target: Path, wanted: Wanted) -> Written:
    """Writes the documents of the next sending, and what they ask, kept beside the dossier. CannotWrite, InvalidInput.

    It does not ask whether one is due: `held_back` does.
    """
    recover(target)
    state = table.state
    purpose, again = purpose_of(state), repeats(state)
    if again and (wanted.points or wanted.extent):
        raise CannotWrite(f"{table.case.id} : {MORE}")
    found = next_analysis(table.case, library, state, wanted.day, unknown_as_absent=wanted.unknown_as_absent)
    scoped = readmitted(found, None if wanted.beyond_scope else state.standings)
    analysis = still_limited(scoped, state, wanted.extent, wanted.points, joined=wanted.joined)
    proposal = next_proposal(analysis, state, purpose)
    wanted.let_print(proposal, library)
    more = wanted.extent is not None
    changed = restated(state, proposal) if again else differences(state, proposal, wanted.points, more=more)
    if again and changed:
        listed = "".join(f"\n- {one}" for one in changed)
        raise CannotWrite(f"{table.case.id} : un rappel redirait autre chose que ce qui a été envoyé :{listed}\n{ANEW}")
    due_now = due(Occasion.REMINDER if again else Occasion.ROUND)
    terms = Terms(wanted.day, PositionName.TARGET, wanted.unknown_as_absent, wanted.beyond_scope, analysis.asking)
    files = provider_folder(analysis, proposal, terms, wanted.templates, due_now)
    before = table.seen | documents_seen(target)
    placed = placing(target, files, overwrite=wanted.overwrite, sent=state.register.prints)
    kept = table.keep(drafted(proposal, analysis, state, purpose, PositionName.TARGET, placed.files))
    publish(placed.files, target, kept, placed.gone, seen=before)
    tell_lapsed(analysis)
    names = tuple(name for name in files if not name.endswith(".json"))
    return Written(KINDS[purpose], names, changed, undecided(state), placed)


def undecided(state: State) -> tuple[str, ...]:
    """The numbers of the requests that a next letter would keep for want of a decision."""
    return tuple(one.sent.number for one in state.of(Status.COUNTER, Status.REFUSED) if one.decision is None)


def _nothing_to_send(table: Table, library: Library, day: date, only: str | None) -> str:
    """Why there is nothing to write; empty if there is."""
    state = table.state
    reason = nothing_to_send(table.case, library, state, day)
    if state.last is None and not state.register.unconfirmed and any(table.drafts.glob("*.yaml")):
        return f"{reason} Un brouillon est prêt : clausier envoyer, une fois envoyé."
    if not reason and only and ONLY[only] is state.answered:
        other = "une réponse est venue : c'est un nouveau tour" if state.answered else "sans réponse : c'est un rappel"
        return f"{other}, que --seulement {only} laisse de côté."
    return reason


def _unread(table: Table) -> str:
    """Why silence cannot be claimed: what came back and was not read; empty if nothing, or if it is not claimed."""
    if not repeats(table.state):
        return ""
    return before_reminding(waiting(read_list(list_path(table.path)), table.register))
