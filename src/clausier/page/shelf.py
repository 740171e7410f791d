"""Dossiers and libraries as they were last read, kept as long as their files are the same."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from clausier.desk import gate
from clausier.desk.amending import print_of
from clausier.desk.libraries import Offer, chosen, folders, offers
from clausier.desk.table import kept_with, seated
from clausier.dossier.begun import Begun, begun_of
from clausier.dossier.tree import at
from clausier.errors import InvalidInput, Problem
from clausier.files import limits
from clausier.files.bounded import read_bounded
from clausier.files.internal import is_reading
from clausier.files.strictyaml import SMALL, KeyPath, read_bytes
from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis, Judgement
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.register import Register
from clausier.negotiation.standing import State
from clausier.page.listing import Kept
from clausier.resources import shipped

MOST, MOST_LIBRARIES = 500, 6
"""Dossiers, and libraries, that are kept read."""
UNLINK = "Mettre à sa place une copie de ce qu'il montre."
K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A dossier that is open: what its file says, the library that it is read with, and what the engine concludes.

    Of one that is only begun, the blanks are filled with what means nothing, and so is what is concluded.
    """

    kept: Kept
    digest: str
    data: Any
    begun: Begun
    library: Library
    libraries: tuple[Offer, ...]
    analysis: Analysis

    @property
    def name(self) -> str:
        return self.kept.name

    @cached_property
    def tree(self) -> dict[str, Any]:
        """What it says, each thing spelled in one way."""
        return self.begun.tree

    @property
    def case(self) -> CaseFile:
        return self.begun.case

    @property
    def blanks(self) -> tuple[KeyPath, ...]:
        """What it does not say yet and cannot do without."""
        return self.begun.blanks

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
    """What was read, by file. What takes long, such as a library never read before, makes nobody else wait."""

    _libraries: dict[tuple[Path, ...], tuple[Any, Library]] = field(default_factory=dict)
    _opened: dict[Path, Opened] = field(default_factory=dict)
    _locks: dict[object, threading.Lock] = field(default_factory=dict)
    _told: dict[Hashable, tuple[Hashable, Any]] = field(default_factory=dict)

    def told(self, name: Hashable, stamp: Hashable, make: Callable[[], T]) -> T:
        """What was worked out under a name, as long as its stamp, which tells what it was made of, is the same."""
        past = self._told.get(name)
        if past is None or past[0] != stamp:
            past = self._told[name] = (stamp, make())
        found: T = past[1]
        return found

    def opened(self, root: Path, kept: Kept, day: date) -> Opened:
        """A dossier, read and judged. InvalidInput if it, or its library, is at fault."""
        with self._alone(kept.path):
            offered = chosen(kept.path, offers(root, kept.path))
            library = self.library(folders(offered))
            content = read_bounded(kept.path, limits.DOCUMENT, kept.path.name, SMALL)
            digest, past = hashlib.sha256(content).hexdigest(), self._opened.get(kept.path)
            if past and past.digest == digest and past.library is library and past.analysis.date == day:
                return past
            document = read_bytes(content, kept.path.name)
            begun = begun_of(document, library)
            judged = analyse(library, begun.case, day)
            found = Opened(kept, digest, document.data, begun, library, offered, judged)
            _put(self._opened, kept.path, found, MOST)
            return found

    def library(self, found: Sequence[Path] = ()) -> Library:
        """The library of these folders, or the shipped one. InvalidInput if it is at fault."""
        laid = tuple(found) or (shipped("clauses"),)
        own = [one for one in laid if shipped("clauses") not in (one, *one.parents)]
        with self._alone(laid):
            stamp = tuple(stamp for one in own for stamp in _stamps(one))
            past = self._libraries.get(laid)
            if past is None or past[0] != stamp:
                past = stamp, gate.library(laid) if own else gate.shipped_library(laid)
                _put(self._libraries, laid, past, MOST_LIBRARIES)
            return past[1]

    def _alone(self, what: object) -> threading.Lock:
        """One at a time reads the same thing, since two tabs may ask for it."""
        return self._locks.setdefault(what, threading.Lock())


def _put(shelf: dict[K, V], key: K, item: V, most: int) -> None:
    """Puts it last; the first one goes if there are too many."""
    shelf.pop(key, None)
    shelf[key] = item
    for old in [*shelf][:-most]:
        shelf.pop(old, None)


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """What tells that a file of a library was changed. InvalidInput for a link, which may lead out of the folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise InvalidInput([Problem(path.name, "", "c'est un lien, et la page n'en suit aucun.", UNLINK)])
        if path.suffix != ".yaml" or is_reading(path.name):
            continue
        found = path.stat()
        yield str(path), found.st_size, found.st_mtime_ns
