"""Alternating rounds on one core: median and extremes of the ratios, by wall clock and by CPU time."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Work = Callable[[], int]
"""One round of something; returns how many items it made."""


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds for one item."""

    wall: float
    cpu: float


def settle() -> None:
    """What is loaded for good is no longer searched for garbage, for all ways alike; `lot` does so too."""
    gc.collect()
    gc.freeze()


Rounds = list[Mapping[str, Time]]


def on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def rounds(works: Mapping[str, Work], count: int) -> Rounds:
    """Times of each work in each round; the first round warms up and is not kept, the order turns."""
    names = list(works)
    kept: Rounds = []
    for turn in range(count + 1):
        order = [*names[turn % len(names) :], *names[: turn % len(names)]]
        kept.append({name: _timed(works[name]) for name in order})
    return kept[1:]


def _timed(work: Work) -> Time:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    return Time((time.perf_counter() - wall) / made, (time.process_time() - cpu) / made)


def spread(found: Rounds, slow: str, fast: str, clock: str) -> tuple[float, float, float]:
    """Median, smallest and largest of the rounds' ratios of two works."""
    ratios = [getattr(times[slow], clock) / getattr(times[fast], clock) for times in found]
    return median(ratios), min(ratios), max(ratios)


def milliseconds(found: Rounds, name: str, clock: str) -> float:
    return 1000 * median(float(getattr(times[name], clock)) for times in found)
