"""What commands say in sentences, on a terminal of 80 columns; paths and addresses run over rather than be cut."""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from pathlib import Path

from clausier.cli.terminal import echo

WIDTH = 80
HANGING = "  "
MANY = 6
"""Files that are named; beyond that, the others are counted."""


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """Lines that break at plain spaces only; those after the first begin with `hanging`, or as the first."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def say(text: str, indent: str = "", hanging: str | None = None) -> None:
    """A paragraph on standard output."""
    echo(wrapped(text, indent, hanging))


def warning(told: object) -> str:
    """What weakens a result without stopping it, as every command says it."""
    return wrapped(f"Avertissement : {told}", hanging=HANGING)


def warn(told: object) -> None:
    """The same, on standard error."""
    echo(warning(told), err=True)


def written(placed: Collection[Path]) -> str:
    """What a command that stops has put in place."""
    if not placed:
        return "rien n'a été écrit"
    from clausier.french import some

    return f"déjà écrit : {some(map(str, placed), MANY)}"
