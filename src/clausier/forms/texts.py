"""What a dossier says in each field of a questionnaire: texts, and what no field shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from clausier.batch.columns import Shape
from clausier.forms.exact import item_written as item
from clausier.forms.exact import lines, written
from clausier.forms.fields import Asked
from clausier.forms.tree import Tree, at
from clausier.french import typeset
from clausier.model.library import Library

JOINT = typeset("a ; b")[1:-1]
"""A no-break space stands before the semicolon."""


def text_of(asked: Asked, value: Any) -> str:
    """The text of a field; empty where the dossier says nothing."""
    if value is None:
        return ""
    shape = asked.column.shape
    if shape is Shape.WORDS:
        return JOINT.join(asked.shown(word) for word in value) or asked.empty_list
    if shape is Shape.WORD:
        return asked.shown(value[0] if isinstance(value, list) else value)
    return lines(value) if shape is Shape.LINES else written(value)


def parameters_text(parameters: Mapping[str, str] | None) -> str:
    """« délai : 3 jours », a line each."""
    return "\n".join(f"{name} : {item(value)}" for name, value in (parameters or {}).items())


def unshown(tree: Tree, library: Library) -> Iterator[tuple[str, str]]:
    """(where it stands, its fragment of the dossier in JSON) of what no field shows.

    That is: what the provider declares, what was said of points that the library removed, empty sets of
    parameters, and a fact that is said to be an empty list of one word at most.
    """
    for path in _unshown_paths(tree, library):
        yield ".".join(str(key) for key in path), fragment(path, at(tree, path))


def _unshown_paths(tree: Tree, library: Library) -> Iterator[tuple[str | int, ...]]:
    for section in ("reponses", "positions", "parametres"):
        for id_, said in tree.get(section, {}).items():
            if id_ not in library.by_id or not said:
                yield section, id_
    for name, words in tree.get("situation", {}).items():
        if not words and not library.facts[name].multiple:
            yield "situation", name
    yield from (("declaration_prestataire", rank) for rank in range(len(tree.get("declaration_prestataire", []))))


def fragment(path: tuple[str | int, ...], value: Any) -> str:
    """The tree that holds only this; an item of a list stands for a list of one."""
    for key in reversed(path):
        value = [value] if isinstance(key, int) else {key: value}
    return json.dumps(value, ensure_ascii=True)
