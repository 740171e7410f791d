"""What reading the made-up contracts gets wrong, of what must never happen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from clausier.model.reading import PointReading, Status
from clausier.quantity import Quantity, QuantityError
from tests.builders import library
from tests.reading.made_up import MadeUp, Trap, contracts, holds, reading_of, rests_on, texts_of

GAPS = Path(__file__).parent / "known_gaps.yaml"
DENIED = (Status.NOT_FOUND, Status.CONTRARY)


def known() -> dict[str, frozenset[str]]:
    """The faults that are there and known, by kind."""
    return {kind: frozenset(gaps) for kind, gaps in yaml.safe_load(GAPS.read_text(encoding="utf-8")).items()}


@cache
def faults() -> dict[str, frozenset[str]]:
    """Kind of fault → « contract number », and for a trap its kind."""
    kinds = {
        "trouve_a_tort": _found,
        "sur_a_tort": _certain,
        "pieges": _fallen,
        "valeurs": _misread,
        "places": _misplaced,
    }
    return {kind: frozenset(one for contract in contracts() for one in tell(contract)) for kind, tell in kinds.items()}


def quantity(text: str, id_: str) -> Quantity | None:
    """A value as the point measures it; None where it measures none, or another kind."""
    criterion = library().by_id[id_].criterion
    try:
        return library().read_value(criterion, (text,)) if text and criterion.measures else None
    except QuantityError:
        return None


def _found(contract: MadeUp) -> Iterator[str]:
    """« Trouvé » where the contract denies it or says nothing."""
    for id_, point in reading_of(contract.name).points.items():
        if point.status is Status.FOUND and contract.labels[id_].status in DENIED:
            yield _key(contract, id_)


def _certain(contract: MadeUp) -> Iterator[str]:
    """Certain, and not what a person found."""
    for id_, point in reading_of(contract.name).points.items():
        if point.certain and point.status is not contract.labels[id_].status:
            yield _key(contract, id_)


def _fallen(contract: MadeUp) -> Iterator[str]:
    """A passage taken for more than it is worth, or the point where nothing else speaks of it."""
    for trap, point in _traps(contract):
        bound = contract.labels[trap.point].status.rank <= trap.ceiling.rank
        bound = bound or rests_on(point, trap.quote, texts_of(contract.name))
        lost = "au_moins" in trap.more and point.status.rank < Status(trap.more["au_moins"]).rank
        if lost or (bound and point.status.rank > trap.ceiling.rank):
            yield _key(contract, trap.point, trap.kind)


def _misread(contract: MadeUp) -> Iterator[str]:
    """A value that is of something else, or not the one that stands there."""
    for trap, point in _traps(contract):
        value = quantity(point.value, trap.point)
        missed = "valeur" in trap.more and value != quantity(trap.more["valeur"], trap.point)
        if missed or (value is not None and value == quantity(trap.more.get("pas_valeur", ""), trap.point)):
            yield _key(contract, trap.point, trap.kind)


def _misplaced(contract: MadeUp) -> Iterator[str]:
    """The passage is not seen, or not where it stands."""
    for trap, point in _traps(contract):
        if "article" in trap.more or "titre" in trap.more:
            seen = [one for one in point.passages if holds(one, (trap.quote,), texts_of(contract.name))]
            article, heading = trap.more.get("article", ""), trap.more.get("titre", "")
            if not any(article in one.article and heading in one.heading for one in seen):
                yield _key(contract, trap.point, trap.kind)


def _traps(contract: MadeUp) -> Iterator[tuple[Trap, PointReading]]:
    for trap in contract.traps:
        yield trap, reading_of(contract.name).points[trap.point]


def _key(contract: MadeUp, point: str, kind: str = "") -> str:
    return f"{contract.name} {library().by_id[point].number} {kind}".strip()
