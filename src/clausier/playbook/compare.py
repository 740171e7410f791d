"""Two libraries side by side: points added, removed and changed, figures and law told from wording. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

from clausier.french import typeset
from clausier.library.landmarks import LANDMARKS
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.model.text import TextShape
from clausier.playbook.conditions import written
from clausier.playbook.fields import Form, Member, members, record_of, slots, text_at
from clausier.playbook.trees import Tree, at, nested, point_tree
from clausier.worddiff import Words, word_diff

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
UNPRINTED = frozenset({"version"})
READING = ("noms_des_parties", "reperes_des_faits")
"""Keys by which contracts are read, that no document depends on."""
VOCABULARIES = frozenset({"preuves", "ensembles_de_pays", "faits", "types_de_contrat"})
SHARED = ("fondements", "definitions", "formules", "controles", "coherence")


class Weight(StrEnum):
    """What a change touches, from what a reviewer reads first to the wording, and to what no document prints.

    A figure in a text is a value.
    """

    VALUE = "valeur"
    CRITERION = "exigence"
    BASIS = "fondement"
    SCOPE = "périmètre"
    WORDING = "texte"
    LANDMARK = "repère"


PARTS = MappingProxyType(
    {
        "parametres": Weight.VALUE,
        "positions": Weight.VALUE,
        "exigence": Weight.CRITERION,
        "fondements": Weight.BASIS,
    }
)
"""Parts of a point by what a change in them touches; of the others the scope, but for texts."""
SECTIONS = MappingProxyType({"fondements": Weight.BASIS, "coherence": Weight.CRITERION})
"""Files whose every change weighs the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """A key that differs; `old` is blank where it was added, `new` where it was removed."""

    key: str
    weight: Weight
    old: str
    new: str

    @property
    def words(self) -> tuple[Words, ...]:
        return word_diff(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Entry:
    """A point (number and title) or another item of the library (no number), and what changed in it."""

    id: str
    title: str
    number: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Points in the guide's order; `shared` holds bases, definitions, formulas and the rest by name."""

    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    shared: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.shared)

    @property
    def first(self) -> tuple[tuple[Entry, Change], ...]:
        """Every change of a value, a criterion, a basis or the scope, in this order."""
        later = (Weight.WORDING, Weight.LANDMARK)
        heavy = [
            (entry, change)
            for entry in (*self.changed, *self.shared)
            for change in entry.changes
            if change.weight not in later
        ]
        ranks = list(Weight)
        return tuple(sorted(heavy, key=lambda pair: ranks.index(pair[1].weight)))


def compare(old: Library, new: Library) -> Comparison:
    """What `new` changes in `old`. Typography that the documents set by themselves makes no difference."""
    return Comparison(
        added=tuple(_entry(point) for point in new.requirements if point.id not in old.by_id),
        removed=tuple(_entry(point) for point in old.requirements if point.id not in new.by_id),
        changed=tuple(_changed_points(old, new)),
        shared=tuple(_changed_rest(old, new)),
    )


def _entry(point: Requirement, changes: tuple[Change, ...] = ()) -> Entry:
    return Entry(point.id, typeset(point.title), point.number, changes)


def _changed_points(old: Library, new: Library) -> Iterator[Entry]:
    for point in new.requirements:
        before = old.by_id.get(point.id)
        if before is not None and before != point:
            changes = tuple(_point_changes(before, point))
            if changes:
                yield _entry(point, changes)


def _point_changes(before: Requirement, after: Requirement) -> Iterator[Change]:
    """Landmarks an expression at a time, the rest by its keys."""
    old, new = point_tree(before), point_tree(after)
    old_landmarks, new_landmarks = old.pop(LANDMARKS, {}), new.pop(LANDMARKS, {})
    yield from _changes(_leaves(_keyed(old)), _leaves(_keyed(new)), _weight)
    yield from _expressions(old_landmarks, new_landmarks, LANDMARKS)


def _expressions(old: Any, new: Any, key: str) -> Iterator[Change]:
    """What is looked for no more beside what is looked for instead, list by list."""
    if isinstance(old, Mapping) or isinstance(new, Mapping):
        for name in dict.fromkeys((*(new or {}), *(old or {}))):
            yield from _expressions((old or {}).get(name), (new or {}).get(name), f"{key}.{name}")
        return
    before, after = ([one] if isinstance(one, str) else [*(one or ())] for one in (old, new))
    gone, added = [one for one in before if one not in after], [one for one in after if one not in before]
    for one, other in zip_longest(gone, added, fillvalue=""):
        yield Change(key, Weight.LANDMARK, one, other)


def _changed_rest(old: Library, new: Library) -> Iterator[Entry]:
    """Bases, definitions, categories… one entry an item; the head of the library last."""
    before, after = _rest(old), _rest(new)
    for name in dict.fromkeys((*before, *after)):
        weigh = _weigher(name.partition(".")[0])
        changes = tuple(_changes(_leaves(before.get(name, {})), _leaves(after.get(name, {})), weigh))
        if changes:
            yield Entry(name, _title(name, after.get(name) or before[name]), changes=changes)
    old_reading, new_reading = _reading(old), _reading(new)
    for name in READING:
        if changes := tuple(_expressions(old_reading[name], new_reading[name], name)):
            yield Entry(name, name, changes=changes)


