"""The positions of a point side by side: what each asks, and in which words its clause differs from the target's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from clausier.french import typeset
from clausier.model.base import Held
from clausier.model.casefile import State
from clausier.model.facts import Condition
from clausier.model.library import Library
from clausier.model.requirement import Position, PositionName, Requirement
from clausier.model.verdict import GAPS, Verdict
from clausier.playbook.conditions import worded
from clausier.playbook.preview import CannotPreview, Preview, Wish, preview
from clausier.worddiff import Words, word_diff


@dataclass(frozen=True)
class Stage:
    """A position: its figures by name, what is got in exchange, its clause as printed where it can be.

    `words` tell what differs from the target's clause; none for the target itself, and for a fallback after the first,
    which is asked by its figures alone.
    """

    title: str
    figures: Mapping[str, str]
    trade: str
    shown: Preview | None = None
    words: tuple[Words, ...] = ()


@lru_cache(maxsize=256)
def stages(held: Held[Library], id_: str, kind: str, day: date) -> tuple[Stage, ...]:
    """The positions that a point defines, the target first, on a contract of this type (empty: any)."""
    library, point = held.item, held.item.by_id[id_]
    target = printed(library, point, PositionName.TARGET, kind, day)
    return (_stage("cible", point.positions.target, target), *_others(library, point, target, kind, day))


def _others(library: Library, point: Requirement, target: Preview | None, kind: str, day: date) -> Iterator[Stage]:
    positions = point.positions
    for rank, fallback in enumerate(positions.fallbacks, 1):
        shown = printed(library, point, PositionName.FALLBACK, kind, day) if rank == 1 else None
        yield _stage("repli" if rank == 1 else f"repli {rank}", fallback, shown, target)
    if positions.floor is not None:
        yield _stage("plancher", positions.floor, printed(library, point, PositionName.FLOOR, kind, day), target)


def _stage(title: str, position: Position, shown: Preview | None, target: Preview | None = None) -> Stage:
    words = word_diff(target.request.text, shown.request.text) if target and shown else ()
    figures = {name.replace("_", " "): typeset(text) for name, text in position.values.items()}
    return Stage(title, figures, typeset(position.trade), shown, words)


def printed(library: Library, point: Requirement, position: PositionName, kind: str, day: date) -> Preview | None:
    """The clause as the act prints it where the contract says nothing, or has the first gap that it can have."""

    def said(condition: Condition) -> str:
        return " ; ou ".join(worded(condition, library))

    for verdict in (Verdict.ABSENT, *(one for one in GAPS if one is not Verdict.ABSENT)):
        try:
            return preview(library, point, Wish(position, verdict, kind, State.SIGNED), day, said)
        except CannotPreview:
            continue
    return None
