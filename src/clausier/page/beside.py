"""What was read of the contract of a dossier, kept read as long as its files are the same."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from clausier.desk.contracts import texts_of, texts_path
from clausier.dossier.columns import Column
from clausier.dossier.proposed import silences, suggested, sure_answers, taken, undecided
from clausier.dossier.readings import reading_from, reading_path
from clausier.errors import InvalidInput
from clausier.files import limits
from clausier.files.bounded import Absent, read_bounded
from clausier.model.answer import Answer
from clausier.model.reading import PointReading, Reading, Status, Suggestion
from clausier.model.requirement import Requirement
from clausier.page.shelf import Opened

if TYPE_CHECKING:
    from clausier.model.contract_text import SourceText

T = TypeVar("T")
MOST = 8
"""Dossiers whose contract is kept read."""


@dataclass(frozen=True)
class Beside:
    """The reading beside a dossier, if there is one; `fault`: why it cannot be read."""

    opened: Opened
    reading: Reading | None = None
    fault: str = ""

    def found(self, point: str) -> PointReading | None:
        """What was read of a point."""
        return self.reading.points.get(point) if self.reading else None

    @property
    def files(self) -> int:
        return len(self.reading.files) if self.reading else 0

    @cached_property
    def undecided(self) -> tuple[Requirement, ...]:
        """The points that were read and that nobody has decided."""
        return undecided(self.reading, self.opened.case, self.opened.library) if self.reading else ()

    @cached_property
    def waiting(self) -> frozenset[str]:
        """Of them, the ids of those of which something was found."""
        return frozenset(one.id for one in self.undecided if not self._is_silent(one))

    @property
    def first(self) -> Requirement | None:
        """The first of those that wait, in the guide's order."""
        return next((one for one in self.undecided if one.id in self.waiting), None)

    @cached_property
    def sure(self) -> Mapping[str, Answer]:
        """The answers that may be accepted together."""
        return sure_answers(self.reading, self.opened.case, self.opened.library) if self.reading else {}

    @cached_property
    def suggested(self) -> Sequence[tuple[Column, Suggestion]]:
        """What the contract tells for the dossier, which does not say it, each with the column of its key."""
        return [*suggested(self.reading, self.opened.begun, self.opened.library)] if self.reading else []

    @cached_property
    def taken(self) -> Sequence[Column]:
        """The columns of what the dossier says as its contract does."""
        return [*taken(self.reading, self.opened.begun, self.opened.library)] if self.reading else []

    @property
    def untouched(self) -> bool:
        """Is neither a contract read nor a question answered?"""
        return self.reading is None and not self.opened.case.answers

    @cached_property
    def silences(self) -> tuple[Requirement, ...]:
        """The points of which nothing was found, those that weigh most first."""
        return silences(self.reading, self.opened.case, self.opened.library) if self.reading else ()

    def _is_silent(self, point: Requirement) -> bool:
        found = self.found(point.id)
        return found is None or found.status is Status.NOT_FOUND


@dataclass
class Besides:
    """What was read, by the file of its dossier."""

    _readings: dict[Path, tuple[str, Reading | None, str]] = field(default_factory=dict)
    _texts: dict[Path, tuple[object, Mapping[str, SourceText]]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def beside(self, opened: Opened) -> Beside:
        """The reading of a dossier. No link is followed."""
        path = reading_path(opened.kept.path)
        with self._lock:
            try:
                content = read_bounded(path, limits.DOCUMENT, path.name) if not path.is_symlink() else b""
            except Absent:
                content = b""
            except InvalidInput as error:
                return Beside(opened, None, str(error.problems[0]))
            digest = hashlib.sha256(content).hexdigest()
            past = self._readings.get(path)
            if past is None or past[0] != digest:
                past = (digest, *_read(content, path.name))
                _keep(self._readings, path, past)
            return Beside(opened, past[1], past[2])

    def texts(self, beside: Beside) -> Mapping[str, SourceText]:
        """Name → text of the files that were read, as far as their texts are known."""
        path, reading = beside.opened.kept.path, beside.reading
        if reading is None:
            return {}
        stamp = (_stamp(texts_path(path)), tuple((one.name, one.digest) for one in reading.files))
        with self._lock:
            past = self._texts.get(path)
            if past is None or past[0] != stamp:
                past = (stamp, texts_of(path, reading))
                _keep(self._texts, path, past)
            return past[1]


def _keep(kept: dict[Path, T], path: Path, one: T) -> None:
    kept.pop(path, None)
    kept[path] = one
    if len(kept) > MOST:
        del kept[next(iter(kept))]


def _read(content: bytes, name: str) -> tuple[Reading | None, str]:
    if not content:
        return None, ""
    try:
        return reading_from(content, name), ""
    except InvalidInput as error:
        return None, str(error.problems[0])


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
