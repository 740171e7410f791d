"""Step « Bilan »: the score and what is left to verify, a bar a category, the gaps by gravity with what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausier.model.analysis import Analysis, Judgement, Tally
from clausier.model.library import Category
from clausier.model.proposal import Request
from clausier.model.requirement import PositionName
from clausier.model.verdict import Verdict
from clausier.negotiation.rounds import round_of
from clausier.page import requesting
from clausier.page.asked import Answer, Asked, Route, Step
from clausier.page.dossier import shown
from clausier.page.fields import labelled
from clausier.proposal import draft
from clausier.proposal.approved import lapsed_in, told


@dataclass(frozen=True)
class Bar:
    """A category: its counts, and the width of each part of its bar, in percent of its points that apply."""

    category: Category
    tally: Tally

    @property
    def widths(self) -> tuple[float, float, float]:
        whole = self.tally.applicable or 1
        counts = (self.tally.conforming, self.tally.gaps, self.tally.to_check)
        return tuple(round(100 * one / whole, 2) for one in counts)  # type: ignore[return-value]

    @property
    def starts(self) -> tuple[float, float, float]:
        first, second, _ = self.widths
        return 0, first, first + second


@dataclass(frozen=True)
class Gap:
    """A gap: its verdict in words, and the request that it becomes, now or in a second time.

    `approval`: what is known of who approved its clause.
    """

    judgement: Judgement
    verdict: str
    request: Request | None
    later: bool
    approval: str


def read(asked: Asked) -> Answer:
    opened = asked.house.opened(asked.names["dossier"])
    state = opened.state()
    analysis = requesting.asked(opened, state)
    proposal = draft(analysis, PositionName.TARGET, round_of(state))
    later = (one for category in proposal.later.categories for one in category.requests)
    requests = {one.id: one for one in (*proposal.view.requests, *later)}
    groups = requesting.grouped(requesting.ranked(analysis))
    context = {
        "bilan": analysis.tally,
        "barres": [Bar(one, analysis.tally_of(one.number)) for one in analysis.library.categories if not one.outside],
        "groupes": [(title, [_gap(one, analysis, requests) for one in gaps]) for title, gaps in groups],
        "a_verifier": analysis.of_verdict(Verdict.TO_CHECK),
        "avis": [*(labelled(one.message, opened) for one in analysis.notices if not one.point), *lapsed_in(analysis)],
        "mention": analysis.library.disclaimer,
        "comptes": requesting.Counts.of(analysis),
    }
    return shown("bilan.html", opened, "bilan", context)


def _gap(judgement: Judgement, analysis: Analysis, requests: Mapping[str, Request]) -> Gap:
    point = judgement.requirement
    verdict = analysis.library.formulas.verdicts[judgement.verdict]
    return Gap(judgement, verdict, requests.get(point.id), point.id in analysis.later, told(point, analysis.library))


STEP = Step("bilan", "Bilan", (Route("/dossiers/{dossier}/bilan", read=read),))
