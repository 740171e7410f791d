"""A folder that is held while it is worked in, so that two commands, or a command and the page, never write at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clausier.errors import CannotWrite
from clausier.files.publish import cannot_write


def made(root: Path) -> Callable[[], Path]:
    """The folder of a batch, which is made if needed. CannotWrite if it cannot be."""
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(cannot_write(root, error)) from error
    return lambda: root


@contextmanager
def holding(home: Callable[[], Path | None]) -> Iterator[None]:
    """Holds a folder if it is there, and ends what a killed command left in it; CannotWrite if another one holds it.

    A dossier may come into a batch meanwhile.
    """
    from clausier.files.journal import recover
    from clausier.files.locks import held

    while (found := home()) is not None and found.is_dir():
        with held(found):
            if home() == found:
                recover(found)
                yield
                return
    yield


def settled(home: Path, folder: Path) -> None:
    """Ends what a killed command left in a folder, before a command that holds nothing reads it.

    Where somebody works there, or nothing can be written, it is left: each file that stands there is whole anyway.
    """
    from clausier.files.journal import interrupted, recover
    from clausier.files.locks import held

    if interrupted(folder):
        with suppress(CannotWrite), held(home, wait=0):
            recover(folder)
