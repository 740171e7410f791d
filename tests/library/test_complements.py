"""What stands outside the guide is asked on demand, never scored, never a priority."""

from __future__ import annotations

import json

from clausier.dossier.read import case_of
from clausier.files.strictyaml import read_bytes
from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis
from clausier.proposal import draft
from tests.builders import DAY, full_library, library, tree


def everything_absent() -> Analysis:
    answers = {requirement.id: "non" for requirement in full_library().requirements}
    content = json.dumps(tree(answers)).encode()
    return analyse(full_library(), case_of(read_bytes(content, "dossier.yaml"), full_library()), DAY)


def test_thirteen_points_stand_outside_the_guide() -> None:
    added = set(full_library().by_id) - set(library().by_id)
    assert len(added) == 13
    assert all(id_.startswith("complement-") for id_ in added)


def test_they_are_asked_but_neither_scored_nor_a_priority() -> None:
    found = everything_absent()
    made = draft(found)
    assert found.tally.gaps == 60
    assert len(made.view.requests) == 73
    assert all(request.category <= 10 for request in made.view.priorities)
    assert len(made.summary.rows) == 10
    assert "Hors guide" in made.summary.sentence


def test_none_of_them_claims_a_law() -> None:
    assert not [one for one in everything_absent().judgements if one.outside and one.legal]
