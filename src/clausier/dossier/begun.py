"""A dossier that is not told whole yet: names, a title or the state of the contract are still to come.

No command judges such a dossier; those that fill it in read it and write it back, the blanks left as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from clausier.dossier.read import FILLERS, case_of, read_document, without_blanks
from clausier.dossier.tree import Tree, at, put, tree_of
from clausier.files.strictyaml import Document, KeyPath, Places, require_mapping
from clausier.model.casefile import CaseFile
from clausier.model.library import Library

REQUIRED: tuple[KeyPath, ...] = tuple((section, key) for section, filler in FILLERS.items() for key in filler)


@dataclass(frozen=True)
class Begun:
    """A dossier; what its required keys hold where they are `blank` means nothing."""

    case: CaseFile
    blanks: tuple[KeyPath, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.blanks

    @property
    def tree(self) -> Tree:
        """What it says, without its blanks."""
        tree = tree_of(self.case)
        for section, key in self.blanks:
            del tree[str(section)][str(key)]
        return tree

    def told(self, path: KeyPath) -> Any:
        """What it says at a place; None if nothing."""
        return at(self.tree, path)

    def telling(self, path: KeyPath, value: Any, library: Library) -> Begun:
        """The same with one more key. InvalidInput if the library or the dossier do not admit it."""
        tree = self.tree
        put(tree, path, value)
        return begun_of(Document(tree, Places("")), library)

    def answering(self, case: CaseFile) -> Begun:
        """The same with the answers of this case."""
        return replace(self, case=case)


def read_begun(source: str, library: Library) -> Begun:
    """Read a dossier from a path or `-` (standard input), whole or not; InvalidInput holds every problem."""
    return begun_of(read_document(source), library)


def begun_of(document: Document, library: Library) -> Begun:
    """The dossier of a document, whole or not; InvalidInput for all that is wrong with what it says."""
    data: Tree = without_blanks(require_mapping(document))
    blanks = blanks_in(data)
    return Begun(case_of(Document(_filled(data, blanks), document.places), library), blanks)


def blanks_in(data: Tree) -> tuple[KeyPath, ...]:
    """The required keys of which a tree says nothing."""
    told = without_blanks(data)
    return tuple(path for path in REQUIRED if _is_blank(told, path))


def _is_blank(data: Tree, path: KeyPath) -> bool:
    section = data.get(str(path[0]), {})
    return isinstance(section, dict) and not str(section.get(path[1], "")).strip()


def _filled(data: Tree, blanks: Sequence[KeyPath]) -> Tree:
    filled = dict(data)
    for section, key in blanks:
        filled[str(section)] = {**filled.get(str(section), {}), str(key): FILLERS[str(section)][str(key)]}
    return filled
