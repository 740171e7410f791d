"""Contracts that are being read, one of each dossier at a time, while the page answers whatever else is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clausier.desk.apart import Done, Opening, Order, Reader, Refused, read_apart
from clausier.desk.readings import put_reading
from clausier.desk.unforeseen import sentence
from clausier.dossier.quotations import to_review
from clausier.errors import ClausierError
from clausier.model.requirement import Requirement
from clausier.page.shelf import Opened

AT_ONCE = 2
"""Contracts that are read at the same time; the others wait for their turn."""


def in_background(work: Callable[[], None]) -> None:
    threading.Thread(target=work, daemon=True).start()


@dataclass
class Job:
    """A reading: how far it is; once it is `over`, why it was not done (`faults`), or what it changes."""

    files: tuple[str, ...]
    opening: str | None = None
    """The file that is being opened; empty while the contract is gone through, None before all that."""
    opened: int = 0
    over: bool = False
    faults: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    review: Sequence[tuple[Requirement, str]] = ()


@dataclass
class Readings:
    """The readings of one run, by the file of their dossier; `start` runs one."""

    reader: Reader = read_apart
    start: Callable[[Callable[[], None]], None] = in_background
    _jobs: dict[Path, Job] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _turns: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))

    def of(self, opened: Opened) -> Job | None:
        """The last reading of a dossier that was asked for in this run."""
        return self._jobs.get(opened.kept.path)

    def begin(self, opened: Opened, order: Order) -> bool:
        """Begins to read; False where the contract of this dossier is being read already."""
        path = opened.kept.path
        with self._lock:
            past = self._jobs.get(path)
            if past is not None and not past.over:
                return False
            job = self._jobs[path] = Job(tuple(name for name, _ in order.files))
        self.start(lambda: self._work(opened, order, job))
        return True

    def _work(self, opened: Opened, order: Order, job: Job) -> None:
        try:
            with self._turns:
                for message in self.reader(order):
                    if isinstance(message, Opening):
                        job.opening = message.file
                        job.opened += bool(message.file)
                    elif isinstance(message, Refused):
                        job.faults = tuple(map(str, message.problems))
                    else:
                        self._put(opened, message, job)
        except ClausierError as error:
            job.faults = (str(error),)
        except Exception as error:  # the last boundary of a thread: a sentence, never silence
            job.faults = (sentence(error),)
        finally:
            job.over = True

    def _put(self, opened: Opened, done: Done, job: Job) -> None:
        reading, former = put_reading(opened.kept.path, done.reading, done.texts)
        job.again = done.again
        job.review = [*to_review(opened.case, done.texts, reading, former, opened.library)]
