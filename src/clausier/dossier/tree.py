"""A dossier as the tree of its YAML file: what it says, without what is understood when it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clausier.files.strictyaml import KeyPath
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile

Tree = dict[str, Any]


def tree_of(case: CaseFile) -> Tree:
    """The tree that is read back as the same dossier; scalars are texts, lists are lists."""
    data: Tree = case.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    texts: Tree = _as_texts(data)
    return {key: texts[key] for key in ("dossier", *_sections()) if texts.get(key)}


def answer_tree(answer: Answer) -> Tree:
    """The tree of an answer, spelled in the same way."""
    told: Tree = _as_texts(answer.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    return told


def _sections() -> tuple[str, ...]:
    fields = CaseFile.model_fields
    return tuple(field.alias or name for name, field in fields.items() if name != "header")


def _as_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_texts(item) for key, item in value.items()}
    if isinstance(value, bool):
        return "oui" if value else "non"
    return [_as_texts(item) for item in value] if isinstance(value, list) else str(value)


def at(tree: Any, path: KeyPath) -> Any:
    """What stands at a path; None if there is nothing."""
    for key in path:
        known = isinstance(tree, dict) and key in tree
        listed = isinstance(tree, list) and isinstance(key, int) and key < len(tree)
        if not known and not listed:
            return None
        tree = tree[key]
    return tree


def texts(tree: Any) -> Iterator[str]:
    """Every key and every text, however deep."""
    left = [tree]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += [*one, *one.values()]
        elif isinstance(one, list):
            left += one
        elif isinstance(one, str):
            yield one


def put(tree: Tree, path: KeyPath, value: Any) -> None:
    """Sets what stands at a path of mappings."""
    node: Any = tree
    for key in path[:-1]:
        node = node.setdefault(key, {})
    node[path[-1]] = value


def leaves(tree: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Every path of mappings and what stands at its end: a text, a list or an empty mapping."""
    if isinstance(tree, dict) and tree:
        for key, item in tree.items():
            yield from leaves(item, (*path, key))
    else:
        yield path, tree