def _reading(library: Library) -> Tree:
    """How contracts are read, beside the landmarks of points."""
    return {
        READING[0]: _plain(library.party_names.model_dump(by_alias=True)),
        READING[1]: _plain(library.fact_landmarks),
    }


def _rest(library: Library) -> dict[str, Tree]:
    """Name → tree of all that is not a point."""
    data = _plain(library.model_dump(by_alias=True, exclude={"requirements", "fingerprint", "removed", "categories"}))
    sections = {name: data.pop(name, {}) for name in SHARED}
    items = {f"{section}.{id_}": item for section, found in sections.items() for id_, item in found.items()}
    categories = {
        f"categorie.{category.number}": _plain(category.model_dump(by_alias=True)) for category in library.categories
    }
    return {**items, **categories, "bibliotheque": data}


def _title(name: str, item: Any) -> str:
    named = item if isinstance(item, Mapping) else {}
    return typeset(str(named.get("abrege") or named.get("terme") or named.get("intitule") or name))


def _keyed(tree: Tree) -> Tree:
    """Lists of a point as mappings, under names that a reader recognises."""
    found = {slot: at(tree, slot) for slot, _ in slots()}
    lists = {slot: record_of(one) for slot, one in slots() if one.form is Form.RECORDS and found[slot]}
    return nested(found | {slot: _named(found[slot], members(record)) for slot, record in lists.items()})


def _named(items: list[Tree], keys: Mapping[str, Member]) -> dict[str, Any]:
    """By id, by the condition that tells one from another, or by rank."""
    if "id" in keys:
        return _uses(items)
    if "si" in keys and keys["si"].required:
        return {f"si {written(item['si'])}": {k: v for k, v in item.items() if k != "si"} for item in items}
    return {str(rank): item for rank, item in enumerate(items, start=1)}


def _uses(items: list[Tree]) -> dict[str, Any]:
    """Uses of bases by id; one without a condition is its scope alone."""
    found: dict[str, Any] = {}
    for item in items:
        rest = {key: value for key, value in item.items() if key != "id"}
        name = item["id"] if item["id"] not in found else f"{item['id']} ({len(found) + 1})"
        found[name] = rest["portee"] if set(rest) == {"portee"} else rest
    return found


def _leaves(value: Any, key: str = "") -> dict[str, str]:
    """Dotted key → text as printed; conditions and lists of words are one text."""
    if isinstance(value, Mapping):
        return {
            path: text
            for name, item in value.items()
            for path, text in _leaves(item, f"{key}.{name}" if key else str(name)).items()
        }
    if isinstance(value, list):
        return {key: _list_text(value)} if value else {}
    return {key: typeset(str(value).strip())} if value not in ("", None) else {}


def _list_text(items: list[Any]) -> str:
    """A condition as lawyers read it, or one line an item."""
    mappings = [item for item in items if isinstance(item, Mapping)]
    if mappings and all(_are_words(values) for item in mappings for values in item.values()):
        return written([dict(item) for item in mappings])
    return typeset("\n".join(_line(item) if item in mappings else str(item) for item in items))


def _line(item: Mapping[str, Any]) -> str:
    """The values of a record, without their keys."""
    return " : ".join(
        ", ".join(value) if _are_words(value) else _list_text(value if isinstance(value, list) else [value])
        for value in item.values()
    )


def _are_words(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _changes(before: dict[str, str], after: dict[str, str], weigh: Callable[[str], Weight]) -> Iterator[Change]:
    for key in (*after, *(key for key in before if key not in after)):
        old, new = before.get(key, ""), after.get(key, "")
        if old != new:
            weight = weigh(key)
            yield Change(
                key, Weight.VALUE if weight is Weight.WORDING and _other_figures(key, old, new) else weight, old, new
            )


def _other_figures(key: str, old: str, new: str) -> bool:
    """Do two wordings of a printed text hold other figures?"""
    text = text_at(key)
    is_printed = key not in UNPRINTED and (text is None or text.shape is not TextShape.NOTE)
    return bool(old and new) and is_printed and NUMBER.findall(old) != NUMBER.findall(new)


def _weigher(section: str) -> Callable[[str], Weight]:
    whole = SECTIONS.get(section)
    return _shared_weight if whole is None else lambda _: whole


def _shared_weight(key: str) -> Weight:
    return Weight.CRITERION if key.partition(".")[0] in VOCABULARIES else Weight.WORDING


def _weight(key: str) -> Weight:
    """Texts are wording, wherever they stand; the rest weighs what the part of the point that holds it weighs."""
    return Weight.WORDING if text_at(key) else PARTS.get(key.partition(".")[0], Weight.SCOPE)


def _plain(value: Any) -> Any:
    """Dumped values as files spell them: words, dates and sets in one order."""
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
