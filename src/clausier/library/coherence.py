"""What the rules of `coherence.yaml` name must be there: points, their figures, the law of a bound."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.library.texts import stages
from clausier.model.coherence import CoherenceRule
from clausier.model.library import Library
from clausier.model.requirement import Requirement


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Unknown points, names and bases of the rules; a point that a library removes leaves its rules idle."""
    for id_, rule in library.coherence.items():
        root: KeyPath = ("coherence", id_)
        for index, name in enumerate(rule.figures):
            yield from _figure(name, library, places, (*root, "chiffres", index))
        for index, point in enumerate(rule.points):
            yield from _point(point, library, places, (*root, "points", index))
        yield from _directions(rule, library, places, root)
        if rule.basis and rule.basis not in library.bases:
            message = f"le fondement « {rule.basis} » n'est pas dans fondements.yaml."
            yield places.problem((*root, "fondement"), message, nearest(rule.basis, library.bases))


def _figure(named: str, library: Library, places: Places, path: KeyPath) -> Iterator[Problem]:
    id_, name = named.split(".")
    point = library.by_id.get(id_)
    if point is None:
        yield from _point(id_, library, places, path)
    elif name not in (names := _names(point)):
        message = f"le point « {id_} » n'a ni valeur ni paramètre « {name} »."
        yield places.problem(path, message, nearest(name, names))


def _point(id_: str, library: Library, places: Places, path: KeyPath) -> Iterator[Problem]:
    """A point that is faulty or removed is still one that a file describes."""
    if id_ not in library.by_id and ("points", id_) not in places.lines:
        yield places.problem(path, f"le point « {id_} » n'existe pas.", nearest(id_, library.by_id))


def _directions(rule: CoherenceRule, library: Library, places: Places, root: KeyPath) -> Iterator[Problem]:
    if rule.directions is not None:
        for side, words in (("au_plus", rule.directions.at_most), ("au_moins", rule.directions.at_least)):
            for index, word in enumerate(words):
                if "." in word:
                    yield from _figure(word, library, places, (*root, "positions", side, index))


def _names(point: Requirement) -> set[str]:
    return {*point.parameters, *(name for _, position in stages(point) for name in position.values)}
