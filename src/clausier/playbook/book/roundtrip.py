"""A library as a book to edit in Word, and the overlay of exactly what was changed in it. Pure.

The export marks each point with a fingerprint of each of its keys. An import over another version of the library
can therefore tell a lawyer's change from one that the library made meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clausier.french import NBSP, THIN, typeset
from clausier.library import landmarks
from clausier.library.rewording import DROPPED, wording_of
from clausier.model.base import Held
from clausier.model.library import Library
from clausier.office.word.marks import MARK_FINGERPRINT, MARK_FORMAT, MARK_NAME, MARK_VERSION
from clausier.playbook.book.book import CATEGORY, POINT, Book, Sheet, mark_of, parted
from clausier.playbook.book.layout import POINT_SLOTS
from clausier.playbook.book.parts import BY_WORD, PARTS
from clausier.playbook.book.shapes import REMOVED
from clausier.playbook.fields import Slot
from clausier.playbook.trees import Tree, at

FORMAT = "5"
TARGET = ("positions", "cible")
CLAUSE = "clause"
LANDMARKS = landmarks.LANDMARKS
ABSENT = "----"


def book_of(library: Library, category: int | None = None) -> Book:
    """The book of a library, or the clauses of one of its categories."""
    trees = {mark: tree for mark, tree in trees_of(library).items() if category in (None, _category(mark, library))}
    marks = {
        MARK_FORMAT: FORMAT,
        MARK_NAME: library.name,
        MARK_VERSION: library.version,
        MARK_FINGERPRINT: library.fingerprint,
        **{mark: fingerprints(tree, slots_of(mark)) for mark, tree in trees.items()},
    }
    sheets = tuple(_sheet(mark, tree, library) for mark, tree in trees.items())
    there = {sheet.part for sheet in sheets}
    models = tuple(part.blank for part in PARTS if part.blank and part.word in (there if category is None else {POINT}))
    return Book(library.name, library.version, sheets, marks, models)


def _sheet(mark: str, tree: Tree, library: Library) -> Sheet:
    word, id_ = parted(mark)
    return BY_WORD[word].write(id_, tree, library)


def _category(mark: str, library: Library) -> int | None:
    """The category that a sheet stands in, if it does."""
    word, id_ = parted(mark)
    return int(id_) if word == CATEGORY else library.by_id[id_].category if word == POINT else None


def trees_of(library: Library) -> Mapping[str, Tree]:
    """Mark → canonical tree of all that a book holds, in its order: each category with its points, then the rest."""
    return _trees(Held(library))


@lru_cache(maxsize=2)
def _trees(held: Held[Library]) -> Mapping[str, Tree]:
    library = held.item
    found = {mark_of(part.word, id_): tree for part in PARTS for id_, tree in part.trees(library)}
    in_place = {
        mark: found[mark]
        for one in library.categories
        for mark in (
            mark_of(CATEGORY, str(one.number)),
            *(mark_of(POINT, point.id) for point in library.requirements if point.category == one.number),
        )
    }
    return {**in_place, **found}


def slots_of(mark: str) -> tuple[Slot, ...]:
    word, id_ = parted(mark)
    return BY_WORD[word].layout_of(id_).slots


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
    """A sheet as the document leaves it: its mark, the library's tree, the new one, the slots changed.

    What is added has nothing `before`, what is taken out nothing `after`.
    """

    mark: str
    before: Tree
    after: Tree
    slots: tuple[Slot, ...]
    conflicts: tuple[Slot, ...] = ()
    moved: tuple[Slot, ...] = ()

    @property
    def is_removal(self) -> bool:
        return bool(self.before) and not self.after


def added(mark: str, written: Tree) -> Edited:
    """A sheet that the library does not have."""
    after = plainly(written)
    return Edited(mark, {}, after, tuple(slot for slot in slots_of(mark) if at(after, slot) is not None))


def removed(mark: str, before: Tree) -> Edited:
    """A sheet that says to take out what it describes."""
    return Edited(mark, before, {}, ((REMOVED,),))


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
        return _with_what_goes_with_it(_difference(one.before, one.after), one.after)
    rest = [{key: item for key, item in tree.items() if key != LANDMARKS} for tree in (one.before, one.after)]
    return {**_with_what_goes_with_it(_difference(*rest), one.after), LANDMARKS: landmarks.changed(old, new)}


def _with_what_goes_with_it(found: Tree, after: Tree) -> Tree:
    """The details and the carrier of a reworded clause said again: the book still shows them, and a wording that an
    overlay gives without them drops them."""
    clause = found.get(CLAUSE)
    if not clause or not wording_of(clause):
        return found
    kept = {key: after[CLAUSE][key] for key in DROPPED if key not in clause and key in after[CLAUSE]}
    return {**found, CLAUSE: {**clause, **kept}}


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
