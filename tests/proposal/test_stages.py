"""A point at each of its positions: as the documents would print it there, whatever the dossier asks."""

from __future__ import annotations

import pytest

from clausier.judging.extent import limited
from clausier.model.extent import Asking, Extent
from clausier.model.requirement import PositionName
from clausier.proposal import draft
from clausier.proposal.stages import stages
from tests.builders import all_absent, analysis, library, of


@pytest.mark.parametrize("extent", Extent)
@pytest.mark.parametrize("name", PositionName)
def test_each_stage_is_what_would_be_printed(name: PositionName, extent: Extent) -> None:
    asking = Asking(extent=extent)
    found = limited(analysis(all_absent()), asking)
    there = {one.requirement.id: name.value for one in found.gaps()}
    printed = {one.id: one for one in draft(limited(analysis(all_absent(), positions=there), asking)).view.requests}
    for gap in found.gaps():
        told = {one.name: one.request for one in stages(gap, found) if one.may_be_chosen}
        if name in told and not printed[gap.requirement.id].carrier.id and not told[name].carrier.id:
            assert told[name] == printed[gap.requirement.id]


def test_fallbacks_are_all_shown_and_the_first_may_be_chosen() -> None:
    found = analysis(all_absent())
    for point in library().requirements:
        shown = stages(of(found, point.id), found)
        names = [one.name for one in shown]
        assert names[0] is PositionName.TARGET
        assert names.count(PositionName.FALLBACK) == len(point.positions.fallbacks)
        assert (PositionName.FLOOR in names) is (point.positions.floor is not None)
        assert [one.rank for one in shown if one.may_be_chosen] == [1] * len({*names})
