"""How a whole batch behaves: two workers, memory, growth, resuming. `python -m benchmarks.scale`. POSIX only.

Each run is the command itself, in a process of its own; memory is the highest of any process of the run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.providers import records
from clausier.library import load_library
from clausier.resources import shipped

DAY = "2026-11-23"
MEGABYTE = 1024  # in the kibibytes of `ru_maxrss`


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall clock and of processor for a whole run, and the highest memory of a process in megabytes."""

    wall: float
    cpu: float
    memory: float


def run(source: Path, target: Path, *options: str) -> Run:
    command = [sys.executable, "-m", "clausier", "lot", "produire", str(source), "-o", str(target), "--date", DAY]
    start = time.perf_counter()
    process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"le lot a échoué : {' '.join([*command, *options])}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / MEGABYTE)


def fresh(source: Path, target: Path, *options: str) -> Run:
    shutil.rmtree(target, ignore_errors=True)
    return run(source, target, *options)


def source_of(folder: Path, count: int) -> Path:
    path = folder / f"lot-{count}.jsonl"
    if not path.exists():
        path.write_text("\n".join(records(count, load_library([shipped("clauses")]))), encoding="utf-8")
    return path


def workers(folder: Path, count: int, rounds: int) -> Iterator[str]:
    """One worker and two, turn by turn; then a resumption with nothing to do."""
    source = source_of(folder, count)
    gains, shares = [], []
    for turn in range(rounds):
        runs: dict[int, Run] = {}
        for number in (1, 2) if turn % 2 else (2, 1):
            runs[number] = fresh(source, folder / "sortie", "--travailleurs", str(number))
        idle = run(source, folder / "sortie", "--reprendre")
        gains.append(runs[1].wall / runs[2].wall)
        shares.append(runs[1].wall / idle.wall)
        told = (f"{name} {found.wall:.1f} s" for name, found in (("un", runs[1]), ("deux", runs[2]), ("à vide", idle)))
        yield f"  {count} prestataires : {', '.join(told)}"
    yield f"deux travailleurs / un : × {_spread(gains)}   visé ≥ 1,7"
    yield f"tout produire / reprendre à vide : × {_spread(shares)}   visé ≥ 10"


def growth(folder: Path, counts: list[int]) -> Iterator[str]:
    """Time and memory of one worker for more and more providers."""
    runs = {count: fresh(source_of(folder, count), folder / "sortie") for count in counts}
    first = runs[counts[0]]
    for count, found in runs.items():
        each, more = 1000 * found.cpu / count, found.memory / first.memory - 1
        yield f"  {count:>6} prestataires : {each:.1f} ms de processeur chacun, {found.memory:.0f} Mo ({more:+.0%})"


def _spread(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} – {max(ratios):.2f})"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prestataires", type=int, default=1000, help="pour les travailleurs et la reprise")
    parser.add_argument("--tours", type=int, default=3)
    parser.add_argument("--croissance", type=int, nargs="+", default=[100, 1000, 10000], help="tailles de lots")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        for line in workers(Path(name), asked.prestataires, asked.tours):
            print(line, flush=True)
        for line in growth(Path(name), asked.croissance):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
