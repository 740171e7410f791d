"""What a dossier says in each field of a questionnaire: texts, and what no field shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from clausier.dossier.columns import Shape
from clausier.dossier.shares import shares_text
from clausier.dossier.tree import Tree, at
from clausier.files.strictyaml import KeyPath
from clausier.forms.exact import item_written as item
from clausier.forms.exact import lines, written
from clausier.forms.fields import Asked
from clausier.french import typeset
from clausier.model.library import Library

OF_POINTS = ("reponses", "positions", "parametres")
JOINT = typeset("a ; b")[1:-1]
"""A no-break space stands before the semicolon."""


def text_of(asked: Asked, value: Any) -> str:
    """The text of a field; empty where the dossier says nothing."""
    if value is None:
        return ""
    shape = asked.column.shape
    if shape is Shape.WORDS:
        return JOINT.join(asked.shown(word) for word in value) or asked.empty_list
    if isinstance(value, dict):
        return shares_text(value, asked.shown, lambda word: asked.services.get(word, word), JOINT)
    if shape in (Shape.WORD, Shape.TYPES):
        words = value if isinstance(value, list) else [value]
        return asked.shown(words[0]) if words else ""
    if _is_structured(value):
        return ""
    return lines(value) if shape is Shape.LINES else written(value)


def parameters_text(parameters: Mapping[str, str] | None) -> str:
    """« délai : 3 jours », a line each."""
    return "\n".join(f"{name} : {item(value)}" for name, value in (parameters or {}).items())


def unshown(tree: Tree, library: Library, general: Iterable[Asked]) -> Iterator[tuple[str, str]]:
    """(where it stands, its fragment of the dossier in JSON) of what no field shows.

    That is: what the provider declares, what was said of points that the library removed, empty sets of
    parameters, a fact of one value that has none; and whatever has no field among the `general` ones.
    """
    shown = {asked.column.path: asked.column.shape for asked in general}
    for path in _unshown_paths(tree, library, shown):
        yield ".".join(str(key) for key in path), fragment(path, at(tree, path))


def _unshown_paths(tree: Tree, library: Library, shown: Mapping[KeyPath, Shape]) -> Iterator[KeyPath]:
    for section, part in tree.items():
        if isinstance(part, list):
            yield from ((section, rank) for rank in range(len(part)))
        elif section in OF_POINTS:
            yield from ((section, id_) for id_, said in part.items() if id_ not in library.by_id or not said)
        else:
            yield from (
                (section, name) for name, said in part.items() if not _is_shown(shown.get((section, name)), said)
            )


def _is_shown(shape: Shape | None, said: Any) -> bool:
    """An empty list is shown only where several words may stand."""
    return shape is not None and (said != [] or shape is Shape.WORDS) and not _is_structured(said)


def _is_structured(said: Any) -> bool:
    """A list of which some item tells more than a line: no field shows it, it is kept whole."""
    return isinstance(said, list) and any(isinstance(item, dict) for item in said)


def fragment(path: KeyPath, value: Any) -> str:
    """The tree that holds only this; an item of a list stands for a list of one.

    No « _x » nor « x005F_ » in it: spreadsheets read « _x000D_ » as the end of a line, and the second as nothing.
    """
    for key in reversed(path):
        value = [value] if isinstance(key, int) else {key: value}
    return json.dumps(value, ensure_ascii=True).replace("_x", "\\u005fx").replace("x005F_", "\\u0078005F_")
