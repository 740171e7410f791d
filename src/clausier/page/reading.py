"""Contracts that are being read, one of each dossier at a time, while the page answers whatever else is asked."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from clausier.desk.apart import Done, Opening, Order, Reader, Refused, read_apart
from clausier.desk.readings import put_reading
from clausier.dossier.quotations import to_review
from clausier.errors import InvalidInput
from clausier.model.requirement import Requirement
from clausier.page.shelf import Opened
from clausier.page.works import Work, Works

AT_ONCE = 2
"""Contracts that are read at the same time; the others wait for their turn."""
TITLE = "Lecture du contrat"


@dataclass
class Job:
    """How far a reading is; once it is done, what it changes."""

    files: tuple[str, ...]
    opening: str | None = None
    """The file that is being opened; empty while the contract is gone through, None before all that."""
    opened: int = 0
    again: tuple[str, ...] = ()
    review: Sequence[tuple[Requirement, str]] = ()


@dataclass
class Readings:
    """The readings of one run, by the file of their dossier."""

    reader: Reader = read_apart
    works: Works = field(default_factory=Works)
    _turns: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))

    def of(self, opened: Opened) -> Work[Job] | None:
        """The last reading of a dossier that was asked for in this run."""
        return self.works.last(opened.kept.path)

    def begin(self, opened: Opened, order: Order) -> bool:
        """Begins to read; False where the contract of this dossier is being read already."""
        job = Job(tuple(name for name, _ in order.files))
        return self.works.start(opened.kept.path, TITLE, lambda: self._read(opened, order, job), job)

    def _read(self, opened: Opened, order: Order, job: Job) -> None:
        with self._turns:
            for message in self.reader(order):
                if isinstance(message, Opening):
                    job.opening = message.file
                    job.opened += bool(message.file)
                elif isinstance(message, Refused):
                    raise InvalidInput(message.problems)
                else:
                    _put(opened, message, job)


def _put(opened: Opened, done: Done, job: Job) -> None:
    reading, former = put_reading(opened.kept.path, done.reading, done.texts)
    job.again = done.again
    job.review = [*to_review(opened.case, done.texts, reading, former, opened.library)]
