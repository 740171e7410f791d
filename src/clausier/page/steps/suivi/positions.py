"""What would be asked of a request at our fallback and at our floor, in full: what a person decides on sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from clausier.model.analysis import Analysis
from clausier.model.proposal import Request
from clausier.model.register import Stand
from clausier.negotiation.rounds import next_analysis, offers_enough
from clausier.negotiation.standing import CONCEDED, Standing
from clausier.page.steps.suivi.talk import Talk
from clausier.proposal.stages import stages


@dataclass(frozen=True)
class Positions:
    """Of a negotiation: the dossier is judged once for all its requests."""

    talk: Talk

    @cached_property
    def _analysis(self) -> Analysis:
        table = self.talk.table
        found = next_analysis(table.case, self.talk.opened.library, table.state, self.talk.today)
        return replace(found, later=frozenset(), wordings={}, conceded=frozenset())

    def clauses(self, one: Standing) -> Mapping[Stand, Request]:
        """The request at each position that the practice may concede; none for a point that is no gap any more."""
        judged = {judgement.requirement.id: judgement for judgement in self._analysis.gaps()}
        if one.point not in judged:
            return {}
        staged = {stage.name: stage.request for stage in stages(judged[one.point], self._analysis) if stage.rank == 1}
        return {stand: staged[name] for stand, name in CONCEDED.items() if name in staged}

    def pointless(self, stand: Stand, one: Standing) -> bool:
        """Does what the provider offers already give as much as this concession would ask?"""
        library = self.talk.opened.library
        requirement = library.by_id.get(one.point)
        return bool(requirement and stand in CONCEDED and offers_enough(one, CONCEDED[stand], requirement, library))
