"""Where the work of a batch is done: here, in worker processes, or (`cluster`) on other machines.

One seam: `submit` gives a future, `outcome` its result once the provider's folder is written.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import Any, Protocol

from clausier.batch import store
from clausier.batch.provider import Made, Order, Task, failed, make
from clausier.errors import CannotWrite, InvalidInput, code_of, debugging
from clausier.files.publish import cannot_write
from clausier.files.seen import Changed, Seen, again
from clausier.model.batch import BatchRow

PER_WORKER = 6
"""Tasks waiting for each worker: enough to keep it busy, few enough to stay small."""
FULL = (errno.ENOSPC, errno.EDQUOT)
LOST = "le processus de travail s'est arrêté (mémoire insuffisante ?). Relancer avec --reprendre."


@dataclass(frozen=True)
class Outcome:
    """The row of a provider; `full` if nothing more can be written."""

    row: BatchRow
    full: bool = False


class Executor(Protocol):
    """`window` tasks may be submitted before an outcome is waited for."""

    @property
    def window(self) -> int: ...

    def submit(self, task: Task) -> Future[Any]: ...

    def outcome(self, task: Task, future: Future[Any]) -> Outcome: ...


def made(order: Order, root: Path, archive: bool, task: Task) -> Outcome:
    """Make a provider's documents and put them in its folder; whatever goes wrong is told in its row."""
    folder = root / task.folder

    def work() -> Outcome:
        before = store.told_in(folder)
        return written(order, task, folder, archive, before, lambda: make(order, task, store.found(folder)))

    try:
        return again(work)
    except Changed as error:
        return Outcome(failed(task, [str(error)]))


def written(order: Order, task: Task, folder: Path, archive: bool, before: Seen, source: Callable[[], Made]) -> Outcome:
    """Put in its folder what the source gives; Changed if what was seen `before` is no more as it was."""
    try:
        done = source()
        store.store(folder, done, order, before)
        if archive and not done.row.failed:
            joined = order.terms_of(task.case).asking.joined
            label = task.own.get(order.named_by, "")
            store.keep_archive(folder, order, label, joined=joined, changed=bool(done.files))
    except InvalidInput as error:
        return Outcome(failed(task, map(str, error.problems)))
    except Changed:
        raise
    except CannotWrite as error:
        return Outcome(failed(task, [str(error)]))
    except OSError as error:
        return Outcome(failed(task, [cannot_write(folder, error)]), error.errno in FULL)
    except Exception as error:  # a defect that one dossier reveals must not cost the others
        if debugging():
            raise
        return Outcome(failed(task, [f"défaut de clausier. Code à signaler : {code_of(error)}."]))
    return Outcome(done.row)


class Here:
    """In this process, one at a time."""

    window = 1

    def __init__(self, work: Callable[[Task], Outcome]) -> None:
        self._work = work

    def submit(self, task: Task) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        future.set_result(self._work(task))
        return future

    def outcome(self, task: Task, future: Future[Outcome]) -> Outcome:
        return future.result()


class Crew:
    """Processes that begin to load their modules at once, while this one still reads the library.

    They start afresh, on every system alike; one that dies costs only what it was doing.
    """

    def __init__(self, workers: int, work: Path) -> None:
        self._workers, self._work = workers, work
        self._pool = self._started()

    def executor(self, order: Order, root: Path, archive: bool) -> Executor:
        """Ready to work for this order."""
        # Not an argument of the processes: a pipe to one that died would block this one for ever.
        self._work.write_bytes(pickle.dumps(partial(made, order, root, archive)))
        return Pool(self, PER_WORKER * self._workers)

    def submit(self, task: Task) -> Future[Outcome]:
        with _deaf():
            try:
                return self._pool.submit(_task, self._work, task)
            except BrokenProcessPool:
                self._pool = self._started()
                return self._pool.submit(_task, self._work, task)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _begin)
        with _deaf():
            pool.submit(_ready)
        return pool


class Alone:
    """This process only."""

    def executor(self, order: Order, root: Path, archive: bool) -> Executor:
        return Here(partial(made, order, root, archive))


@dataclass(frozen=True)
class Pool:
    """The seam to a crew."""

    crew: Crew
    window: int

    def submit(self, task: Task) -> Future[Outcome]:
        return self.crew.submit(task)

    def outcome(self, task: Task, future: Future[Outcome]) -> Outcome:
        try:
            return future.result()
        except BrokenProcessPool:
            return Outcome(failed(task, [LOST]))


@contextlib.contextmanager
def crew(workers: int) -> Iterator[Crew | Alone]:
    """Those who will work: this process for one, else as many others."""
    if workers == 1:
        yield Alone()
        return
    with tempfile.TemporaryDirectory(prefix="clausier-lot-", ignore_cleanup_errors=True) as folder:
        found = Crew(workers, Path(folder) / "travail")
        try:
            yield found
        finally:
            found.close()


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Processes that start here never hear Ctrl-C, which reaches the whole group: the first one alone decides."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@cache
def _work(path: Path) -> Callable[[Task], Outcome]:
    """In a worker process: what is to be done to each task, with the library, read once."""
    work: Callable[[Task], Outcome] = pickle.loads(path.read_bytes())
    return work


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for ever."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _ready() -> None:
    """The processes start with their first task."""


def _task(work: Path, task: Task) -> Outcome:
    return _work(work)(task)
