"""What the engine concludes about a dossier on a date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile
from clausier.model.extent import EVERYTHING, Asking
from clausier.model.law import LegalBasis
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.model.verdict import GAPS, Verdict


@dataclass(frozen=True, slots=True)
class CitedBasis:
    """A printable basis of a point on this date, for this contract."""

    id: str
    basis: LegalBasis
    imposes: bool


@dataclass(frozen=True)
class Judgement:
    """The verdict on one point. `reason` is French; `missing_parts` are ids of parts to ask.

    `out_of_scope`: answered although it does not apply; `outside`: not a point of the guide; `declared`: the answer
    is the provider's word alone.
    """

    requirement: Requirement
    answer: Answer | None
    verdict: Verdict
    reason: str
    bases: tuple[CitedBasis, ...] = ()
    missing_parts: tuple[str, ...] = ()
    fails_measure: bool = False
    out_of_scope: bool = False
    outside: bool = False
    declared: bool = False

    @property
    def unwritten(self) -> bool:
        """A gap because the contract does not write what the provider declares."""
        said = self.answer
        return self.declared and said is not None and said.claims and not said.cites and self.verdict.is_gap

    @property
    def to_confirm(self) -> bool:
        """What the provider declares and the practice has to look for in the contract: no question to ask again."""
        said = self.answer
        return self.declared and said is not None and said.settles and self.verdict is Verdict.TO_CHECK

    @cached_property
    def imposing(self) -> tuple[CitedBasis, ...]:
        """Printable laws that require this very measure from the provider."""
        return tuple(cited for cited in self.bases if cited.imposes and cited.basis.binds_provider())

    @property
    def legal(self) -> bool:
        return bool(self.imposing)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of verdicts; `score` is a whole percent, None when nothing was judged."""

    conforming: int
    gaps: int
    to_check: int
    not_applicable: int

    @classmethod
    def of(cls, verdicts: Iterable[Verdict] | Counter[Verdict]) -> Tally:
        """Of verdicts, or of how many there are of each."""
        counts = Counter(verdicts)
        return cls(
            conforming=counts[Verdict.CONFORMING],
            gaps=sum(counts[verdict] for verdict in GAPS),
            to_check=counts[Verdict.TO_CHECK],
            not_applicable=counts[Verdict.NOT_APPLICABLE],
        )

    @property
    def applicable(self) -> int:
        return self.conforming + self.gaps + self.to_check

    @property
    def score(self) -> int | None:
        judged = self.conforming + self.gaps
        return None if judged == 0 else self.conforming * 100 // judged


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know that is not an error; `point` is an id or empty."""

    message: str
    point: str = ""


@dataclass(frozen=True)
class Analysis:
    """All points in the guide's order, judged; `dropped` are gaps that the practice gave up asking for.

    Answers to points that do not apply are set apart, out of scores and documents, save those of the `readmitted`.
    `conceded` are those asked at the provider's own figure, which is not to be said to be ours.
    `wordings` are texts that stand in the place of our clauses: the provider's, once accepted, or edited by hand.
    `later` are gaps and questions that are kept for a second time, as the `asking` has it.
    """

    library: Library
    case: CaseFile
    date: date
    judgements: tuple[Judgement, ...]
    notices: tuple[Notice, ...] = field(default=())
    dropped: frozenset[str] = frozenset()
    wordings: Mapping[str, str] = field(default_factory=dict)
    conceded: frozenset[str] = frozenset()
    readmitted: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    asking: Asking = EVERYTHING

    @cached_property
    def counted(self) -> tuple[Judgement, ...]:
        """The judgements that are scored, asked and printed."""
        return tuple([one for one in self.judgements if not self._is_apart(one)])

    @property
    def apart(self) -> tuple[Judgement, ...]:
        """The others: answered, although they do not apply."""
        return tuple([one for one in self.judgements if self._is_apart(one)])

    def _is_apart(self, judgement: Judgement) -> bool:
        return judgement.out_of_scope and judgement.requirement.id not in self.readmitted

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict that stands for each point: one that is set apart does not apply."""
        return {
            one.requirement.id: Verdict.NOT_APPLICABLE if self._is_apart(one) else one.verdict
            for one in self.judgements
        }

    @cached_property
    def tally(self) -> Tally:
        """Counts over the guide; what stands outside it is never scored."""
        return self._tally_of(one for one in self.judgements if not one.outside)

    def tally_of(self, category: int) -> Tally:
        return self._tally_of(one for one in self.judgements if one.requirement.category == category)

    def _tally_of(self, judgements: Iterable[Judgement]) -> Tally:
        return Tally.of(self.verdicts[one.requirement.id] for one in judgements)

    def gaps(self) -> tuple[Judgement, ...]:
        """The gaps that are asked, in the guide's order."""
        return tuple(gap for gap in self._gaps() if gap.requirement.id not in self.later)

    def later_gaps(self) -> tuple[Judgement, ...]:
        """The gaps that are kept for a second time, in the guide's order."""
        return tuple(gap for gap in self._gaps() if gap.requirement.id in self.later)

    def _gaps(self) -> Iterator[Judgement]:
        gaps = (judgement for judgement in self.counted if judgement.verdict.is_gap)
        return (gap for gap in gaps if gap.requirement.id not in self.dropped)

    def of_verdict(self, verdict: Verdict) -> tuple[Judgement, ...]:
        return tuple(judgement for judgement in self.counted if judgement.verdict is verdict)
