"""Which clauses a lawyer approved, exactly as they would be printed, and which changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from clausier.errors import InvalidInput, Problem
from clausier.french import long_date
from clausier.library import markup
from clausier.model.analysis import Analysis
from clausier.model.law import ClauseApproval
from clausier.model.library import Library
from clausier.model.proposal import Proposal
from clausier.model.requirement import Requirement
from clausier.model.workingtime import NAMES
from clausier.proposal.definitions import used_in

APPROVED, CHANGED = "Clause validée", "Clause modifiée"
"""How the sentence begins that tells of an approval."""
UNPRINTED = frozenset({"note", "rank", "essential", "leads_if", "importance", "nature"})
"""Fields of a point that stand in no document for the provider, or only place it among the others."""
AROUND = ("signed", "unsigned", "by_verdict", "article", "citation", "trade", "kept", "voices", "figure", "unproven",
          "unwritten", "proof", "origins", "rules")  # fmt: skip
"""The formulas that stand around any clause, its request and its argument."""


@dataclass(frozen=True, slots=True)
class Unapproved:
    """A point that may not be printed where only what is approved is, and why."""

    point: Requirement
    why: str


def fingerprint(point: Requirement, library: Library) -> str:
    """Of all that its clause prints: its texts, values and positions, the law that it cites, terms, formulas."""
    texts = json.dumps(_told(point.model_dump(mode="json", by_alias=True, exclude={*UNPRINTED})), ensure_ascii=False)
    terms = used_in(library.definitions, texts)
    content: dict[str, Any] = {
        "point": texts,
        "fondements": {use.id: library.bases[use.id].fingerprint() for use in point.bases if use.id in library.bases},
        "definitions": {id_: _told(library.definitions[id_].model_dump(mode="json", by_alias=True)) for id_ in terms},
        "formules": library.formulas.model_dump(mode="json", by_alias=True, include={*AROUND}),
    }
    if any(NAMES.intersection(markup.names(library.definitions[id_].text)) for id_ in terms):
        content["temps_de_travail"] = library.working_time.texts
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def approval(point: Requirement, library: Library, name: str, day: date, until: date | None) -> ClauseApproval:
    """The approval of a point as it stands."""
    return ClauseApproval(name=name, on=day, until=until, fingerprint=fingerprint(point, library))


def lapse(point: Requirement, library: Library, day: date) -> str:
    """Why an approval that was given counts no more, in French; empty if it counts or there is none."""
    given = library.approvals.get(point.id)
    if given is not None and given.until is not None and given.until < day:
        return f"validée par {given.name} jusqu'au {long_date(given.until)} seulement"
    return changed(point, library)


def changed(point: Requirement, library: Library) -> str:
    """The same, whatever the day: it is not what was approved."""
    given = library.approvals.get(point.id)
    if given is None or given.fingerprint == fingerprint(point, library):
        return ""
    return f"modifiée depuis la validation par {given.name} le {long_date(given.on)}"


def told(point: Requirement, library: Library) -> str:
    """What is known of its approval, in a French sentence; empty if nobody approved it."""
    given = library.approvals.get(point.id)
    if given is None:
        return ""
    until = f", jusqu'au {long_date(given.until)}" if given.until else ""
    if changed(point, library):
        return f"{CHANGED} depuis la validation par {given.name} le {long_date(given.on)}."
    return f"{APPROVED} par {given.name} le {long_date(given.on)}{until}."


def unapproved(points: Iterable[str], library: Library, day: date) -> Iterator[Unapproved]:
    """Of these points, those that nobody approved as they stand."""
    for id_ in points:
        point = library.by_id[id_]
        why = lapse(point, library, day)
        if why or id_ not in library.approvals:
            yield Unapproved(point, why or "jamais validée")


def only_approved(proposal: Proposal, library: Library, day: date) -> None:
    """InvalidInput names each clause that a proposal prints and that nobody approved as it stands."""
    found = [*unapproved(printed(proposal), library, day)]
    if found:
        raise InvalidInput([*_refused(found)])


def _refused(found: Sequence[Unapproved]) -> Iterator[Problem]:
    """The command that approves them all follows the last."""
    numbers = " ".join(one.point.number for one in found)
    for rank, one in enumerate(found, start=1):
        hint = f"clausier bibliotheque valider {numbers} --par … --dans …" if rank == len(found) else ""
        yield Problem(f"{one.point.number} {one.point.clause.title}", "", f"clause {one.why}.", hint)


def unread(library: Library, points: Iterable[str], day: date) -> tuple[str, ...]:
    """Short names of the legal bases of these points that no letter of this day may cite, approved clause or not."""
    used = _users(library, points)
    return tuple(library.bases[id_].short for id_ in used if not library.bases[id_].is_current(day))


def printed(proposal: Proposal) -> tuple[str, ...]:
    """The points whose clauses a proposal prints, now or for later."""
    later = (request.id for category in proposal.later.categories for request in category.requests)
    return tuple(dict.fromkeys((*(request.id for request in proposal.view.requests), *later)))


def lapsed_readings(analysis: Analysis, points: Iterable[str]) -> Iterator[str]:
    """The legal bases of these points that somebody approved and that changed since: nothing prints them any more."""
    for id_, numbers in _users(analysis.library, points).items():
        basis = analysis.library.bases[id_]
        if basis.approval is not None and not basis.is_read():
            yield (
                f"{basis.short} : modifié depuis sa lecture par {basis.approval.name}, il n'est plus cité "
                f"({', '.join(numbers)}). Le relire : clausier bibliotheque fondements valider {id_} --par … --dans …"
            )


def lapsed_in(analysis: Analysis) -> Iterator[str]:
    """The same of all that is asked: each command, and the page, says it where it would have cited them."""
    return lapsed_readings(analysis, (gap.requirement.id for gap in analysis.gaps()))


def _users(library: Library, points: Iterable[str]) -> dict[str, list[str]]:
    """Basis → the numbers of these points that use it."""
    users: dict[str, list[str]] = {}
    for point in (library.by_id[id_] for id_ in points):
        for use in point.bases:
            users.setdefault(use.id, []).append(point.number)
    return users


def _told(tree: Mapping[str, Any]) -> dict[str, Any]:
    """What is said: a key that is empty says nothing, so that a new one in a later version takes no approval away."""
    return {key: _told(item) if isinstance(item, dict) else item for key, item in tree.items() if item or item == 0}
