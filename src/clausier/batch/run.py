"""Many dossiers through the same steps: a window of them at a time, told in the source's order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from typing import Any

from clausier.batch.executors import Executor, Outcome
from clausier.batch.naming import folder_name
from clausier.batch.provider import Task
from clausier.batch.record import Record
from clausier.model.batch import BatchRow, Status

Begun = tuple[Task, Future[Any]] | BatchRow
"""A dossier under way, or the row of a faulty one."""


def run(records: Iterable[Record], executor: Executor, stopping: Callable[[], bool]) -> Iterator[Outcome | None]:
    """What became of each dossier, in the source's order, as it comes; None for one that was left.

    Once `stopping` says so, or the disk is full, no dossier is begun any more; those under way are finished.
    """
    source, waiting, names = iter(records), deque[Begun](), dict[str, str]()
    stopped = False
    while True:
        while len(waiting) < executor.window and not (stopped := stopped or stopping()):
            record = next(source, None)
            if record is None:
                break
            waiting.append(_begun(record, executor, names))
        if not waiting:
            break
        outcome = _ended(waiting.popleft(), executor, stopped)
        stopped = stopped or (outcome is not None and outcome.full)
        yield outcome
    if stopped and next(source, None) is not None:
        yield None


def _begun(record: Record, executor: Executor, names: dict[str, str]) -> Begun:
    """`names` remembers whose each folder is."""
    if record.case is None:
        return _faulty(record, tuple(map(str, record.problems)))
    folder = folder_name(record.id)
    owner = names.setdefault(folder, record.position)
    if owner != record.position:
        return _faulty(record, (f"le dossier « {folder} » est déjà celui de {owner} : changer l'identifiant.",))
    task = Task(record.position, folder, record.case, record.own, record.mistakes)
    return task, executor.submit(task)


def _faulty(record: Record, problems: tuple[str, ...]) -> BatchRow:
    return BatchRow(
        place=record.position,
        id=record.id,
        status=Status.FAILED,
        problems=problems,
        own=dict(record.own),
        mistakes=record.mistakes,
    )


def _ended(begun: Begun, executor: Executor, stopped: bool) -> Outcome | None:
    """The outcome; None if the batch stopped before the dossier was begun."""
    if isinstance(begun, BatchRow):
        return Outcome(begun)
    task, future = begun
    if stopped and future.cancel():
        return None
    try:
        return executor.outcome(task, future)
    except CancelledError:
        return None
