"""What this run has put in place, by which a command that stops says what is true; and whom it tells."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """A command under way: how it tells a sentence, and what it has put in place, each once, in order."""

    tell: Callable[[str], object]
    placed: dict[Path, None] = field(default_factory=dict)


_RUN: ContextVar[Run | None] = ContextVar("run", default=None)


@contextlib.contextmanager
def recorded(tell: Callable[[str], object]) -> Iterator[dict[Path, None]]:
    """What is put in place from here on; `tell` is given each sentence on what an earlier command had left."""
    run = Run(tell)
    token = _RUN.set(run)
    try:
        yield run.placed
    finally:
        _RUN.reset(token)


def placed() -> Collection[Path]:
    """What this run has put in place."""
    run = _RUN.get()
    return run.placed if run else ()


def note(*paths: Path) -> None:
    """These files or folders are in place, or gone from it."""
    if run := _RUN.get():
        run.placed.update(dict.fromkeys(paths))


@contextlib.contextmanager
def unnoted() -> Iterator[None]:
    """What is put in place here is nothing that a person asked for: it is not told."""
    token = _RUN.set(None)
    try:
        yield
    finally:
        _RUN.reset(token)


def tell(sentence: str) -> None:
    """Says what became of a writing that was interrupted."""
    if run := _RUN.get():
        run.tell(sentence)
