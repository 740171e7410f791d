"""Requests that do not depend on who is asked: where the contract is silent, a batch asks all providers the same."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from clausier.judging import proofs
from clausier.library import markup, texts
from clausier.model.analysis import Analysis, Judgement
from clausier.model.base import Held
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.proposal import Request
from clausier.model.requirement import PositionName

OF_A_DOSSIER = frozenset(("prestataire", "cabinet", "hebergeur"))
"""Names whose values come from a dossier whatever the answer is."""


@dataclass(frozen=True, eq=False)
class CommonRequests:
    """The requests already made of a library's points; as many as there are points, verdicts, reasons and laws."""

    library: Library
    made: dict[Hashable, Request] = field(default_factory=dict)

    @cached_property
    def _of_a_dossier(self) -> frozenset[str]:
        """Points of which some text names a party, or a free field."""
        named = {
            point.id: {name for text in texts.of_point(point) for name in markup.names(text.text)}
            for point in self.library.requirements
        }
        return frozenset(id_ for id_, names in named.items() if names & (OF_A_DOSSIER | self.library.fields.keys()))

    def key(
        self, judgement: Judgement, analysis: Analysis, default: PositionName, carrier: Judgement | None
    ) -> Hashable | None:
        """All that the request is made from; None where the contract or the dossier has words of its own in it."""
        case, point, answer = analysis.case, judgement.requirement, judgement.answer
        told = answer is not None and (answer.article or answer.citation or answer.value)
        if told or point.id in case.declared or point.id in self._of_a_dossier or point.id in case.parameters:
            return None
        facts = self.library.facts_of(case, point)
        conditions = [variant.condition.surely_holds(facts) for variant in point.clause.variants]
        return (
            point.id,
            case.positions.get(point.id, default),
            case.contract.state,
            case.mail.voice,
            analysis.asking.extent,
            answer is None,
            judgement.verdict,
            judgement.reason,
            judgement.missing_parts,
            judgement.fails_measure,
            tuple([(cited.id, cited.imposes) for cited in judgement.bases]),
            tuple(conditions),
            _activities(judgement, case),
            carrier.requirement.id if carrier else "",
        )


def _activities(judgement: Judgement, case: CaseFile) -> tuple[str, ...]:
    rule = judgement.requirement.criterion.proof
    return proofs.required_activities(rule, case.facts()) if rule else ()


@lru_cache(maxsize=4)
def _of(held: Held[Library]) -> CommonRequests:
    return CommonRequests(held.item)


def common_requests(library: Library) -> CommonRequests:
    """Those of this very library."""
    return _of(Held(library))
