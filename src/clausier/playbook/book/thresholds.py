"""Thresholds that Word moves: a figure that is no more the guide's or the law's must not go on saying that it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausier.french import typeset
from clausier.library.lawchanges import BOUNDS, ORIGIN
from clausier.model.criterion import Origin
from clausier.playbook.fields import Slot
from clausier.playbook.trees import Tree, at

MEASURES: Slot = ("exigence", "mesure")
AGAIN = "à nouveau"
"""What follows an origin that holds for the new figure too: « loi, à nouveau »."""


def origin_said(cell: str) -> tuple[str, bool]:
    """The origin of a cell, and whether it is said of the new figure."""
    origin, _, rest = cell.partition(",")
    return (origin.strip(), True) if rest.strip().casefold() == AGAIN else (cell, False)


def unsaid(before: Tree, after: Tree, again: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(threshold, origin) of each measure that is new and claims the origin of the one it replaces.

    Not for the origins that are said `again`, nor for our own usage, which claims nothing.
    """
    old = at(before, MEASURES) or []
    for one in at(after, MEASURES) or []:
        alike = [other for other in old if other.get("nature") == one.get("nature")]
        stands = any(_bounds(other) == _bounds(one) for other in alike)
        claims = any(other.get(ORIGIN) == one.get(ORIGIN) for other in alike)
        if claims and not stands and one.get(ORIGIN) not in (Origin.USAGE.value, *again):
            yield next((one[key] for key in BOUNDS if key in one), ""), one[ORIGIN]


def _bounds(measure: Tree) -> list[str]:
    return [typeset(measure.get(key, "")) for key in BOUNDS]
