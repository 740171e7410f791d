"""Every text of a library, with its place and what it may hold: the models say which of their fields are texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from clausier.files.strictyaml import KeyPath
from clausier.model.base import Model
from clausier.model.library import Library
from clausier.model.requirement import Position, Requirement
from clausier.model.text import TextField, text_field

ELSEWHERE = frozenset({"definitions", "controls", "coherence", "crosswalk", "categories", "requirements"})
"""Fields of a library that are not what bibliotheque.yaml, fondements.yaml and formules.yaml say."""


@dataclass(frozen=True, slots=True)
class LibraryText:
    """A text as written; `path` is its key inside the file."""

    path: KeyPath
    text: str
    field: TextField


def stages(requirement: Requirement) -> Iterator[tuple[KeyPath, Position]]:
    """Each position that a point defines, from the strongest to the weakest."""
    positions = requirement.positions
    yield ("positions", "cible"), positions.target
    for index, fallback in enumerate(positions.fallbacks):
        yield ("positions", "repli", index), fallback
    if positions.floor is not None:
        yield ("positions", "plancher"), positions.floor


def of_point(requirement: Requirement) -> Iterator[LibraryText]:
    """The texts of a point that are not blank, paths inside its file."""
    return of_model(requirement, ())


def of_whole(library: Library) -> Iterator[LibraryText]:
    """Definitions, titles of categories, what bibliotheque.yaml says, legal bases and formulas, paths from the root."""
    for id_, definition in library.definitions.items():
        yield from of_model(definition, ("definitions", id_))
    for category in library.categories:
        yield from of_model(category, ("categories", str(category.number)))
    yield from _of_fields(library, (), ELSEWHERE)


def of_model(model: Model, root: KeyPath) -> Iterator[LibraryText]:
    """The texts of a model and of all that it holds, in the order of its fields."""
    yield from _of_fields(model, root, frozenset())


def _of_fields(model: Model, root: KeyPath, left_out: Set[str]) -> Iterator[LibraryText]:
    for name, info in type(model).model_fields.items():
        if name not in left_out:
            yield from _inside(getattr(model, name), (*root, info.alias or name), text_field(info))


def _inside(value: object, path: KeyPath, field: TextField | None) -> Iterator[LibraryText]:
    if isinstance(value, Model):
        yield from of_model(value, path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _inside(item, (*path, str(key)), field)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _inside(item, (*path, index), field)
    elif field is not None and isinstance(value, str) and value:
        yield LibraryText(path, value, field)
