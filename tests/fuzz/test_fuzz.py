"""Whatever is done to a file, a command reads it or says what is wrong, within the limits, and writes nothing else.

A fixed handful of examples each time; `make fuzz` draws new ones for as long as one likes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import OPERATIONS, TRICKS, Change, mutated
from tests.hostile.desk import DOORS, Commands, faults, sound
from tests.hostile.tricks import OFFICE

EXAMPLES = int(os.environ.get("CLAUSIER_FUZZ", "0"))
"""Examples for each kind of file, drawn at random; without it, a few that are always the same."""
FEW = 10
CHANGES = st.lists(
    st.builds(
        Change,
        kind=st.integers(0, 12 * OPERATIONS),
        part=st.floats(0, 1),
        place=st.floats(0, 1),
        other=st.floats(0, 1),
        trick=st.sampled_from(TRICKS),
    ),
    min_size=1,
    max_size=4,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork, which Windows has not")


@pytest.fixture(scope="module")
def commands() -> Iterator[Commands]:
    with Commands() as found:
        yield found


def others(door: str) -> list[bytes]:
    """Sound files of other doors, whose parts may come in."""
    alike = [name for name, way in DOORS.items() if name != door and way.kind in OFFICE]
    return [sound(name) for name in alike[:4]] if DOORS[door].kind in OFFICE else []


@pytest.mark.parametrize("door", DOORS)
def test_a_changed_file_is_read_or_refused(door: str, commands: Commands) -> None:
    content, foreign = sound(door), others(door)

    @settings(
        max_examples=EXAMPLES or FEW,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if EXAMPLES else (Phase.generate,),
        print_blob=False,
    )
    @given(CHANGES)
    def holds(changes: list[Change]) -> None:
        found = commands.read(door, mutated(content, changes, foreign))
        assert not faults(door, found), (faults(door, found), found.said[-3000:])

    holds()


def test_each_door_lets_a_sound_file_in(commands: Commands) -> None:
    """The test above would hold for doors that refuse all."""
    for door in DOORS:
        found = commands.read(door, sound(door))
        assert found.code == 0, (door, found.said)
        assert not faults(door, found)
