"""A dossier's text with some of its keys changed: the other lines, comments and blanks among them, stay as they are.

Only lines are moved about here: whoever uses it reads the result again, and falls back on `write` if it does not say
what was meant (a mapping on one line, an anchor, a block of odd indentation).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clausier.errors import InvalidInput
from clausier.files.strictyaml import KeyPath, read_bytes
from clausier.files.yamltext import FORM, document

Changes = Mapping[KeyPath, Any]
"""Path of two keys (section, key) → its new tree; None: the key goes."""
STEP = 2
BLANK = re.compile(r"\s*(?:#.*)?")
ITEM = re.compile(r"\s*- ")


def changed(data: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """The tree of a dossier with these changes; a section that is left empty goes."""
    tree = dict(data)
    for (section, key), value in changes.items():
        content = dict(tree.get(str(section)) or {})
        content.pop(key, None)
        tree[str(section)] = content if value is None else _placed(content, tree, str(section), key, value)
    return {name: content for name, content in tree.items() if content != {}}


def _placed(content: dict[Any, Any], tree: Mapping[str, Any], section: str, key: Any, value: Any) -> dict[Any, Any]:
    """The section with the key where it stood, or last."""
    before = tree.get(section) or {}
    return {one: value if one == key else before[one] for one in before} if key in before else {**content, key: value}


def edited(text: str, changes: Changes) -> str:
    """The text with these changes, as far as its sections and keys stand on lines of their own."""
    for (section, key), value in changes.items():
        text = _edited(text, str(section), str(key), value)
    return text


def _edited(text: str, section: str, key: str, value: Any) -> str:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    try:
        found = read_bytes(text.encode(), "")
    except InvalidInput:
        return text
    places = {path: line - 1 for path, (_, line) in found.places.lines.items() if line}
    start = places.get((section,))
    if start is None:
        return "".join([*lines, *([] if value is None else ["\n", *_written({section: {key: value}}, 0)])])
    end = _end(lines, start)
    at = places.get((section, key))
    if at == start:  # a mapping on one line: left to `write`
        return text
    if at is not None:
        lines[at : _end(lines, at)] = [] if value is None else _written({key: value}, _indent(lines[at]))
    elif value is not None:
        first = next((places[path] for path in places if len(path) == 2 and path[0] == section), None)
        lines[end:end] = _written({key: value}, STEP if first is None else _indent(lines[first]))
    return "".join(lines)


def _end(lines: list[str], start: int) -> int:
    """The line after the last one of the value of a key; blank lines and comments that follow it are not its own."""
    depth, last = _indent(lines[start]), start
    for rank in range(start + 1, len(lines)):
        line = lines[rank]
        if BLANK.fullmatch(line):
            continue
        if _indent(line) < depth or (_indent(line) == depth and not ITEM.match(line)):
            break
        last = rank
    return last + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _written(tree: Mapping[str, Any], indent: int) -> list[str]:
    lines = document(tree, FORM).splitlines(keepends=True)
    return [f"{' ' * indent}{line}" if line.strip() else line for line in lines]
