"""Do the figures that one document prints hold together? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from clausier.files.strictyaml import KeyPath
from clausier.library.texts import stages
from clausier.model.coherence import CoherenceRule, Relation
from clausier.model.facts import Facts
from clausier.model.figure import Figure
from clausier.model.requirement import PositionName, Requirement
from clausier.quantity import (
    USUAL,
    Count,
    Duration,
    Frequency,
    Quantity,
    QuantityError,
    Unit,
    WorkingTime,
    meets,
    parse,
    shortest_days,
)

PERCENT = re.compile(r"(\d+(?:,\d+)?)\s*%")
IN_DIGITS = re.compile(r"\((\d+)\)\s+(\w+)")
"""« quarante (40) heures »: what is counted follows the number."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a document prints; `positions` are those at which the point gives it, `path` its key."""

    point: str
    name: str
    figure: Figure
    positions: frozenset[PositionName]
    path: KeyPath

    @property
    def key(self) -> str:
        return f"{self.point}.{self.name}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two figures, or one and the bound of the rule, that do not stand as the rule says, or do not compare."""

    rule: str
    first: Stated
    second: Stated | None
    compares: bool


def contradictions(
    rules: Mapping[str, CoherenceRule], stated: Iterable[Stated], facts: Facts, work: WorkingTime = USUAL
) -> Iterator[Contradiction]:
    """What the figures of one document, with the facts of its contract, say against the rules on figures."""
    printed = {one.key: one for one in stated}
    for id_, rule in rules.items():
        if rule.condition.surely_holds(facts):
            yield from of_rule(id_, rule, [printed[name] for name in rule.figures if name in printed], work)


def of_rule(
    id_: str, rule: CoherenceRule, printed: Iterable[Stated], work: WorkingTime = USUAL
) -> Iterator[Contradiction]:
    """The same for one rule and the figures that it names, in its order."""
    if rule.relation is None:
        return
    if rule.bound:
        for one in printed:
            yield from _judged(id_, one, None, holds(one.figure, rule.bound, rule.relation, work))
        return
    for first, second in combinations(printed, 2):
        if rule.relation is Relation.ALONE and first.key != rule.figures[0]:
            continue
        if not rule.same_stage or first.positions & second.positions:
            yield from _judged(id_, first, second, holds(first.figure, second.figure, rule.relation, work))


def _judged(id_: str, first: Stated, second: Stated | None, held: bool | None) -> Iterator[Contradiction]:
    if not held:
        yield Contradiction(id_, first, second, held is not None)


def stated_of(point: Requirement, name: str, position: PositionName) -> Stated | None:
    """A figure as a point states it at a position that the dossier chose; None for a name that the point has not."""
    found = (one for one in stated_by(point, name) if position in one.positions)
    return next(found, None)


def stated_by(point: Requirement, name: str) -> Iterator[Stated]:
    """Every figure that a point gives under this name, from the target to the floor; a parameter stands for all."""
    chosen = {one: point.positions.chosen(one) for one in PositionName}
    for path, position in stages(point):
        if name in position.values:
            at = frozenset(one for one, other in chosen.items() if other is position)
            yield Stated(point.id, name, position.values[name], at, ("points", point.id, *path, name))
    common = frozenset(one for one, position in chosen.items() if name not in position.values)
    if name in point.parameters and common:
        yield Stated(point.id, name, point.parameters[name], common, ("points", point.id, "parametres", name))


@lru_cache(maxsize=4096)
def holds(first: Figure, second: Figure, relation: Relation, work: WorkingTime = USUAL) -> bool | None:
    """Does the relation surely hold? None for figures that do not compare."""
    if relation is Relation.ALONE:
        return False
    if relation is Relation.EQUAL and first.split() == second.split():
        return True
    ours, limit = _read(first), _read(second)
    if ours is None or limit is None:
        return False if relation is Relation.EQUAL and ours is limit else None
    try:
        return _compare(*_alike(ours, limit, work), relation, work)
    except QuantityError:
        return None


def _compare(ours: Quantity, limit: Quantity, relation: Relation, work: WorkingTime) -> bool:
    if relation is Relation.EQUAL:
        return meets(ours, limit, at_most=True, work=work) and meets(limit, ours, at_most=True, work=work)
    return meets(ours, limit, at_most=relation is Relation.AT_MOST, work=work)


def _read(figure: Figure) -> Quantity | None:
    """The quantity of a figure, also of a percentage and of a number that stands in digits inside words."""
    if figure.quantity is not None:
        return figure.quantity
    if percent := PERCENT.search(figure):
        size = Fraction(percent[1].replace(",", "."))
        return Count(size, size, "%")
    if inside := IN_DIGITS.search(figure):
        try:
            return parse(f"{inside[1]} {inside[2]}")
        except QuantityError:
            return None
    return None


def _alike(ours: Quantity, limit: Quantity, work: WorkingTime) -> tuple[Quantity, Quantity]:
    """A frequency beside a duration counts as the time from one occurrence to the next, a month for thirty days."""
    if isinstance(ours, Frequency) and isinstance(limit, Duration):
        return _period(ours, work), limit
    if isinstance(ours, Duration) and isinstance(limit, Frequency):
        return ours, _period(limit, work)
    return ours, limit


def _period(frequency: Frequency, work: WorkingTime) -> Quantity:
    if not frequency.low:
        raise QuantityError("une fréquence nulle n'a pas d'intervalle.")
    days = shortest_days(frequency.every, frequency.unit, work)
    return Duration(days / frequency.high, days / frequency.low, Unit.DAY)
