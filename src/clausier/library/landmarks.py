"""An overlay adds landmarks of a point to those below it (« plus »), or takes some away (« moins »).

Any other list of an overlay replaces the one below; those of landmarks are long, and mended an expression at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath, Places

LANDMARKS, MORE, LESS = "reperes", "plus", "moins"
SHAPE = f"« {MORE} » et « {LESS} » donnent des repères par clé : « {MORE}: {{forts: […]}} »."


@dataclass
class Settled:
    """The tree of an overlay with its landmarks whole, where each of them stands, and what could not be settled."""

    tree: dict[str, Any]
    lines: dict[KeyPath, tuple[str, int | None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def settled(base: Mapping[str, Any], below: Places, over: Mapping[str, Any], places: Places) -> Settled:
    """The overlay as one that gives whole the lists that it adds to or takes from; `below` are the places of `base`."""
    points = dict(over["points"])
    found = Settled({**over, "points": points})
    for id_, point in points.items():
        landmarks = point.get(LANDMARKS)
        if isinstance(landmarks, dict) and not landmarks.keys().isdisjoint((MORE, LESS)):
            root: KeyPath = ("points", id_, LANDMARKS)
            work = _Lists(root, _landmarks(base["points"].get(id_)), below, landmarks, places)
            points[id_] = {**point, LANDMARKS: work.whole(found)}
    return found


def _landmarks(point: Any) -> Mapping[str, Any]:
    landmarks = point.get(LANDMARKS) if isinstance(point, Mapping) else None
    return landmarks if isinstance(landmarks, Mapping) else {}


Placed = list[tuple[str, tuple[str, int | None]]]
"""Expressions, each with its file and line."""


@dataclass(frozen=True)
class _Lists:
    """The landmarks of one point, below and in the overlay."""

    root: KeyPath
    below: Mapping[str, Any]
    places_below: Places
    over: Mapping[str, Any]
    places: Places

    def whole(self, found: Settled) -> dict[str, Any]:
        tree = {key: value for key, value in self.over.items() if key not in (MORE, LESS)}
        lists: dict[KeyPath, Placed] = {}
        for key in (LESS, MORE):
            for path, given in self._given(key, self.over.get(key), found):
                standing = lists[path] if path in lists else self._standing(path)
                lists[path] = [*standing, *given] if key == MORE else list(self._left(path, standing, given, found))
        for path, kept in lists.items():
            tree = _with(tree, path, [expression for expression, _ in kept])
            found.lines.update({(*self.root, *path, rank): place for rank, (_, place) in enumerate(kept)})
        return tree

    def _given(self, key: str, value: Any, found: Settled) -> Iterator[tuple[KeyPath, Placed]]:
        """The lists under « plus » or « moins », by the path of the list that each is about."""
        if value is None:
            return
        if not isinstance(value, dict):
            found.problems.append(self.places.problem((*self.root, key), SHAPE))
            return
        for path, item in _leaves(value):
            if _at(self.below, path) is None:
                found.lines[(*self.root, *path)] = self.places.of((*self.root, key, *path))
            yield path, _placed(item, self.places, (*self.root, key, *path))

    def _standing(self, path: KeyPath) -> Placed:
        """What the overlay gives itself, else what stands below."""
        own = _at(self.over, path)
        if own is not None:
            return _placed(own, self.places, (*self.root, *path))
        return _placed(_at(self.below, path), self.places_below, (*self.root, *path))

    def _left(self, path: KeyPath, standing: Placed, gone: Placed, found: Settled) -> Iterator[tuple[str, Any]]:
        known = {_squeezed(expression) for expression, _ in standing}
        out = [_squeezed(expression) for expression, _ in gone]
        for rank, expression in enumerate(out):
            if expression not in known:
                message = f"« {expression} » n'est pas un repère de « {'.'.join(map(str, path))} » : rien à retirer."
                place: KeyPath = (*self.root, LESS, *path, rank)
                found.problems.append(self.places.problem(place, message, nearest(expression, known)))
        return (one for one in standing if _squeezed(one[0]) not in out)


def _leaves(tree: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from (((key, *path), item) for path, item in _leaves(value))
        else:
            yield (key,), value


def _at(tree: Mapping[str, Any], path: KeyPath) -> Any:
    found: Any = tree
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _with(tree: Mapping[str, Any], path: KeyPath, value: Any) -> dict[str, Any]:
    key, *rest = path
    inside = tree.get(str(key))
    return {**tree, str(key): _with(inside if isinstance(inside, dict) else {}, tuple(rest), value) if rest else value}


def _placed(value: Any, places: Places, path: KeyPath) -> Placed:
    """The items of a list, or the only one."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [(item, places.of((*path, rank))) for rank, item in enumerate(items)]


def _squeezed(expression: Any) -> str:
    return " ".join(str(expression).split())


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What an overlay writes to make some landmarks of others: inverse of `settled`, but for the order of a list."""
    found, more, less = dict[str, Any](), dict[str, Any](), dict[str, Any]()
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if isinstance(old, list) and isinstance(new, list) and new:
            more[key] = [one for one in new if one not in old]
            less[key] = [one for one in old if one not in new]
        elif isinstance(old, dict) and isinstance(new, dict) and new:
            inner = changed(old, new)
            more[key], less[key] = inner.pop(MORE, None), inner.pop(LESS, None)
            found |= {key: inner} if inner else {}
        elif old != new:
            found[key] = new or None
    told = {MORE: _said(more), LESS: _said(less)}
    return {**found, **_said(told)}


def _said(tree: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if value}
