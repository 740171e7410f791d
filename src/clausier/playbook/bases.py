"""Legal bases under governance: where each is used, what must be read again, who approved it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clausier.french import long_date
from clausier.model.law import Approval, Debtor, LegalBasis, Verification
from clausier.model.library import Client, Library
from clausier.model.requirement import BasisUse, Requirement

MONTHS_BEFORE_REVIEW = 12
UNREAD = {
    Verification.SECOND_HAND: "lu dans une source secondaire",
    Verification.MEMORY: "cité de mémoire, jamais lu",
}
READINGS = {Verification.TEXT_READ: "texte lu", **UNREAD}
"""What was read of a basis, in words."""


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A basis as a lawyer reviews it: numbers of the points that use it, and why it is due for review."""

    id: str
    basis: LegalBasis
    used_by: tuple[str, ...]
    review_on: date
    reasons: tuple[str, ...]


def rows(library: Library, day: date) -> tuple[BasisRow, ...]:
    """Every basis of the library in alphabetical order of ids, as of a day."""
    users: dict[str, dict[str, None]] = {}
    for point in library.requirements:
        for use in point.bases:
            users.setdefault(use.id, {})[point.number] = None
    return tuple(
        BasisRow(id_, basis, tuple(users.get(id_, ())), review_day(basis), tuple(_reasons(basis, day)))
        for id_, basis in sorted(library.bases.items())
    )


def review_day(basis: LegalBasis) -> date:
    """Twelve months after the last reading, the approval counting as one; 29 February falls on the 28th."""
    approved = basis.approval is not None and basis.is_approved()
    read_on = max(basis.verified_on, basis.approval.on) if approved and basis.approval else basis.verified_on
    years, month = divmod(read_on.month - 1 + MONTHS_BEFORE_REVIEW, 12)
    last_day = 28 if (read_on.month, read_on.day) == (2, 29) else read_on.day
    return date(read_on.year + years, month + 1, last_day)


def debtor(basis: LegalBasis, client: Client) -> str:
    """Whom it binds, in words."""
    provider = "le prestataire"
    return {Debtor.PROVIDER: provider, Debtor.PRACTICE: client.the, Debtor.BOTH: f"{provider} et {client.the}"}[
        basis.debtor
    ]


def uses(id_: str, library: Library) -> tuple[tuple[Requirement, BasisUse], ...]:
    """The points that use a basis, each as often as it does, and how."""
    return tuple((point, use) for point in library.requirements for use in point.bases if use.id == id_)


def approval(basis: LegalBasis, name: str, day: date) -> Approval:
    """A lawyer's own reading of exactly this content."""
    return Approval(name=name, on=day, fingerprint=basis.fingerprint())


def _reasons(basis: LegalBasis, day: date) -> Iterator[str]:
    if not basis.citable:
        return
    if not basis.is_read():
        yield UNREAD[basis.verification]
    if basis.approval is not None and not basis.is_approved():
        yield f"validé par {basis.approval.name}, mais modifié depuis"
    if review_day(basis) <= day:
        yield f"à relire depuis le {long_date(review_day(basis))}"
    if basis.in_force.start is not None and day < basis.in_force.start:
        yield f"en vigueur seulement le {long_date(basis.in_force.start)}"
    if basis.in_force.end is not None and day > basis.in_force.end:
        yield f"n'est plus en vigueur depuis le {long_date(basis.in_force.end)}"
