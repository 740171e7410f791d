"""Many dossiers through the same steps: a window of them at a time, told in the source's order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any

from clausier.batch.executors import Executor
from clausier.batch.naming import folder_name
from clausier.batch.provider import Task
from clausier.batch.record import Record
from clausier.model.batch import BatchRow, Status

PER_WORKER = 6
"""Dossiers waiting for each worker: enough to keep it busy, few enough to stay small."""


@dataclass(frozen=True)
class Step:
    """A provider that is done; `stopped` if nothing follows although dossiers are left."""

    row: BatchRow
    full: bool = False


Pending = tuple[Task | BatchRow, Future[Any] | None]


def run(records: Iterable[Record], executor: Executor, stopping: Callable[[], bool]) -> Iterator[Step]:
    """The rows of a batch, in the source's order, as they come.

    Once `stopping` says so, or the disk is full, no dossier is begun any more; those under way are finished.
    """
    waiting: deque[Pending] = deque()
    names: dict[str, str] = {}
    source = iter(records)
    stopped = False
    while True:
        stopped = stopped or stopping()
        while not stopped and len(waiting) < PER_WORKER * executor.width + 1:
            record = next(source, None)
            if record is None:
                break
            waiting.append(_begun(record, executor, names))
            stopped = stopping()
        if not waiting:
            return
        step = _ended(waiting.popleft(), executor, stopped)
        stopped = stopped or (step is not None and step.full)
        if step is not None:
            yield step
