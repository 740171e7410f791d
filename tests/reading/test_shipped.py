"""The landmarks of the shipped guide: a reserve added to a sentence that they are tried on never makes it better."""

from __future__ import annotations

import pytest

from clausier.model.requirement import Requirement
from clausier.reading.examples import proposed
from tests.builders import library

RESERVES = (", en option", " sur devis", ", à la charge du client", ", à l'exception de ce qui suit")
POINTS = [point for point in library().requirements if point.landmarks and not point.landmarks.neutral]


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.number)
def test_a_reserve_never_makes_an_example_better(point: Requirement) -> None:
    told = [one for one in point.landmarks.examples.values() if one.text.rstrip().endswith(".")]
    for rank, example in enumerate(told):
        worse = example.text.rstrip()[:-1] + RESERVES[rank % len(RESERVES)] + "."
        found = proposed(example.model_copy(update={"text": worse}), point, library())
        assert found.status.rank <= example.status.rank, (worse, found.why)
        assert not found.certain, worse
