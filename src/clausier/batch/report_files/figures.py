"""The figures of a batch, gathered in one reading of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from clausier.batch.mistakes import Groups
from clausier.batch.report_files.criteria import Criterion, share_out, tally
from clausier.model.analysis import Tally
from clausier.model.batch import BatchRow, Status
from clausier.model.library import Category, Library
from clausier.model.requirement import Requirement
from clausier.model.verdict import Verdict

DECILES = 10


@dataclass
class PointFigures:
    """A point over all providers: how many have each verdict, and how many gaps rest on the law."""

    point: Requirement
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    legal: int = 0

    @property
    def gaps(self) -> int:
        return sum(count for verdict, count in self.verdicts.items() if verdict.is_gap)

    @property
    def applicable(self) -> int:
        return sum(self.verdicts.values()) - self.verdicts[Verdict.NOT_APPLICABLE]


@dataclass
class Figures:
    """Totals; `scores` counts providers by tens of percent, the last ten taking 100 too."""

    library: Library
    points: dict[str, PointFigures]
    states: Counter[Status] = field(default_factory=Counter)
    scores: Counter[int] = field(default_factory=Counter)
    unscored: int = 0
    own: dict[str, None] = field(default_factory=dict)
    """The headings of the user's own columns, in their order."""
    to_correct: int = 0
    """Answers that could not be read, of providers that have their documents."""
    mistakes: Groups = field(default_factory=Groups)
    criteria: dict[str, Criterion] = field(default_factory=dict)
    """By its title, each way to share the providers out."""
    nameless: bool = False
    """Are the names of the rows replaced?"""

    @property
    def providers(self) -> int:
        return sum(self.states.values())

    @property
    def judged(self) -> int:
        return self.providers - self.states[Status.FAILED]

    @property
    def left(self) -> int:
        """Providers whose documents were sent, and stay as they are."""
        return self.states[Status.SENT] + self.states[Status.UNCONFIRMED]

    @property
    def tally(self) -> Tally:
        """The verdicts of all providers on the guide's points."""
        return self._sum(one for one in self.points.values() if one.point.category not in self.library.outside)

    @property
    def legal(self) -> int:
        return sum(one.legal for one in self.points.values() if one.point.category not in self.library.outside)

    def tally_of(self, category: Category) -> Tally:
        return self._sum(one for one in self.points.values() if one.point.category == category.number)

    def frequent(self) -> list[PointFigures]:
        """Points with gaps, the most frequent first, then in the guide's order."""
        found = [one for one in self.points.values() if one.gaps]
        return sorted(found, key=lambda one: (-one.gaps, -one.legal, one.point.order))

    def _sum(self, chosen: Iterable[PointFigures]) -> Tally:
        total: Counter[Verdict] = Counter()
        for one in chosen:
            total.update(one.verdicts)
        return Tally.of(total)


def figures(library: Library, rows: Iterable[BatchRow]) -> Figures:
    """The figures of these rows; each is read once and none is kept."""
    found = Figures(library, {point.id: PointFigures(point) for point in library.requirements})
    for row in rows:
        share_out(found.criteria, library, row)
        found.states[row.status] += 1
        found.own |= dict.fromkeys(row.own)
        for mistake in row.mistakes:
            found.mistakes.add(mistake)
        found.to_correct += len(row.to_correct)
        if not row.failed:
            _count(found, row)
    return found


def _count(found: Figures, row: BatchRow) -> None:
    for id_, verdict in row.verdicts.items():
        if id_ in found.points:
            found.points[id_].verdicts[verdict] += 1
    for id_ in row.legal:
        if id_ in found.points:
            found.points[id_].legal += 1
    score = tally(found.library, row).score
    if score is None:
        found.unscored += 1
    else:
        found.scores[min(score // 10, DECILES - 1)] += 1


def gaps_by_category(library: Library, row: BatchRow) -> Counter[int]:
    points = library.by_id
    return Counter(points[id_].category for id_, verdict in row.verdicts.items() if id_ in points and verdict.is_gap)
