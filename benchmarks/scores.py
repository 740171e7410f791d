"""What is counted of proposals beside labels, and how sure a count is; one record for each contract and point."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from benchmarks.labels import Label
from clausier.model.reading import Status

SIGHT = (1, 3, 5)
"""Among how many passages the evidence is looked for."""
DRAWS = 1000
FINDINGS = {Status.FOUND: "oui", Status.PARTIAL: "partiel", Status.CONTRARY: "contraire", Status.NOT_FOUND: "non"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal beside its label.

    `rank` is that of the first passage that holds the evidence (from 1; 0: none does), None where the label quotes
    nothing that stands in the text; `right` tells whether the value is that of the label, None where either has none;
    `apart`: does the label tell what is contrary from what is silent?
    """

    contract: str
    point: str
    tuned: bool
    label: Label
    status: Status
    certain: bool
    rank: int | None
    right: bool | None
    valued: bool
    apart: bool

    @property
    def said(self) -> bool:
        return self.status is not Status.NOT_FOUND

    @property
    def false_yes(self) -> bool:
        return self.status is Status.FOUND and self.label.status in ("non", "contraire")

    @property
    def agrees(self) -> bool:
        found = FINDINGS.get(self.status, "")
        return found == self.label.status or (not self.apart and found == "contraire" and self.label.status == "non")


Pairs = Sequence[Pair]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's interval at 95 %."""

    hits: int
    total: int

    @property
    def rate(self) -> float:
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.96, self.total, self.rate
        middle, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.rate:6.3f}  [{low:.3f} ; {high:.3f}]  ({self.hits} sur {self.total})"


def share(pairs: Iterable[Pair], hit: Callable[[Pair], bool]) -> Share:
    kept = list(pairs)
    return Share(sum(map(hit, kept)), len(kept))


def precision(pairs: Pairs) -> Share:
    return share((pair for pair in pairs if pair.said), lambda pair: pair.label.mentioned)


def recall(pairs: Pairs) -> Share:
    return share((pair for pair in pairs if pair.label.mentioned), lambda pair: pair.said)


def f1(pairs: Pairs) -> float:
    right, reached = precision(pairs).rate, recall(pairs).rate
    return 2 * right * reached / (right + reached) if right + reached else 0.0


def f1_interval(pairs: Pairs) -> tuple[float, float]:
    """At 95 %, contracts drawn anew: what is sure of a point in one contract is not so in another."""
    by_contract: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_contract.setdefault(pair.contract, []).append(pair)
    names, chance = sorted(by_contract), random.Random(0)
    drawn = sorted(
        f1([pair for name in chance.choices(names, k=len(names)) for pair in by_contract[name]]) for _ in range(DRAWS)
    )
    return drawn[int(DRAWS * 0.025)], drawn[int(DRAWS * 0.975)]


def false_yes(pairs: Pairs) -> Share:
    """Of what is proposed as found, what the label denies."""
    return share((pair for pair in pairs if pair.status is Status.FOUND), lambda pair: pair.false_yes)


def false_yes_of_denied(pairs: Pairs) -> Share:
    """Of what the label denies, what is proposed as found."""
    return share((pair for pair in pairs if pair.label.status in ("non", "contraire")), lambda pair: pair.false_yes)


def evidence(pairs: Pairs, sight: int) -> Share:
    return share((pair for pair in pairs if pair.rank is not None), lambda pair: 0 < (pair.rank or 0) <= sight)


def values(pairs: Pairs) -> Share:
    """Of the values that are proposed where the label has one, those that are the same."""
    return share((pair for pair in pairs if pair.right is not None), lambda pair: bool(pair.right))


def values_read(pairs: Pairs) -> Share:
    """Of the values that labels have, those that are proposed and right."""
    return share((pair for pair in pairs if pair.valued), lambda pair: bool(pair.right))


def wrong_certain(pairs: Pairs) -> Share:
    """Of what is marked certain, what the label does not say."""
    return share((pair for pair in pairs if pair.certain), lambda pair: not pair.agrees)
