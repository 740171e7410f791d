"""Whose questionnaire it is, and what may stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from clausier.dossier.tree import Tree, tree_of
from clausier.model.casefile import CaseFile
from clausier.model.facts import Facts
from clausier.model.library import Library
from clausier.model.requirement import Requirement


class Audience(StrEnum):
    PRACTICE = "cabinet"
    PROVIDER = "prestataire"


@dataclass(frozen=True)
class ProviderScope:
    """All that a provider's questionnaire is made from. There is no place here for an answer, a comment, a
    position or a parameter of the practice: none can leak."""

    case_id: str = ""
    practice: str = ""
    title: str = ""
    reference: str = ""
    told: Tree = field(default_factory=dict)
    """What the provider itself may confirm: who it is, the type of the contract, the facts."""
    facts: Facts = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Points that the practice answered in a way that could not be read: theirs to correct, not to ask."""

    def points(self, library: Library) -> Iterator[Requirement]:
        for point in library.requirements:
            if point.applies_if.may_hold(self.facts) and point.id not in self.unread:
                yield point


def provider_scope(case: CaseFile | None) -> ProviderScope:
    """The part of a dossier that its provider may see."""
    if case is None:
        return ProviderScope()
    tree = tree_of(case)
    told = {"prestataire": tree["prestataire"], "situation": tree.get("situation", {})}
    if "type" in tree["contrat"]:
        told["contrat"] = {"type": tree["contrat"]["type"]}
    contract = case.contract
    names = (case.practice.name, contract.title, contract.reference)
    return ProviderScope(case.id, *names, told, case.facts(), case.unread)
