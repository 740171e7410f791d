"""Every act in which the points of a rule may stand together: which are asked, on which facts, at which positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import product

from clausier.library import markup
from clausier.library.placeholders import PARTS
from clausier.library.texts import stages
from clausier.model.coherence import CoherenceRule
from clausier.model.facts import UNKNOWN, Condition, Facts
from clausier.model.library import Library
from clausier.model.requirement import Position, Requirement
from clausier.playbook.verify.coherence.relations import Stated, stated_by

PART = -2
"""The part that the clause of a carrier prints in place of the point's own."""
BASE = -1
"""The clause's own text; a variant is told by its rank."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How a point may be printed on some facts; `carrier` is who may carry it, blank for nobody."""

    applies: bool
    own: int
    carrier: str


def printed_figures(rule: CoherenceRule, library: Library) -> Iterator[list[Stated]]:
    """The figures of a rule that each possible act prints, in the rule's order; the act where all is asked first."""
    points = [library.by_id[id_] for id_ in rule.figure_points if id_ in library.by_id]
    known: dict[tuple[str, int | None], list[tuple[Stated, ...]]] = {}
    for wordings in _wordings(rule, points, library):
        told = []
        for point, wording in zip(points, wordings, strict=True):
            if (point.id, wording) not in known:
                known[point.id, wording] = _by_stage(point, wording, rule)
            told.append(known[point.id, wording])
        for one_each in product(*told):
            found = {one.key: one for figures in one_each for one in figures}
            yield [found[name] for name in rule.figures if name in found]


def _by_stage(point: Requirement, wording: int | None, rule: CoherenceRule) -> list[tuple[Stated, ...]]:
    """What a point prints of the figures of a rule at each of its positions, each once."""
    names = [name.split(".")[1] for name in rule.figures if name.split(".")[0] == point.id]
    given = {one.path: one for name in dict.fromkeys(names) for one in stated_by(point, name)}
    found: dict[tuple[Stated, ...], None] = {}
    for path, position in stages(point):
        printed = names_printed(point, position, wording) if wording is not None else frozenset[str]()
        keys = [("points", point.id, *(path if name in position.values else ("parametres",)), name) for name in names]
        found[tuple(given[key] for key in keys if key in given and key[-1] in printed)] = None
    return list(found)


def names_printed(point: Requirement, position: Position, wording: int) -> Set[str]:
    """Names that the clause of a point, or its part, may print at a position, whatever the verdict."""
    clause = point.clause
    texts = [position.addition, position.trade]
    if wording == PART and clause.carried is not None and not position.text:
        texts += [clause.carried.text, clause.carried.details]
    else:
        texts += [*clause.text_if.values(), *_own(point, position, wording)]
    names = {name for text in texts for name in markup.names(text)}
    parts = point.criterion.parts.values() if PARTS in names else ()
    return names | {name for part in parts for name in markup.names(part.text)}


def _own(point: Requirement, position: Position, wording: int) -> tuple[str, ...]:
    if position.text:
        return (position.text,)
    if wording < 0:
        return point.clause.text, point.clause.details
    variant = point.clause.variants[wording]
    return variant.text, variant.details or point.clause.details


def _wordings(rule: CoherenceRule, points: Sequence[Requirement], library: Library) -> Iterator[tuple[int | None, ...]]:
    """Each way in which the points may be printed in one act, each once; None for one that is not asked."""
    seen: set[tuple[int | None, ...]] = set()
    known: set[tuple[_Way, ...]] = set()
    for facts in _situations(rule, points, library):
        ways = tuple(_way(point, facts, library) for point in points)
        if ways in known or not rule.condition.surely_holds(facts):
            continue
        known.add(ways)
        for asked in product((True, False), repeat=len(points)):
            for wordings in product(*_choices(rule, points, ways, asked)):
                if wordings not in seen:
                    seen.add(wordings)
                    yield wordings


def _way(point: Requirement, facts: Facts, library: Library) -> _Way:
    carried, variants = point.clause.carried, point.clause.variants
    own = next((rank for rank, one in enumerate(variants) if one.condition.surely_holds(facts)), BASE)
    may_be = carried is not None and carried.point in library.by_id and carried.condition.surely_holds(facts)
    return _Way(point.applies_if.may_hold(facts), own, carried.point if carried is not None and may_be else "")


def _choices(
    rule: CoherenceRule, points: Sequence[Requirement], ways: Sequence[_Way], asked: Sequence[bool]
) -> Iterator[tuple[int | None, ...]]:
    """For each point the wordings that it may have; a carrier that the rule does not name may be asked or not."""
    present = {point.id: there and way.applies for point, way, there in zip(points, ways, asked, strict=True)}
    for point, way in zip(points, ways, strict=True):
        if not present[point.id]:
            yield (None,)
        elif not way.carrier or present.get(way.carrier) is False:
            yield (way.own,)
        elif way.carrier not in present or point.clause.text_if or not rule.together:
            yield (way.own, PART)
        else:
            yield (PART,)


def _situations(rule: CoherenceRule, points: Sequence[Requirement], library: Library) -> Iterator[Facts]:
    """All the known facts on which the wording, or the presence, of these points depends."""
    worded = [rule.condition]
    worded += [variant.condition for point in points for variant in point.clause.variants]
    worded += [point.clause.carried.condition for point in points if point.clause.carried is not None]
    names = _facts(worded) | {name for name in _facts([one.applies_if for one in points]) if _is_single(name, library)}
    kinds = {name: library.testable[name].values for name in sorted(names) if name in library.testable}
    for values in product(*((*(word for word in words if word != UNKNOWN), UNKNOWN) for words in kinds.values())):
        yield {name: frozenset((word,)) for name, word in zip(kinds, values, strict=True) if word != UNKNOWN}


def _facts(conditions: Sequence[Condition]) -> set[str]:
    return {name for condition in conditions for name, _ in condition.names()}


def _is_single(name: str, library: Library) -> bool:
    """A fact of several values at once rules a point out only by all that it lacks: left open."""
    return name in library.testable and not library.testable[name].multiple
