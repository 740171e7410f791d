"""How a whole batch behaves: faults, two workers, memory, growth, resuming. `python -m benchmarks.scale`. POSIX only.

Each run is the command itself, in a process of its own. Memory is read from /proc, on Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import xlsxwriter

from benchmarks.providers import records
from clausier.batch.record import Tolerance
from clausier.batch.sources import records as dossiers
from clausier.batch.table_file.survey import survey
from clausier.library.reading import load_library
from clausier.resources import shipped

DAY = "2026-11-23"
HIGHEST = re.compile(r"VmHWM:\s+(\d+) kB")
LOOK = 0.2
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall clock and of processor, and the highest memory, in megabytes, of the command and of a worker."""

    wall: float
    cpu: float
    memory: float
    worker: float


def run(source: Path, target: Path, *options: str) -> Run:
    command = [sys.executable, "-m", "clausier", "lot", "produire", str(source), "-o", str(target), "--date", DAY]
    start = time.perf_counter()
    process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    own = workers = 0.0
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        own = max(own, _memory(process.pid))
        workers = max([workers, *map(_memory, _workers(process.pid))])
        time.sleep(LOOK)
    wall, used = time.perf_counter() - start, ended[2]
    if ended[1]:
        sys.exit(f"le lot a échoué : {' '.join([*command, *options])}")
    return Run(wall, used.ru_utime + used.ru_stime, own, workers)


def _memory(pid: int) -> float:
    try:
        found = HIGHEST.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def _workers(pid: int) -> list[int]:
    """Worker processes; Python's own keeper of semaphores is none."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    except OSError:
        return []


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


def table_of(folder: Path, count: int) -> Path:
    """The same providers as a table: who, what, and one answer a point, of which one in fifty is in nobody's words."""
    path = folder / f"lot-{count}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Dossiers")
        keys: dict[str, int] = {}
        for row, line in enumerate(records(count, load_library([shipped("clauses")])), start=1):
            for rank, (key, text) in enumerate(_cells(json.loads(line))):
                column = keys.setdefault(key, len(keys))
                is_answer = "." not in key and ":" not in key
                sheet.write_string(row, column, "vu" if is_answer and (row + rank) % 50 == 0 else text)
        for key, column in keys.items():
            sheet.write_string(0, column, key)
    return path


def _cells(tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for section in ("dossier", "cabinet", "prestataire", "contrat"):
        for key, text in tree[section].items():
            if key not in ("siren", "representant", "qualite", "forme"):
                yield f"{section}.{key}", text
    for point, answer in tree["reponses"].items():
        yield point, answer if isinstance(answer, str) else answer["constat"]


def faults(folder: Path, count: int) -> Iterator[str]:
    """How long a table of faults takes to tell them all, grouped; then to read its dossiers one by one."""
    path, library = table_of(folder, count), load_library([shipped("clauses")])
    start, cpu = time.perf_counter(), time.process_time()
    found = survey(path, library, Tolerance()).mistakes
    told = time.perf_counter() - start, time.process_time() - cpu
    start, cpu = time.perf_counter(), time.process_time()
    read = sum(1 for _ in dossiers(path, library))
    each = time.perf_counter() - start, time.process_time() - cpu
    yield f"  {read} lignes, {found.count} cellules fautives, {len(found.ranked())} fautes différentes"
    yield f"toutes les fautes dites : {told[0]:.1f} s (processeur {told[1]:.1f} s)"
    yield f"lire chaque dossier : {each[0]:.1f} s (processeur {each[1]:.1f} s), × {each[1] / told[1]:.1f}"


def growth(folder: Path, counts: list[int]) -> Iterator[str]:
    """Time and memory of two workers for more and more providers."""
    first: Run | None = None
    for count in counts:
        found = fresh(source_of(folder, count), folder / "sortie", "--travailleurs", "2")
        first = first or found
        yield (
            f"  {count:>6} prestataires : {1000 * found.cpu / count:.1f} ms de processeur chacun ; "
            f"travailleur {found.worker:.0f} Mo ({found.worker / first.worker - 1:+.0%}), "
            f"commande {found.memory:.0f} Mo ({found.memory / first.memory - 1:+.0%})"
        )


def _spread(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} – {max(ratios):.2f})"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prestataires", type=int, default=1000, help="pour les travailleurs et la reprise")
    parser.add_argument("--tours", type=int, default=3)
    parser.add_argument("--croissance", type=int, nargs="+", default=[100, 1000, 10000], help="tailles de lots")
    parser.add_argument("--lignes", type=int, default=10000, help="d'un tableau dont des cellules sont fautives")
    parser.add_argument("--fautes-seules", action="store_true", help="ne mesurer que la lecture de ce tableau")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        for line in faults(Path(name), asked.lignes):
            print(line, flush=True)
        if asked.fautes_seules:
            return
        for line in workers(Path(name), asked.prestataires, asked.tours):
            print(line, flush=True)
        for line in growth(Path(name), asked.croissance):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
