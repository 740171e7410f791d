"""Work that takes longer than an answer may: done beside, one at a time for each thing, told as it goes.

Nobody waits for it but who asked: a page that shows it asks for itself again until it is done.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from clausier.desk.unforeseen import sentence
from clausier.errors import ClausierError, InvalidInput
from clausier.files.written import recorded

P = TypeVar("P")
AGAIN = 1
"""Seconds after which a page that waits asks for itself again."""


@dataclass
class Work(Generic[P]):
    """What is under way, or was done: what it is, in words, what there is to know, and how it failed.

    `shown` is what its page says of it: how far it is, or what was asked.
    """

    title: str
    shown: P
    told: list[str] = field(default_factory=list)
    done: bool = False
    error: Exception | None = None

    @property
    def faults(self) -> list[str]:
        """Why it was not done, in sentences."""
        if isinstance(self.error, InvalidInput):
            return [str(one) for one in self.error.problems]
        if self.error is None:
            return []
        return [str(self.error) if isinstance(self.error, ClausierError) else sentence(self.error)]


def in_background(run: Callable[[], None]) -> None:
    threading.Thread(target=run, daemon=True).start()


@dataclass
class Works:
    """By what they are about, such as a dossier and what is done of it; `background` runs one."""

    background: Callable[[Callable[[], None]], None] = in_background
    _works: dict[Hashable, Work[Any]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, about: Hashable, title: str, run: Callable[[], object], shown: object = None) -> bool:
        """Begins a work; False where one is under way on the same thing."""
        with self._lock:
            now = self._works.get(about)
            if now is not None and not now.done:
                return False
            work = self._works[about] = Work(title, shown)
        self.background(lambda: _do(work, run))
        return True

    def last(self, about: Hashable) -> Work[Any] | None:
        """The work that is under way, or was done last."""
        return self._works.get(about)

    def under_way(self, about: Hashable) -> Work[Any] | None:
        """The work that is not done yet."""
        work = self.last(about)
        return work if work is not None and not work.done else None

    def ended(self, about: Hashable) -> Work[Any] | None:
        """The work that is done, told once."""
        with self._lock:
            work = self._works.get(about)
            return self._works.pop(about) if work is not None and work.done else None

    def leave(self, about: Hashable, told: list[str]) -> None:
        """What the next page is to say of something that was done at once."""
        with self._lock:
            if about not in self._works or self._works[about].done:
                self._works[about] = Work("", None, told, done=True)


def _do(work: Work[Any], run: Callable[[], object]) -> None:
    try:
        with recorded(work.told.append):
            run()
    except Exception as error:  # the last boundary of a thread: told by the page that shows the work
        work.error = error
    finally:
        work.done = True
