"""Does a position ask more than the one before it, in any of its figures?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from clausier.library.texts import stages
from clausier.model.coherence import Directions, Relation
from clausier.model.requirement import Requirement
from clausier.playbook.verify.coherence.relations import Stated, holds, stated_by
from clausier.quantity import USUAL, WorkingTime


def stricter(point: Requirement, directions: Directions, work: WorkingTime = USUAL) -> Iterator[tuple[Stated, Stated]]:
    """(stronger, weaker) positions' figures where the weaker surely asks more.

    The figure that the criterion measures is judged with it, elsewhere: here are the others.
    """
    names = dict.fromkeys(name for _, position in stages(point) for name in position.values)
    for name in names:
        relation = direction(point, name, directions)
        if relation is not None and name != point.criterion.measured:
            for first, second in pairwise(stated_by(point, name)):
                asks_more = holds(second.figure, first.figure, relation, work)
                if asks_more and not holds(first.figure, second.figure, relation, work):
                    yield first, second


def direction(point: Requirement, name: str, directions: Directions) -> Relation | None:
    """The relation in which a stricter figure stands to a laxer one; the closest name wins, None if none fits."""
    sides = ((directions.at_most, Relation.AT_MOST), (directions.at_least, Relation.AT_LEAST))
    found = [
        (len(word), "." in word, relation) for words, relation in sides for word in words if _fits(word, point.id, name)
    ]
    return max(found, key=lambda one: (one[1], one[0]))[2] if found else None


def _fits(word: str, point: str, name: str) -> bool:
    if word.endswith("*"):
        return name.startswith(word[:-1])
    return word in (name, f"{point}.{name}")
