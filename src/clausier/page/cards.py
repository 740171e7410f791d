"""A question as a page shows it: what was answered, saved or not, its verdict, what it still needs, what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clausier.model.analysis import Judgement
from clausier.model.requirement import Requirement
from clausier.model.verdict import Finding
from clausier.page import answering
from clausier.page.answering import FINDING, Needs, needs
from clausier.page.beside import Beside
from clausier.page.fields import labelled
from clausier.page.passages import Read, read_of
from clausier.page.words import IMPORTANCES


@dataclass(frozen=True)
class Card:
    """A question with what was answered: `told` is the answer in the spelling of the file, saved or not.

    `pending`: the finding that was chosen and is not saved yet, and `wanted`, what it waits for.
    """

    judgement: Judgement
    told: Mapping[str, Any]
    finding: Finding | None
    needs: Needs
    verdict: str
    print_: str
    parts: list[str] = field(default_factory=list)
    proof: list[tuple[str, str, str, Any]] = field(default_factory=list)
    pending: bool = False
    wanted: str = ""
    loses: bool = False
    faults: Mapping[str, list[str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    read: Read | None = None

    @property
    def point(self) -> Requirement:
        return self.judgement.requirement

    @property
    def importance(self) -> str:
        return IMPORTANCES[self.point.importance]


def card(beside: Beside, judgement: Judgement) -> Card:
    """The card of a point as the dossier has it."""
    told = beside.opened.at(answering.path_of(judgement.requirement.id)) or {}
    return card_of(beside, judgement, told, finding_in(told))


def card_of(
    beside: Beside, judgement: Judgement, told: Mapping[str, Any], finding: Finding | None, **more: Any
) -> Card:
    """The card of a point with an answer, saved or not; `more` are other fields of it."""
    opened, point, library = beside.opened, judgement.requirement, beside.opened.library
    asks = needs(point, finding, library)
    proof = answering.first_proof(told, point.criterion)
    return Card(
        judgement=judgement,
        told=told,
        finding=finding,
        needs=asks,
        verdict=library.formulas.verdicts[judgement.verdict],
        print_=opened.print_of([answering.path_of(point.id)]),
        parts=answering.parts_shown(told, finding, point.criterion) if finding else [],
        proof=[*answering.proof_fields(asks.proof, proof)] if asks.proof else [],
        notices=[labelled(one.message, opened) for one in opened.analysis.notices if one.point == point.id],
        read=read_of(beside, point),
        **more,
    )


def finding_in(told: Mapping[str, Any]) -> Finding | None:
    return answering.finding_of(str(told.get(FINDING, "")))
