"""This checkout against another one, turn by turn on one core: `python -m benchmarks.versus --contre FOLDER`.

Each checkout runs in processes of its own, so that their code never meets. What is compared is what both have:
the methods of `benchmarks.ways.Ways`, and the commands themselves.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measure import on_one_core

Times = dict[str, Any]
"""Seconds by name of the clock, and what else a round tells."""

HERE = Path(__file__).resolve().parent.parent
DAY = "2026-11-23"
CLOCKS = {"wall": "horloge", "cpu": "processeur"}
FLOORS = {"rendering": 1.3, "end_to_end": 1.4, "whole_folder": 1.7, "rediger": 1 / 0.65, "analyser": 1 / 0.7}
"""How many times as fast as the other checkout each is meant to be."""
LOOP = """
import gc, hashlib, json, sys, time
from pathlib import Path
from benchmarks.ways import Ways
out = Path(sys.argv[2])
ways = Ways(int(sys.argv[1]), out)
ways.proposals
gc.collect(); gc.freeze()
for line in sys.stdin:
    name = line.strip()
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    made = getattr(ways, name)()
    told = {"wall": (time.perf_counter() - wall) / made, "cpu": (time.process_time() - cpu) / made}
    files = sorted(path for path in out.rglob("*.*") if path.suffix in (".docx", ".xlsx"))
    prints = {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    print(json.dumps({**told, "files": prints}), flush=True)
"""
"""What runs in each checkout: a name in, the seconds of one item and the fingerprints of all files out."""


@dataclass(frozen=True)
class Checkout:
    """A folder with a copy of the project."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": os.pathsep.join((str(self.root / "src"), str(self.root)))}

    def opened(self, providers: int, out: Path) -> Runner:
        out.mkdir()
        command = [sys.executable, "-c", LOOP, str(providers), str(out)]
        process = subprocess.Popen(
            command, cwd=self.root, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return Runner(process)

    def command(self, folder: Path, name: str, *options: str) -> Times:
        """Seconds of a command on the dossier of a folder."""
        wall, cpu = time.perf_counter(), children()
        arguments = [sys.executable, "-m", "clausier", name, "dossier.yaml", *options, "--date", DAY]
        subprocess.run(arguments, cwd=folder, env=self.environment, capture_output=True, check=True)
        return {"wall": time.perf_counter() - wall, "cpu": children() - cpu}


@dataclass(frozen=True)
class Runner:
    """The process of a checkout that waits for names of ways."""

    process: subprocess.Popen[str]

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def run(self, name: str) -> Times:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline()
        if not told:
            sys.exit(f"« {name} » a échoué dans l'une des copies.")
        found: Times = json.loads(told)
        return found


def children() -> float:
    """Seconds of processor of all processes that ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def alternating(ours: Callable[[], Times], theirs: Callable[[], Times], count: int) -> list[tuple[Times, Times]]:
    """Times of both in each round, the order turning; the first round warms up and is not kept."""
    kept = []
    for turn in range(count + 1):
        if turn % 2:
            kept.append((ours(), theirs()))
        else:
            last = theirs()
            kept.append((ours(), last))
    return kept[1:]


def ways(other: Checkout, providers: int, count: int, folder: Path) -> Iterator[str]:
    with ExitStack() as stack:
        ours = stack.enter_context(Checkout(HERE).opened(providers, folder / "ici"))
        theirs = stack.enter_context(other.opened(providers, folder / "autre"))
        for name in ("rendering", "end_to_end", "whole_folder"):
            found = alternating(partial(ours.run, name), partial(theirs.run, name), count)
            yield from ratios(name, found)
            same = all(one["files"] == two["files"] for one, two in found)
            yield f"{name} : {'mêmes octets' if same else 'les fichiers DIFFÈRENT'}"


def commands(other: Checkout, count: int, folder: Path) -> Iterator[str]:
    here = Checkout(HERE)
    for name, options in {"rediger": ("-o", "documents"), "analyser": ()}.items():
        mine, yours = (copied(folder / f"{name}-{whose}") for whose in ("ici", "autre"))
        found = alternating(
            partial(here.command, mine, name, *options), partial(other.command, yours, name, *options), count
        )
        yield from ratios(name, found)


def ratios(name: str, found: list[tuple[Times, Times]]) -> Iterator[str]:
    """A line for each clock."""
    for clock, french in CLOCKS.items():
        yield told(f"{name}, {french}", [two[clock] / one[clock] for one, two in found], FLOORS[name])


def copied(folder: Path) -> Path:
    """An example in a folder of its own: a command may write beside it."""
    folder.mkdir()
    (folder / "dossier.yaml").write_bytes((HERE / "examples/infogerance-non-signee/dossier.yaml").read_bytes())
    return folder


def told(name: str, ratios: list[float], floor: float) -> str:
    spread = f"{median(ratios):.2f} ({min(ratios):.2f} – {max(ratios):.2f})"
    return f"{name:<32}× {spread:<24} visé ≥ {floor:.2f}"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contre", type=Path, required=True, help="dossier d'une autre copie du projet")
    parser.add_argument("--prestataires", type=int, default=40, help="par tour")
    parser.add_argument("--tours", type=int, default=9)
    asked = parser.parse_args(arguments)
    on_one_core()
    with tempfile.TemporaryDirectory() as name:
        other = Checkout(asked.contre.resolve())
        for line in ways(other, asked.prestataires, asked.tours, Path(name)):
            print(line, flush=True)
        for line in commands(other, asked.tours, Path(name)):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
