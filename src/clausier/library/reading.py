"""Folders of YAML, overlays included, read as one `Library`, with every problem of every file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clausier.errors import InvalidInput, Problem, Severity, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.files.validation import M, build
from clausier.library import checks
from clausier.library.complete import lacking
from clausier.library.overlays import Layer, read_folder, stack
from clausier.library.tree import spelled_points, tree_of
from clausier.model.library import Category, Library
from clausier.model.requirement import Requirement


@dataclass(frozen=True)
class Reading:
    """What could be read: points at fault are left out; `library` is None if even the rest makes no whole.

    `edited` are the legal bases whose content an overlay changed without a reading of its own: id → key that changed.
    `kept` are the points that stand as the first folder wrote them, where nothing else bears on their texts.
    `data` is the whole tree as the files spell it, overlays laid; `layers` say where each folder says what it says.
    """

    library: Library | None
    places: Places
    problems: tuple[Problem, ...]
    edited: Mapping[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    data: Mapping[str, Any] = field(default_factory=dict)
    layers: tuple[Places, ...] = ()
    moved: tuple[Problem, ...] = ()
    """Thresholds that an overlay moved without saying where they come from."""


def load_library(folders: Sequence[Path]) -> Library:
    """The base folder and its overlays, in order; InvalidInput names every error of every file."""
    found = read_library(folders)
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    if found.library is None or errors:
        raise InvalidInput(errors)
    return found.library


def read_library(folders: Sequence[Path]) -> Reading:
    """Like `load_library`, but what is sound is kept beside the problems. A missing folder is InvalidInput."""
    layers = [read_folder(folder) for folder in folders]
    layer = stack(layers)
    problems: list[Problem] = [*layer.problems]
    problems.extend(_moved(layer))
    points = list(_each(Requirement, spelled_points(layer.data), "points", layer, problems))
    categories = list(_each(Category, layer.data["categories"], "categories", layer, problems))
    gaps = tuple(lacking(layer))
    problems.extend(gaps)
    library = None if gaps else _collect(problems, Library, tree_of(layer.data, categories, points), layer, ())
    if library is not None:
        problems.extend(checks.problems(library, layer.places))
    sources = tuple(one.places for one in layers)
    return Reading(library, layer.places, tuple(problems), layer.edited, layer.kept, layer.data, sources, layer.moved)


def _each(model: type[M], items: dict[str, Any], section: str, layer: Layer, problems: list[Problem]) -> Iterator[M]:
    for key, item in items.items():
        built = _collect(problems, model, item, layer, (section, key))
        if built is not None:
            yield built


def _collect(problems: list[Problem], model: type[M], data: Any, layer: Layer, root: KeyPath) -> M | None:
    """Build one model; its problems join the others instead of stopping the reading."""
    try:
        return build(model, data, layer.places, root)
    except InvalidInput as error:
        problems.extend(error.problems)
        return None


def _moved(layer: Layer) -> Iterator[Problem]:
    """A point without a number changes one that the base does not have, or has no more."""
    known = [id_ for id_, point in layer.data["points"].items() if "numero" in point]
    for id_, point in layer.data["points"].items():
        if "numero" not in point:
            keys = ", ".join(point)
            message = f"le point « {id_} » n'est pas dans la bibliothèque de base (clés : {keys})."
            hint = (
                f"Il a pu être renommé ou retiré depuis ; un point nouveau donne son « numero ». {nearest(id_, known)}"
            )
            yield layer.places.problem(("points", id_), message, hint)
