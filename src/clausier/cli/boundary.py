"""The last boundary: what no command foresaw is one French sentence, with a code to report that holds no data.

Around `main` alone. `run`, which tests call, lets everything through: a fault of ours stops them.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

from clausier.cli.terminal import echo
from clausier.desk.unforeseen import is_bad_name, sentence
from clausier.errors import debugging

CANNOT_WRITE, USAGE, UNEXPECTED = 1, 2, 5


def guarded(work: Callable[[], int]) -> int:
    """The exit code of a command, whatever it raises; with CLAUSIER_DEBUG=1, the trace too."""
    try:
        return work()
    except Exception as error:
        if debugging():
            _tell("".join(traceback.format_exception(error)))
        sentence, code = told(error)
        _tell(f"Erreur : {sentence}")
        return code


def told(error: Exception) -> tuple[str, int]:
    """What happened, in French, and the exit code."""
    if is_bad_name(error):
        code = USAGE
    else:
        system = isinstance(error, OSError) and error.errno is not None
        code = CANNOT_WRITE if system or isinstance(error, MemoryError) else UNEXPECTED
    return sentence(error), code


def _tell(text: str) -> None:
    """On standard error, as far as it takes anything."""
    try:
        echo(text, err=True)
    except (OSError, ValueError):
        return


def opened_streams() -> None:
    """Standard streams that are closed lead nowhere: a file that is opened must never take the place of one."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
        if getattr(sys, name) is None and name != "stdin":
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # for the whole run
