"""An overlay is refused with a place and a remedy, or its letters are written: never anything between."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausier.dossier.read import case_of
from clausier.errors import InvalidInput, Problem, Severity
from clausier.files.strictyaml import read_bytes
from clausier.library.reading import read_library
from clausier.model.library import Library
from clausier.model.requirement import PositionName
from clausier.playbook.verify import verify
from clausier.resources import shipped
from tests.builders import CERTIFICATE, library, tree
from tests.gate import walk
from tests.gate.overlays import overlays, written

SLOW = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=15
)
VALUES = {
    "duree": "400 jours",
    "frequence": "1 par an",
    "nombre": "1",
    "montant": "9 999 €",
    "pays": "États-Unis",
}


def all_answered(finding: str) -> dict[str, Any]:
    """Every point of the shipped guide with one finding; a « oui » with a weak value and a poor proof."""
    found: dict[str, Any] = {}
    for point in library().requirements:
        answer: dict[str, Any] = {"constat": finding, "article": "3", "citation": "Le contrat le dit."}
        if finding == "oui":
            answer |= {"valeur": VALUES[point.criterion.measures[0].kind.value]} if point.criterion.measures else {}
            answer |= {"preuves": [{**CERTIFICATE, "expire_le": "2020-01-01"}]} if point.criterion.proof else {}
        found[point.id] = answer
    return found


DOSSIERS = tuple(
    tree(all_answered(finding), dossier={"id": "exemple-2026"}, contrat={"etat": state})
    for finding, state in (("non", "signe"), ("oui", "non_signe"), ("partiel", "signe"), ("contraire", "non_signe"))
)


def errors(problems: tuple[Problem, ...]) -> list[Problem]:
    found = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert all(problem.message and problem.file for problem in problems)
    return found


def goes_through(given: Library, rank: int, folder: Path) -> None:
    """Judged and drafted for every dossier that the library still reads, assembled for one of them."""
    for index, data in enumerate(DOSSIERS):
        try:
            case = case_of(read_bytes(json.dumps(data, ensure_ascii=False).encode(), "dossier.yaml"), given)
        except InvalidInput:
            continue
        analysis = walk.judged(case, given)
        if index == rank:
            walk.documents(analysis, PositionName.TARGET)
            walk.forms(case, given, folder)


@SLOW
@given(files=overlays(), rank=st.integers(0, 3))
def test_an_overlay_is_refused_or_goes_all_the_way(files: dict[str, Any], rank: int) -> None:
    with TemporaryDirectory() as name:
        folders = [shipped("clauses"), written(files, Path(name) / "maison")]
        found = read_library(folders)
        problems = verify(found)
        assert verify(found, clean_base=True) == problems
        if errors(problems):
            return
        assert found.library is not None
        goes_through(found.library, rank, Path(name))
