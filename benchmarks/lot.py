"""How fast documents are made: `python -m benchmarks.lot`, or `make bench` for a short run. See docs/performance.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Rounds, Work, milliseconds, on_one_core, rounds, settle, spread
from benchmarks.ways import Ways, differences

CLOCKS = {"wall": "horloge", "cpu": "processeur"}
FLOORS = (
    ("docxtpl / rendu", "docxtpl, rendu", "rendu", "≥", 15.0),
    ("rendu / limite physique", "rendu", "limite", "≤", 3.5),
    ("docxtpl / bout en bout", "docxtpl, bout en bout", "bout en bout", "≥", 8.0),
    ("dossier complet / bout en bout", "dossier complet", "bout en bout", "≤", 6.0),
)


def works(ways: Ways) -> dict[str, Work]:
    return {
        "limite": ways.limit,
        "rendu": ways.rendering,
        "docxtpl, rendu": ways.docxtpl_rendering,
        "bout en bout": ways.end_to_end,
        "docxtpl, bout en bout": ways.docxtpl_end_to_end,
        "dossier complet": ways.whole_folder,
    }


def size(ways: Ways) -> str:
    clauses = sum(len(proposal.view.requests) for proposal in ways.proposals) / ways.providers
    weight = sum(map(len, ways.bodies)) / ways.providers / 1000
    return f"{ways.providers} prestataires, {clauses:.0f} clauses et {weight:.0f} Ko de XML par avenant en moyenne\n"


def report(found: Rounds) -> None:
    print(f"{'millisecondes par dossier':<32}" + "".join(f"{name:>24}" for name in CLOCKS.values()))
    for name in found[0]:
        print(f"{name:<32}" + "".join(f"{milliseconds(found, name, clock):>24.2f}" for clock in CLOCKS))
    print(f"\n{'rapports : médiane (min – max)':<32}" + "".join(f"{name:>24}" for name in CLOCKS.values()))
    for label, slow, fast, sign, bound in FLOORS:
        told = (spread(found, slow, fast, clock) for clock in CLOCKS)
        cells = "".join(f"{f'{mid:.1f} ({low:.1f} – {high:.1f})':>24}" for mid, low, high in told)
        print(f"{label:<32}{cells}   visé {sign} {bound:g}")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prestataires", type=int, default=40, help="par tour")
    parser.add_argument("--tours", type=int, default=9)
    asked = parser.parse_args(arguments)
    on_one_core()
    with tempfile.TemporaryDirectory() as folder:
        ways = Ways(asked.prestataires, Path(folder))
        unequal = {name for proposal in ways.proposals if proposal.view.requests for name in differences(proposal)}
        if unequal:
            sys.exit(f"les deux façons ne donnent pas les mêmes parties : {', '.join(sorted(unequal))}")
        print(size(ways))
        settle()
        report(rounds(works(ways), asked.tours))


if __name__ == "__main__":
    main(sys.argv[1:])
