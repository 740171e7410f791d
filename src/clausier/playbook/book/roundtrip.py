"""A library as a book to edit in Word, and the overlay of exactly what was changed in it. Pure.

The export marks each point with a fingerprint of each of its keys. An import over another version of the library
can therefore tell a lawyer's change from one that the library made meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from clausier.french import NBSP, THIN, typeset
from clausier.library import landmarks
from clausier.model.library import Library
from clausier.office.word.marks import MARK_CATEGORY, MARK_FINGERPRINT, MARK_FORMAT, MARK_NAME, MARK_POINT, MARK_VERSION
from clausier.playbook.book.book import Book, Sheet
from clausier.playbook.book.layout import CATEGORY_SLOTS, POINT_SLOTS
from clausier.playbook.book.sheets import category_sheet, point_sheet
from clausier.playbook.fields import Slot
from clausier.playbook.trees import Tree, at, category_tree, point_tree
from clausier.proposal.approved import told

FORMAT = "3"
TARGET = ("positions", "cible")
LANDMARKS = landmarks.LANDMARKS
ABSENT = "----"


def book_of(library: Library, category: int | None = None) -> Book:
    """The book of a library, or of one of its categories."""
    trees = trees_of(library)
    sheets: list[Sheet] = []
    marks = {
        MARK_FORMAT: FORMAT,
        MARK_NAME: library.name,
        MARK_VERSION: library.version,
        MARK_FINGERPRINT: library.fingerprint,
    }
    for one in library.categories:
        if category not in (None, one.number):
            continue
        mark = f"{MARK_CATEGORY}{one.number}"
        sheets.append(category_sheet(one.number, trees[mark]))
        marks[mark] = fingerprints(trees[mark], CATEGORY_SLOTS)
        for point in library.requirements:
            if point.category == one.number:
                tree = trees[MARK_POINT + point.id]
                sheets.append(replace(point_sheet(point.id, tree, library.bases), approval=told(point, library)))
                marks[MARK_POINT + point.id] = fingerprints(tree, POINT_SLOTS)
    return Book(library.name, library.version, tuple(sheets), marks)


def trees_of(library: Library) -> dict[str, Tree]:
    """Mark → canonical tree of every category and point."""
    return {
        **{f"{MARK_CATEGORY}{category.number}": category_tree(category) for category in library.categories},
        **{MARK_POINT + point.id: point_tree(point) for point in library.requirements},
    }


def slots_of(mark: str) -> tuple[Slot, ...]:
    return POINT_SLOTS if mark.startswith(MARK_POINT) else CATEGORY_SLOTS


def fingerprints(tree: Tree, slots: Iterable[Slot]) -> str:
    """Four characters a slot, in order; dashes where there is nothing. Word keeps 255 characters of a property."""
    return "".join(fingerprint(at(tree, slot)) for slot in slots)


def fingerprint(value: Any) -> str:
    if value is None:
        return ABSENT
    return b64encode(hashlib.sha256(_comparable(value).encode()).digest()).decode()[: len(ABSENT)]


def same(one: Any, other: Any) -> bool:
    """Equal once printed: typography that the documents put by themselves makes no difference."""
    return _comparable(one) == _comparable(other)


def _comparable(value: Any) -> str:
    return json.dumps(_printed(value), ensure_ascii=False)


def _printed(value: Any) -> Any:
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, dict):
        return {key: _printed(item) for key, item in value.items()}
    return [_printed(item) for item in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Edited:
    """A point or category as the document leaves it: its mark, the library's tree, the new one, the slots changed."""

    mark: str
    before: Tree
    after: Tree
    slots: tuple[Slot, ...]
    conflicts: tuple[Slot, ...] = ()
    moved: tuple[Slot, ...] = ()


def is_whole(mark: str, exported: str) -> bool:
    """Does what was kept of a point or category tell each of its slots, no more?"""
    return len(exported) == len(ABSENT) * len(slots_of(mark))


def edited(mark: str, exported: str, before: Tree, written: Tree) -> Edited:
    """What the lawyer changed (`written`) since the export, laid over what the library says today (`before`)."""
    slots = slots_of(mark)
    size = len(ABSENT)
    known = dict(zip(slots, (exported[start : start + size] for start in range(0, len(exported), size)), strict=True))
    written = _in_order(written, before)
    laid = _landmarks_in_order(written, before)
    moved = tuple(slot for slot in slots if fingerprint(at(before, slot)) != known[slot])
    changed = tuple(
        slot
        for slot in slots
        if fingerprint(at(written, slot)) != known[slot] and not same(at(laid, slot), at(before, slot))
    )
    after = before
    for slot in changed:
        after = _with(after, slot, plainly(at(laid, slot)))
    return Edited(mark, before, after, changed, tuple(slot for slot in changed if slot in moved), moved)


def _in_order(written: Tree, before: Tree) -> Tree:
    """Rows of the target in the library's order, new ones last: an overlay cannot say another, nor needs to."""
    old, new = at(before, TARGET), at(written, TARGET)
    if not old or not new:
        return written
    names = [name for name in (*old, *new) if name in new]
    return _with(written, TARGET, {name: new[name] for name in names})


def _landmarks_in_order(written: Tree, before: Tree) -> Tree:
    """Landmarks in the library's order, new ones last: their order tells nothing."""
    for slot in POINT_SLOTS:
        lists = slot[0] == LANDMARKS and at(written, slot)
        if lists:
            written = _with(written, slot, _kept_in_order(lists, at(before, slot)))
    return written


def _kept_in_order(new: Any, old: Any) -> Any:
    if isinstance(new, dict):
        return {name: _kept_in_order(one, (old or {}).get(name)) for name, one in new.items()}
    if not isinstance(new, list):
        return new
    plain = [plainly(one) for one in new]
    standing = [one for one in old or () if plainly(one) in plain]
    return [*standing, *(one for one in plain if one not in map(plainly, standing))]


def overlay_tree(one: Edited) -> Tree:
    """The keys to write in an overlay: what `after` changes in `before`; None deletes, landmarks are added or taken."""
    old, new = one.before.get(LANDMARKS), one.after.get(LANDMARKS)
    if not (old and new) or old == new:
        return _difference(one.before, one.after)
    rest = [{key: item for key, item in tree.items() if key != LANDMARKS} for tree in (one.before, one.after)]
    return {**_difference(*rest), LANDMARKS: landmarks.changed(old, new)}


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Tree:
    found: Tree = {}
    for key, value in after.items():
        old = before.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            inner = _difference(old, value)
            if inner:
                found[key] = inner
        elif not same(old, value):
            found[key] = value
    return {**found, **{key: None for key in before if key not in after}}


def _with(tree: Tree, slot: Slot, value: Any) -> Tree:
    """The tree with another value at a slot; an emptied parent goes too."""
    key, *rest = slot
    inner = _with(tree.get(key, {}), tuple(rest), value) if rest else value
    if inner in (None, {}):
        return {name: item for name, item in tree.items() if name != key}
    return {**tree, key: inner}


def plainly(value: Any) -> Any:
    """The spelling of library files: no no-break space nor curly apostrophe where the documents put them anyway."""
    if isinstance(value, dict):
        return {key: plainly(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plainly(item) for item in value]
    return "\n".join(_plain_line(line) for line in value.split("\n")) if isinstance(value, str) else value


def _plain_line(line: str) -> str:
    plain = line.replace(NBSP, " ").replace(THIN, " ").replace("’", "'")
    return plain if typeset(plain) == typeset(line) else line
