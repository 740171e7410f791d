"""Work that takes longer than an answer may: done beside, one at a time for each thing, told as it goes.

Nobody waits for it but who asked: a page that shows it asks for itself again until it is done.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from clausier.files.written import recorded

AGAIN = 1
"""Seconds after which a page that waits asks for itself again."""


@dataclass
class Work:
    """What is under way, or was done: what it is, in words, what there is to know, and how it failed."""

    title: str
    told: list[str] = field(default_factory=list)
    done: bool = False
    error: Exception | None = None


@dataclass
class Works:
    """By what they are about: the address of a dossier, or of one of its documents."""

    _works: dict[str, Work] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, about: str, title: str, run: Callable[[], object]) -> bool:
        """Begins a work, unless one is under way on the same thing."""
        with self._lock:
            now = self._works.get(about)
            if now is not None and not now.done:
                return False
            work = self._works[about] = Work(title)
        threading.Thread(target=_done, args=(work, run), daemon=True).start()
        return True

    def under_way(self, about: str) -> Work | None:
        """The work that is not done yet."""
        work = self._works.get(about)
        return work if work is not None and not work.done else None

    def ended(self, about: str) -> Work | None:
        """The work that is done, told once."""
        with self._lock:
            work = self._works.get(about)
            return self._works.pop(about) if work is not None and work.done else None

    def leave(self, about: str, told: list[str]) -> None:
        """What the next page is to say of something that was done at once."""
        with self._lock:
            if about not in self._works or self._works[about].done:
                self._works[about] = Work("", told, done=True)


def _done(work: Work, run: Callable[[], object]) -> None:
    try:
        with recorded(work.told.append):
            run()
    except Exception as error:  # told by the page that shows the work
        work.error = error
    finally:
        work.done = True
