"""How far a batch is: a bar on a terminal, else a line now and then. Both on stderr."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from clausier.cli.terminal import echo, printer

EVERY = 15.0
"""Seconds between two lines."""
Say = Callable[[str], None]
Advance = Callable[[], None]


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{_figure(task.finished_speed or task.speed or 0)} par seconde")


@contextlib.contextmanager
def progress(total: int | None) -> Iterator[tuple[Advance, Say]]:
    """Two functions: one to count a dossier, one to say something meanwhile."""
    if sys.stderr.isatty():
        with _bar() as shown:
            task = shown.add_task("Prestataires", total=total)
            yield lambda: shown.advance(task), lambda text: shown.console.print(Text(text))
    else:
        lines = _Lines(total)
        yield lines.advance, lambda text: echo(text, err=True)


def _bar() -> Progress:
    remaining = (TextColumn("reste"), TimeRemainingColumn())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), *remaining)
    return Progress(*columns, console=printer(err=True))


class _Lines:
    def __init__(self, total: int | None) -> None:
        self._total, self._done = total, 0
        self._start = self._last = time.monotonic()

    def advance(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            echo(self._line(now - self._start), err=True)

    def _line(self, elapsed: float) -> str:
        rate = self._done / elapsed
        if self._total is None:
            return f"{self._done} prestataires, {_figure(rate)} par seconde"
        left = max(0, self._total - self._done) / rate
        return f"{self._done} prestataires sur {self._total}, {_figure(rate)} par seconde, reste {_time(left)}"


def _figure(rate: float) -> str:
    return f"{rate:.1f}".replace(".", ",") if rate < 10 else f"{rate:.0f}"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d}" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
