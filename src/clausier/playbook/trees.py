"""Points and categories as canonical trees: the keys of files, nothing that is a default, one spelling of texts.

Block texts end with a newline, single lines never do: that is how `yamltext` tells them apart. Conditions and
measures are always lists, because an overlay replaces a list as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from clausier.model.base import Model
from clausier.model.facts import Condition
from clausier.model.library import Category
from clausier.model.requirement import DERIVED, Position, Requirement
from clausier.model.text import TextField, TextShape, text_field
from clausier.office.word.text import Kind, canonical
from clausier.playbook.fields import ASIDE, Slot, kind_of

Tree = dict[str, Any]


def spelled(text: str, field: TextField | None = None) -> str:
    """The one spelling of a text: blocks end with a newline, a note of one paragraph does not."""
    kind = kind_of(field)
    found = canonical(text, kind)
    is_line = kind is not Kind.TEXT or not found
    is_short_note = field is not None and field.shape is TextShape.NOTE and "\n" not in found
    return found if is_line or is_short_note else f"{found}\n"


def without_blanks(tree: Mapping[str, Any]) -> Tree:
    """The keys that say something."""
    return {key: value for key, value in tree.items() if value not in ("", [], {}, None)}


def point_tree(point: Requirement) -> Tree:
    """The canonical tree of a point; the target's values keep their order, those of other positions are sorted."""
    found = {key: value for key, value in tree_of(point).items() if key not in DERIVED}
    target = found.get("positions", {}).get("cible")
    if target:
        in_order = {name: target[name] for name in point.positions.target.values if name in target}
        found["positions"] = {**found["positions"], "cible": {**in_order, **target}}
    return found


def category_tree(category: Category) -> Tree:
    """The canonical tree of what a book holds of a category: its texts."""
    texts = {info.alias or name for name, info in Category.model_fields.items() if text_field(info)}
    return {key: value for key, value in tree_of(category).items() if key in texts}


def tree_of(model: Model) -> Tree:
    """The canonical tree of a model, as a file would write it, without what is set aside."""
    found: Tree = _values(model) if isinstance(model, Position) else {}
    for name, info in type(model).model_fields.items():
        key, value = info.alias or name, getattr(model, name)
        if value != info.default and key not in ASIDE:
            found[key] = _plain(value, text_field(info))
    return without_blanks(found)


def at(tree: Tree, slot: Slot) -> Any:
    """What stands at a slot, or None."""
    found: Any = tree
    for key in slot:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def nested(found: Mapping[Slot, Any]) -> Tree:
    """Inverse of `at` for all slots; what says nothing is left out."""
    tree: Tree = {}
    for (*path, last), value in found.items():
        if value not in ("", [], {}, None):
            inside = tree
            for key in path:
                inside = inside.setdefault(key, {})
            inside[last] = value
    return tree


def condition_tree(condition: Condition) -> list[dict[str, list[str]]]:
    return [{fact: list(values) for fact, values in mapping.items()} for mapping in condition.root]


def _values(position: Position) -> Tree:
    """Values stand beside the reserved words."""
    return {name: spelled(value) for name, value in sorted(position.values.items())}


def _plain(value: Any, field: TextField | None) -> Any:
    if isinstance(value, Condition):
        return condition_tree(value)
    if isinstance(value, Model):
        return tree_of(value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return spelled(value, field)
    if isinstance(value, tuple):
        return [item for item in (_plain(one, field) for one in value) if item]
    return _mapping(value, field) if isinstance(value, Mapping) else value


def _mapping(found: Mapping[Any, Any], field: TextField | None) -> Tree:
    """Records in their order, which is printed; texts by name."""
    items = [(str(_plain(key, None)), _plain(item, field)) for key, item in found.items()]
    return dict(items if any(isinstance(item, Model) for item in found.values()) else sorted(items))
