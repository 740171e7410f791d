"""A whole batch: its folder held, its executor opened, its rows kept, its reports written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from clausier.batch import executors, report
from clausier.batch.ledger import Ledger
from clausier.batch.provider import Order
from clausier.batch.record import Record
from clausier.batch.report_files import Figures
from clausier.batch.run import run
from clausier.documents.assemble import template_path
from clausier.documents.catalogue import templates
from clausier.errors import CannotWrite
from clausier.files.publish import cannot_write
from clausier.files.written import note
from clausier.model.batch import BatchHead, BatchRow, BatchState, Status

INSTALL = "Dask n'est pas installé. L'ajouter : pip install « clausier[dask] », ou relancer sans --executeur."
FULL = "plus de place sur le disque : le lot s'arrête. En libérer, puis relancer avec --reprendre."


@dataclass(frozen=True)
class Job:
    """A batch to run in a folder; `before` is the one that it resumes, `cluster` a Dask scheduler's address."""

    root: Path
    order: Order
    head: BatchHead
    before: BatchHead | None = None
    crew: executors.Crew | executors.Alone = field(default_factory=executors.Alone)
    archive: bool = False
    cluster: str = ""
    without_names: bool = False
    """Are the reports written without names too?"""


@dataclass(frozen=True)
class Result:
    """How a batch ended. `full` if the disk was."""

    head: BatchHead
    figures: Figures
    full: bool

    @property
    def complete(self) -> bool:
        """True if every dossier has its documents."""
        return self.head.state is BatchState.DONE and self.figures.judged == self.figures.providers


def produce(
    job: Job, records: Iterator[Record], tell: Callable[[BatchRow], None], stopping: Callable[[], bool]
) -> Result:
    """Runs the batch in its folder, which the caller holds; `tell` is given each row as it comes.

    Raises CannotWrite if the reports cannot be written; documents stay.
    """
    try:
        report.begin(job.root, job.head)
        with Ledger() as ledger:
            stopped, full = _fill(ledger, job, records, tell, stopping)
            head = job.head.model_copy(update={"state": BatchState.STOPPED if stopped else BatchState.DONE})
            library, day = job.order.library, job.order.day
            nameless = job.without_names
            figures = report.write(job.root, head, job.before, library, ledger, day, without_names=nameless)
            return Result(head, figures, full)
    except OSError as error:
        raise CannotWrite(cannot_write(job.root, error)) from error


def _fill(
    ledger: Ledger,
    job: Job,
    records: Iterator[Record],
    tell: Callable[[BatchRow], None],
    stopping: Callable[[], bool],
) -> tuple[bool, bool]:
    """Whether dossiers are left, and whether the disk is full."""
    left = full = False
    with _executor(job) as executor:
        for outcome in run(records, executor, stopping):
            if outcome is None:
                left = True
                continue
            full = full or outcome.full
            if outcome.row.status is Status.MADE:
                note(job.root / outcome.row.folder)
            ledger.add(outcome.row)
            tell(outcome.row)
    return left, full


def _executor(job: Job) -> AbstractContextManager[executors.Executor]:
    if not job.cluster:
        return nullcontext(job.crew.executor(job.order, job.root, job.archive))
    try:
        from clausier.batch.cluster import remote
    except ImportError as error:
        raise CannotWrite(INSTALL) from error
    files = {name: template_path(name, job.order.templates).read_bytes() for name in templates()}
    return remote(job.cluster, job.order, job.root, job.archive, files)
