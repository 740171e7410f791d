"""What a command holds while it works: the folder of what it changes, so that two commands never write at once.

Declared once a command, by `french.command`; commands that only read hold nothing and wait for nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from clausier.errors import CannotWrite
from clausier.files.publish import cannot_write

Home = Callable[[Mapping[str, Any]], Path | None]
"""The folder to hold, given what was typed; None if there is none."""


def home(name: str) -> Home:
    """That of the dossier, or of the batch, which an argument names, if it is there."""
    of = place(name)
    return lambda given: of(given) if Path(given[name]).exists() else None


def place(name: str) -> Home:
    """The same for a dossier that may be a new one."""

    def of(given: Mapping[str, Any]) -> Path:
        from clausier.batch.naming import CASE
        from clausier.negotiation.drafts import home_of, is_batch

        path = Path(given[name])
        return path if is_batch(path) else home_of(path / CASE if path.is_dir() else path)

    return of


def folder(name: str) -> Home:
    """The one that an argument names."""
    return lambda given: Path(given[name])


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
