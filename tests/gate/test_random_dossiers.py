"""A dossier that is read goes all the way: analysed, drafted, assembled, asked, answered, due."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausier.dossier.read import case_of
from clausier.errors import InvalidInput, Problem
from clausier.files.strictyaml import read_bytes
from clausier.model.casefile import CaseFile
from tests.builders import DAY, full_library
from tests.gate import walk
from tests.gate.dossiers import dossiers

SLOW = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=10
)
DAYS = (DAY, date(1900, 1, 1), date(2199, 12, 31), date(2024, 2, 29))


def read(tree: dict[str, Any]) -> CaseFile | None:
    """The dossier of a tree, written as a file is; None if it is refused with a message for each fault."""
    problems: tuple[Problem, ...] = ()
    try:
        return case_of(read_bytes(json.dumps(tree, ensure_ascii=False).encode(), "dossier.yaml"), full_library())
    except InvalidInput as error:
        problems = error.problems
    assert problems
    assert all(problem.message and problem.file == "dossier.yaml" for problem in problems)
    return None


@settings(SLOW, max_examples=100)
@given(tree=dossiers(), day=st.sampled_from(DAYS))
def test_what_is_read_is_judged_and_drafted_at_every_position(tree: dict[str, Any], day: date) -> None:
    case = read(tree)
    if case is not None:
        walk.judged(case, full_library(), day)
        walk.expected(case, full_library())


@SLOW
@given(tree=dossiers())
def test_what_is_read_goes_all_the_way(tree: dict[str, Any]) -> None:
    case = read(tree)
    if case is not None:
        with TemporaryDirectory() as folder:
            walk.everything(case, full_library(), Path(folder))
