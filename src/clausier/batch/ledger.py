"""The rows of a batch on disk, so that ten thousand of them weigh no more than ten."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from types import TracebackType

from clausier.model.batch import BatchHead, BatchRow, Status

REDONE = (Status.MADE, Status.CURRENT)
"""What differs from one run to the next without anything new."""


class Ledger:
    """Rows in the order in which they were added; as many readings as one likes."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  closed on exit
        self._digest = hashlib.sha256()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, row: BatchRow) -> None:
        self._file.seek(0, 2)
        self._file.write(row.model_dump_json(by_alias=True) + "\n")
        self._digest.update(row.model_dump_json(exclude={"status"} if row.status in REDONE else None).encode())

    def fingerprint(self, head: BatchHead) -> str:
        """Of a batch and its rows, whether they were made anew or found up to date."""
        digest = self._digest.copy()
        digest.update(head.model_dump_json(exclude={"state", "fingerprint"}).encode())
        return digest.hexdigest()

    def lines(self) -> Iterator[str]:
        """Each row as JSON."""
        self._file.seek(0)
        for line in self._file:
            yield line.rstrip("\n")

    def __iter__(self) -> Iterator[BatchRow]:
        return map(BatchRow.model_validate_json, self.lines())
