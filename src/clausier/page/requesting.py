"""What a dossier asks, as its pages show it: judged with what was decided, within what it chose to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from clausier.judging.extent import asking_of, limited
from clausier.judging.gaps import analyse
from clausier.judging.length import act_clauses, act_pages
from clausier.judging.order import by_priority
from clausier.model.analysis import Analysis, Judgement
from clausier.model.extent import AskedPoints, Asking, Extent
from clausier.model.requirement import PositionName
from clausier.model.verdict import Verdict
from clausier.negotiation.rounds import first_analysis, first_case
from clausier.negotiation.standing import State
from clausier.page.shelf import Opened
from clausier.page.words import IMPORTANCES
from clausier.proposal import questions

LEGAL = "Ce que la loi impose au prestataire"
OUTSIDE = "Hors guide"
EXTENTS: Mapping[Extent, tuple[str, str]] = MappingProxyType(
    {
        Extent.ESSENTIAL: (
            "L'essentiel",
            "Ce que la loi impose, ce que le contrat contredit, ce qui compte le plus ; de chaque clause, le cœur "
            "seul. C'est l'acte qu'un petit prestataire signe.",
        ),
        Extent.FULL: ("Tout", "Une clause pour chaque écart, avec ses précisions."),
    }
)
"""What may be asked: its title, and what it is."""
POSITIONS: Mapping[PositionName, tuple[str, str]] = MappingProxyType(
    {
        PositionName.TARGET: ("Cible", "Ce qui est demandé d'abord."),
        PositionName.FALLBACK: ("Repli", "Ce qui reste acceptable."),
        PositionName.FLOOR: ("Plancher", "En dessous, ne pas signer."),
    }
)


@dataclass(frozen=True)
class Counts:
    """How gaps become clauses, so that the numbers of several pages meet.

    `gaps` of the guide and those `outside` it, less the `dropped` and the `later`, are `asked`; less those that
    another's clause carries, they are `clauses`. `questions` are asked beside them, or kept for later too.
    """

    gaps: int
    outside: int
    dropped: int
    later: int
    asked: int
    clauses: int
    pages: int
    questions: int
    later_questions: int

    @classmethod
    def of(cls, analysis: Analysis) -> Counts:
        gaps = [one for one in analysis.counted if one.verdict.is_gap]
        outside = sum(one.outside for one in gaps)
        unsettled = {one.requirement.id for one in analysis.of_verdict(Verdict.TO_CHECK)}
        return cls(
            gaps=len(gaps) - outside,
            outside=outside,
            dropped=sum(one.requirement.id in analysis.dropped for one in gaps),
            later=len(analysis.later_gaps()),
            asked=len(analysis.gaps()),
            clauses=act_clauses(analysis),
            pages=act_pages(analysis),
            questions=len([*questions(analysis)]),
            later_questions=len(unsettled & analysis.later),
        )

    @property
    def carried(self) -> int:
        return self.asked - self.clauses


def whole(opened: Opened, state: State) -> Analysis:
    """The dossier judged with what was decided of it, as if everything were asked."""
    case = first_case(opened.case, state)
    judged = opened.analysis if case == opened.case else analyse(opened.library, case, opened.analysis.date)
    return first_analysis(judged, state)


def asked(opened: Opened, state: State) -> Analysis:
    """The same, within what the dossier asks."""
    return limited(whole(opened, state), asking_of(opened.case))


def limited_to(analysis: Analysis, extent: Extent) -> Analysis:
    """Within an extent, as the dossier changes it."""
    return limited(analysis, asking_of(analysis.case, extent))


def pressing(analysis: Analysis, extent: Extent) -> frozenset[str]:
    """The points of an extent by itself, before the dossier adds or removes any."""
    bare = analysis.case.model_copy(update={"asked_points": AskedPoints()})
    found = limited(replace(analysis, case=bare), Asking(extent=extent))
    return frozenset(one.requirement.id for one in analysis.counted) - found.later


def ranked(analysis: Analysis) -> tuple[Judgement, ...]:
    """All the gaps, asked now or kept for later, by what matters first."""
    return by_priority(replace(analysis, later=frozenset()))


def grouped(gaps: Iterable[Judgement]) -> Iterator[tuple[str, list[Judgement]]]:
    """What the law imposes, then by importance, then what is outside the guide; in each, what matters first."""
    found: dict[str, list[Judgement]] = {LEGAL: [], **{title: [] for title in IMPORTANCES.values()}, OUTSIDE: []}
    for gap in gaps:
        found[_group(gap)].append(gap)
    return ((title, several) for title, several in found.items() if several)


def _group(judgement: Judgement) -> str:
    if judgement.outside:
        return OUTSIDE
    return LEGAL if judgement.legal else IMPORTANCES[judgement.requirement.importance]
