"""Dossiers and libraries as they were last read, kept as long as their files are the same."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from clausier.desk import gate
from clausier.desk.amending import print_of
from clausier.desk.libraries import Offer, chosen, folders, offers
from clausier.desk.table import kept_with, seated
from clausier.dossier.read import case_of
from clausier.dossier.tree import at, tree_of
from clausier.files import limits
from clausier.files.bounded import read_bounded
from clausier.files.strictyaml import SMALL, KeyPath, read_bytes
from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis, Judgement
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.register import Register
from clausier.negotiation.standing import State
from clausier.page.listing import Kept
from clausier.resources import shipped

MOST = 200
"""Dossiers that are kept read."""


@dataclass(frozen=True)
class Opened:
    """A dossier that is open: what its file says, the library that it is read with, and what the engine concludes."""

    kept: Kept
    digest: str
    data: Any
    case: CaseFile
    library: Library
    libraries: tuple[Offer, ...]
    analysis: Analysis

    @property
    def name(self) -> str:
        return self.kept.name

    @cached_property
    def tree(self) -> dict[str, Any]:
        """What it says, each thing spelled in one way."""
        return tree_of(self.case)

    def at(self, path: KeyPath) -> Any:
        return at(self.tree, path)

    def print_of(self, paths: Sequence[KeyPath]) -> str:
        """By which a form tells what stood there when it was shown."""
        return print_of(self.data, paths)

    def judged(self, point: str) -> Judgement:
        return self.by_point[point]

    @cached_property
    def by_point(self) -> dict[str, Judgement]:
        return {one.requirement.id: one for one in self.analysis.judgements}

    def state(self) -> State:
        """Where its negotiation stands, read each time. InvalidInput if its register is spoilt."""
        table = seated(str(self.kept.path), self.case, kept_with(self.kept.path))
        return table.state if table else State(Register(case=self.case.id))


@dataclass
class Shelf:
    """What was read, by file; one at a time, since two tabs may ask for the same."""

    _libraries: dict[tuple[Path, ...], tuple[Any, Library]] = field(default_factory=dict)
    _opened: dict[Path, Opened] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def opened(self, root: Path, kept: Kept, day: date) -> Opened:
        """A dossier, read and judged. InvalidInput if it, or its library, is at fault."""
        with self._lock:
            offered = chosen(kept.path, offers(root, kept.path))
            library = self.library(folders(offered))
            content = read_bounded(kept.path, limits.DOCUMENT, kept.path.name, SMALL)
            digest, past = hashlib.sha256(content).hexdigest(), self._opened.get(kept.path)
            if past and past.digest == digest and past.library is library and past.analysis.date == day:
                return past
            document = read_bytes(content, kept.path.name)
            case = case_of(document, library)
            judged = analyse(library, case, day)
            found = Opened(kept, digest, document.data, case, library, offered, judged)
            self._opened.pop(kept.path, None)
            self._opened[kept.path] = found
            if len(self._opened) > MOST:
                del self._opened[next(iter(self._opened))]
            return found

    def library(self, found: Sequence[Path] = ()) -> Library:
        """The library of these folders, or the shipped one. InvalidInput if it is at fault."""
        laid = tuple(found) or (shipped("clauses"),)
        ours = all(shipped("clauses") in (one, *one.parents) for one in laid)
        stamp = None if ours else tuple(stamp for one in laid for stamp in _stamps(one))
        with self._lock:
            past = self._libraries.get(laid)
            if past is None or past[0] != stamp:
                read = gate.shipped_library(laid) if ours else gate.library(laid)
                past = self._libraries[laid] = (stamp, read)
            return past[1]


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """What tells that a file of a library was changed."""
    for path in sorted(folder.rglob("*.yaml")):
        found = path.stat()
        yield str(path), found.st_size, found.st_mtime_ns
