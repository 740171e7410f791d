"""A batch on the machines of a Dask cluster: they make the documents, this one writes them.

The only importer of distributed. The library and the templates travel once to each worker, also to one
that joins later or starts again; nothing is shared but the network.
"""

from __future__ import annotations

import contextlib
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

from distributed import Client, WorkerPlugin, get_worker

from clausier.batch import store
from clausier.batch.executors import PER_WORKER, Executor, Outcome, written
from clausier.batch.provider import Found, Made, Order, Task, failed, make
from clausier.errors import CannotWrite, InvalidInput
from clausier.files.seen import Changed, Seen

CONNECT = 20
"""Seconds to wait for the scheduler."""


class Kit(WorkerPlugin):  # type: ignore[misc]  # distributed has no type information
    """What every worker needs for a batch."""

    def __init__(self, order: Order, templates: Mapping[str, bytes]) -> None:
        self.name = f"clausier-{uuid.uuid4().hex}"
        self._order, self._templates = order, templates

    def setup(self, worker: Any) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="clausier-modeles-", ignore_cleanup_errors=True)
        for name, content in self._templates.items():
            (Path(self._folder.name) / name).write_bytes(content)
        self.order = replace(self._order, templates=(Path(self._folder.name),))

    def teardown(self, worker: Any) -> None:
        self._folder.cleanup()


class Cluster:
    """Futures of a Dask client; a task whose worker is lost is begun again on another."""

    def __init__(self, client: Any, kit: str, order: Order, root: Path, archive: bool) -> None:
        self._executor, self._kit, self._order = client.get_executor(pure=False), kit, order
        self._root, self._archive = root, archive
        self._before: dict[str, Seen] = {}
        self.window = PER_WORKER * max(1, sum(client.nthreads().values()))

    def submit(self, task: Task) -> Future[Any]:
        folder = self._root / task.folder
        self._before[task.folder] = store.told_in(folder)
        try:
            found = store.found(folder)
        except (InvalidInput, OSError) as error:
            unread: Future[Any] = Future()
            unread.set_exception(error)
            return unread
        future: Future[Any] = self._executor.submit(_made, self._kit, task, found)
        return future

    def outcome(self, task: Task, future: Future[Any]) -> Outcome:
        before = self._before.pop(task.folder)
        try:
            return written(self._order, task, self._root / task.folder, self._archive, before, future.result)
        except Changed as error:
            return Outcome(failed(task, [str(error)]))


def _made(kit: str, task: Task, found: Found) -> Made:
    """On a worker; a faulty dossier comes back as its row, since Dask would log an exception as its own."""
    try:
        return make(get_worker().plugins[kit].order, task, found)
    except InvalidInput as error:
        return Made(failed(task, map(str, error.problems)), {})
    except CannotWrite as error:
        return Made(failed(task, [str(error)]), {})


@contextlib.contextmanager
def remote(address: str, order: Order, root: Path, archive: bool, templates: Mapping[str, bytes]) -> Iterator[Executor]:
    """The cluster whose scheduler is at `HOST:PORT`; CannotWrite if it does not answer."""
    try:
        client = Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"aucun ordonnanceur Dask ne répond à « {address} » ({error}). Le démarrer avec « dask scheduler »."
        raise CannotWrite(message) from error
    with client:
        kit = Kit(order, templates)
        client.register_plugin(kit)
        try:
            yield Cluster(client, kit.name, order, root, archive)
        finally:
            client.unregister_worker_plugin(kit.name)
