"""Where a fault of the file stands, in the words of the page: « Contrat : date », « Question 4.5 »."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from clausier.dossier.columns import Column, columns_of
from clausier.dossier.inwords import titled
from clausier.errors import Problem
from clausier.model.base import Held
from clausier.model.library import Library
from clausier.page.keeping import told

ASKED = ("positions", "parametres")
"""Keys of what is asked on a point; the others that name one tell what is answered."""


def elsewhere(problems: tuple[Problem, ...], keys: list[str], library: Library) -> list[str]:
    """The faults that belong to none of these fields, with their place."""
    rest = [one for one in problems if not any(one.key == key or one.key.startswith(f"{key}.") for key in keys)]
    return [f"{place} : {told(one)}" if (place := place_of(one.key, library)) else told(one) for one in rest]


def place_of(key: str, library: Library) -> str:
    """The question, the request or the field of a key; the key itself where the page has no word for it."""
    first, _, rest = key.partition(".")
    if point := library.by_id.get(rest.partition(".")[0]):
        return f"{'Demande' if first in ASKED else 'Question'} {point.number}"
    known, place = _columns(Held(library)), key
    while place and place not in known:
        place = place.rpartition(".")[0]
    return titled(known[place]) if place else key


@lru_cache(maxsize=4)
def _columns(held: Held[Library]) -> Mapping[str, Column]:
    return columns_of(held.item).by_key
