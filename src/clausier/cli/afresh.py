"""A work that is done again when what it read changed before it could write: what it had said is forgotten."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO, TypeVar

from clausier.files.seen import again

T = TypeVar("T")


def afresh(work: Callable[[], T]) -> T:
    """What `work` gives, with all that it says once it is sure. Changed if files change each time it is done."""
    with _withheld() as said:
        return again(work, said.clear)


@contextmanager
def _withheld() -> Iterator[list[tuple[TextIO, str]]]:
    """Both outputs kept back, in their order, until the end, whatever that is."""
    said: list[tuple[TextIO, str]] = []
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Pen(out, said), _Pen(err, said)
    try:
        yield said
    finally:
        sys.stdout, sys.stderr = out, err
        for stream, text in said:
            stream.write(text)
        out.flush()
        err.flush()


class _Pen(io.StringIO):
    """Writes on a list for a stream."""

    def __init__(self, stream: TextIO, said: list[tuple[TextIO, str]]) -> None:
        super().__init__()
        self._stream, self._said = stream, said

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("text only")
        self._said.append((self._stream, text))
        return len(text)
