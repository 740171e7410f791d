"""Values that are figures: what was a duration must still read as a duration."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.model.figure import Figure
from clausier.playbook.fields import Slot
from clausier.playbook.trees import Tree, at
from clausier.quantity import QuantityError, parse_as

PARAMETERS: Slot = ("parametres",)
STAGES: tuple[Slot, ...] = (("positions", "cible"), ("positions", "repli"), ("positions", "plancher"))


def unreadable(before: Tree, after: Tree) -> Iterator[tuple[Slot, str, str]]:
    """(slot, text, reason in French) of each new value that is no more the kind of figure that it was."""
    kinds = {name: kind for _, name, text in _values(before) if (kind := Figure(text).kind) is not None}
    known = {(slot, name, text) for slot, name, text in _values(before)}
    for slot, name, text in _values(after):
        if name in kinds and (slot, name, text) not in known:
            try:
                parse_as(kinds[name], text)
            except QuantityError as error:
                yield slot, f"{name} : {text}", str(error)


def _values(tree: Tree) -> Iterator[tuple[Slot, str, str]]:
    for slot in (*STAGES, PARAMETERS):
        found = at(tree, slot)
        for values in found if isinstance(found, list) else [found or {}]:
            for name, text in values.items():
                yield slot, name, text
