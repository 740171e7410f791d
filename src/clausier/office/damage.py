"""A damaged file, told by one exception whatever the library that met it says.

Our own code looks before it takes and raises `Damaged` by itself; only calls into an outside library stand in
`outside()`, where whatever comes up is the file's fault. So no fault of ours is ever taken for one of a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Damaged(Exception):
    """A file is not made as it should be."""


class TooMuch(Exception):
    """A file holds more, once open, than its limits say."""


@contextmanager
def outside() -> Iterator[None]:
    """Around calls into a library that reads a foreign file, and nothing of ours: Damaged for whatever it raises."""
    try:
        yield
    except (MemoryError, Damaged, TooMuch):
        raise
    except Exception as error:
        raise Damaged(str(error)) from error
