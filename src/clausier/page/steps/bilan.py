"""Step « Bilan »: the score and what is left to verify, a bar a category, the gaps by gravity with what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clausier.judging.gaps import analyse
from clausier.judging.length import act_pages
from clausier.judging.order import by_priority
from clausier.model.analysis import Analysis, Judgement, Tally
from clausier.model.library import Category
from clausier.model.proposal import Request
from clausier.model.requirement import PositionName
from clausier.model.verdict import Verdict
from clausier.negotiation.rounds import first_analysis, first_case, round_of
from clausier.page.asked import Answer, Asked, Route, Step
from clausier.page.dossier import shown
from clausier.page.shelf import Opened
from clausier.page.words import IMPORTANCES
from clausier.proposal import draft

LEGAL = "Ce que la loi impose au prestataire"
OUTSIDE = "Hors guide"


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
    """A gap: its verdict in words, and the request that it becomes."""

    judgement: Judgement
    verdict: str
    request: Request | None


def read(asked: Asked) -> Answer:
    opened = asked.house.opened(asked.names["dossier"])
    analysis = asked_analysis(opened)
    proposal = draft(analysis, PositionName.TARGET, round_of(opened.state()))
    requests = {one.id: one for one in proposal.view.requests}
    gaps = [_gap(one, analysis, requests) for one in by_priority(analysis)]
    context = {
        "bilan": analysis.tally,
        "barres": [Bar(one, analysis.tally_of(one.number)) for one in analysis.library.categories if not one.outside],
        "groupes": _groups(gaps),
        "a_verifier": analysis.of_verdict(Verdict.TO_CHECK),
        "avis": [one.message for one in analysis.notices if not one.point],
        "mention": analysis.library.disclaimer,
        "pages": act_pages(analysis),
        "demandes": len(requests),
    }
    return shown("bilan.html", opened, "bilan", context)


def asked_analysis(opened: Opened) -> Analysis:
    """The dossier judged with what was decided of it: the gaps are those that a first request asks."""
    state = opened.state()
    case = first_case(opened.case, state)
    judged = opened.analysis if case == opened.case else analyse(opened.library, case, opened.analysis.date)
    return first_analysis(replace(judged), state)


def _gap(judgement: Judgement, analysis: Analysis, requests: Mapping[str, Request]) -> Gap:
    point = judgement.requirement
    return Gap(judgement, analysis.library.formulas.verdicts[judgement.verdict], requests.get(point.id))


def _groups(gaps: Sequence[Gap]) -> list[tuple[str, list[Gap]]]:
    """What the law imposes, then by importance, then what is outside the guide; in each, what matters first."""
    found: dict[str, list[Gap]] = {LEGAL: [], **{title: [] for title in IMPORTANCES.values()}, OUTSIDE: []}
    for gap in gaps:
        found[_group(gap.judgement)].append(gap)
    return [(title, several) for title, several in found.items() if several]


def _group(judgement: Judgement) -> str:
    if judgement.outside:
        return OUTSIDE
    return LEGAL if judgement.legal else IMPORTANCES[judgement.requirement.importance]


STEP = Step("bilan", "Bilan", (Route("/dossiers/{dossier}/bilan", read=read),))
