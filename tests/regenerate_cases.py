"""Writes what the engine concludes on each golden case; a person reads the diff. Run by `make cases`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clausier.dossier.read import read_case
from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis
from clausier.proposal import draft
from tests.builders import DAY, EXAMPLES, ROOT, library

COUNTS = "conformes, écarts, à vérifier, sans objet"
CASES = ROOT / "tests" / "cases"


def dossiers() -> dict[str, Path]:
    """Name of the case → its dossier: the shipped examples and the cases of the tests."""
    found = [*EXAMPLES, *CASES.glob("*/dossier.yaml")]
    return {path.parent.name: path for path in sorted(found)}


def conclusion(path: Path) -> str:
    """The verdicts and priorities of a dossier as YAML text."""
    analysis = analyse(library(), read_case(str(path), library()), DAY)
    return "\n".join(("# Écrit par make cases ; à relire dans le diff.", *_lines(analysis))) + "\n"


def _lines(analysis: Analysis) -> Iterator[str]:
    tally = analysis.tally
    yield f"bilan: [{tally.conforming}, {tally.gaps}, {tally.to_check}, {tally.not_applicable}]  # {COUNTS}"
    yield f"priorites: [{', '.join(request.number for request in draft(analysis).view.priorities)}]"
    yield "avertissements:"
    for notice in analysis.notices:
        yield f"  - {notice.point}{' : ' if notice.point else ''}{notice.message}"
    yield "points:"
    for one in analysis.judgements:
        legal = ", légal" if one.legal else ""
        yield f'  "{one.requirement.number}": {one.verdict.value}{legal} – {one.reason}'


def main() -> None:
    for name, path in dossiers().items():
        folder = CASES / name
        folder.mkdir(exist_ok=True)
        (folder / "attendu.yaml").write_text(conclusion(path), encoding="utf-8")


if __name__ == "__main__":
    main()
