"""Few rows in which every value of every factor meets every value of every other: a pairwise cover, always the same."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import combinations, product

Row = dict[str, str]
Pair = tuple[str, str, str, str]
SEED = 12


def cover(factors: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows (factor → value); each is built around a pair that none before it holds, then takes all that it can."""
    names = sorted(factors)
    left: dict[Pair, None] = {
        (one, a, other, b): None
        for one, other in combinations(names, 2)
        for a, b in product(factors[one], factors[other])
    }
    drawn, rows = random.Random(SEED), []
    while left:
        row = _row(factors, names, left, drawn)
        rows.append({name: row[name] for name in factors})
        for one, other in combinations(names, 2):
            left.pop((one, row[one], other, row[other]), None)
    return rows


def _row(
    factors: Mapping[str, Sequence[str]], names: Sequence[str], left: Mapping[Pair, None], drawn: random.Random
) -> Row:
    one, a, other, b = next(iter(left))
    row = {one: a, other: b}
    rest = [name for name in names if name not in row]
    drawn.shuffle(rest)
    for name in rest:
        row[name] = max(factors[name], key=lambda value: (_gained(name, value, row, left), drawn.random()))
    return row


def _gained(name: str, value: str, row: Row, left: Mapping[Pair, None]) -> int:
    """How many pairs that no row holds yet this value would make with those already chosen."""
    return sum(
        ((name, value, other, chosen) if name < other else (other, chosen, name, value)) in left
        for other, chosen in row.items()
    )
