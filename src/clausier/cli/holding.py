"""What a command holds while it works (`desk.holding`): the folder of what it changes.

Declared once a command, by `french.command`; commands that only read hold nothing and wait for nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

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
