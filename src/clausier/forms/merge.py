"""What a questionnaire says, joined to what a dossier says: a word given is kept, the difference is told.

Everything that only one of them says is taken. On an answer whose finding differs one side is taken whole, so
that no answer is made of two; declarations of different people or days stand beside one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from clausier.dossier.tree import Tree
from clausier.errors import Problem, Severity
from clausier.files.strictyaml import KeyPath
from clausier.forms.headings import DECLARED
from clausier.model.facts import UNKNOWN

FINDING, TO_CHECK, COMMENT = "constat", "a_verifier", "commentaire"
UNTOLD: tuple[Any, ...] = ([], [UNKNOWN], UNKNOWN)
"""Values that say nothing."""
IDENTITY = ("par", "qualite", "le")

Place = tuple[str, int | None]


class Wins(Enum):
    """Which side is taken where both speak."""

    FIRST = "le premier"
    SECOND = "le second"


@dataclass(frozen=True)
class Side:
    """A tree and where its keys stand (file or cell, and line)."""

    tree: Tree
    places: Mapping[KeyPath, Place]
    name: str = ""

    def place(self, path: KeyPath) -> Place:
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.name, None


def merged(first: Side, second: Side, wins: Wins) -> tuple[Side, tuple[Problem, ...]]:
    """Both together, and a notice for each difference, at its place in the second."""
    merger = _Merger(first, second, wins)
    tree = merger.merge((), first.tree, second.tree)
    ahead, behind = (first, second) if wins is Wins.FIRST else (second, first)
    return Side(tree, {**behind.places, **ahead.places}, first.name), tuple(merger.notices)


@dataclass
class _Merger:
    first: Side
    second: Side
    wins: Wins
    notices: list[Problem] = field(default_factory=list)

    def merge(self, path: KeyPath, one: Any, other: Any) -> Any:
        if one is None or other is None:
            return other if one is None else one
        if path == (DECLARED,):
            return self._declarations(one, other)
        if _is_answer(path):
            return self._answer(path, one, other)
        if isinstance(one, dict) and isinstance(other, dict):
            return self._union(path, one, other)
        if one == other or other in UNTOLD or one in UNTOLD:
            return other if one in UNTOLD else one
        return self._decide(path, one, other)

    def _union(self, path: KeyPath, one: Tree, other: Tree) -> Tree:
        keys = dict.fromkeys((*one, *other))
        return {key: self.merge((*path, key), one.get(key), other.get(key)) for key in keys}

    def _answer(self, path: KeyPath, one: Tree, other: Tree) -> Tree:
        """Field by field where the findings agree, or where one side has none yet."""
        before, after = one.get(FINDING), other.get(FINDING)
        if before == after or None in (before, after):
            return self._union(path, one, other)
        if before == TO_CHECK:
            return {**self._union(path, {**one, FINDING: after}, other)}
        chosen: Tree = self._decide((*path, FINDING), one, other)
        left = one if chosen is other else other
        return {**({COMMENT: left[COMMENT]} if COMMENT in left else {}), **chosen}

    def _declarations(self, one: list[Tree], other: list[Tree]) -> list[Tree]:
        """Those of the same person on the same day are one."""
        joined = list(one)
        for declaration in other:
            same = next((rank for rank, known in enumerate(joined) if _identity(known) == _identity(declaration)), None)
            if same is None:
                joined.append(declaration)
            else:
                joined[same] = self._union((DECLARED, same), joined[same], declaration)
        return joined

    def _decide(self, path: KeyPath, one: Any, other: Any) -> Any:
        file, line = self.first.place(path)
        there = file if line is None else f"{file}, ligne {line}"
        where, _ = self.second.place(path)
        keeps = self.wins is Wins.FIRST
        message = f"{_shown(other)} ici, {_shown(one)} dans {there} : {'gardé' if keeps else 'remplacé'}."
        hint = "Pour prendre la réponse du questionnaire : --ecraser." if keeps else ""
        key = ".".join(str(part) for part in path)
        self.notices.append(Problem(where, key, message, hint, severity=Severity.WARNING))
        return one if keeps else other


def _is_answer(path: KeyPath) -> bool:
    return len(path) > 1 and path[-2] == "reponses" and path[0] in ("reponses", DECLARED)


def _identity(declaration: Tree) -> tuple[Any, ...]:
    return tuple(declaration.get(key) for key in IDENTITY)


def _shown(value: Any) -> str:
    """« oui », « 2 par an ; 7 versions » … in a line."""
    if isinstance(value, dict):
        value = value.get(FINDING, "…")
    words = [str(word) if not isinstance(word, dict) else str(word.get("nature", "…")) for word in value] if isinstance(
        value, list) else [str(value)]  # fmt: skip
    text = " ".join(" ; ".join(words).split())
    return f"« {text if len(text) <= 60 else text[:59] + '…'} »"
