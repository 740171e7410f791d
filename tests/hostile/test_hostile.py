"""Each hostile file is refused or read within the limits, by the command that it would come to.

One trick in four is tried each time, at one door of its kind in turn, beside those whose words are told below; with
`CLAUSIER_HOSTILE=tout`, all of them at every door, and each part of each file left out or spoilt (`make fuzz`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from tests.hostile import documents, mails, packages, workbooks  # noqa: F401
from tests.hostile.desk import DOORS, Commands, faults, sound
from tests.hostile.tricks import OFFICE, TRICKS, hostile

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork, which Windows has not")
WHOLE = os.environ.get("CLAUSIER_HOSTILE") == "tout"


def doors(kind: str) -> list[str]:
    return [name for name, way in DOORS.items() if way.kind == kind]


def cases() -> Iterator[tuple[str, str]]:
    for kind, tricks in TRICKS.items():
        turn = count()
        for name in tricks:
            known = doors(kind)
            yield from ((door, name) for door in (known if WHOLE else [known[next(turn) % len(known)]]))


@pytest.fixture(scope="module")
def commands() -> Iterator[Commands]:
    with Commands() as found:
        yield found


def refused_or_read(commands: Commands, door: str, make: Callable[[], bytes]) -> None:
    found = commands.read(door, make())
    assert not faults(door, found), (faults(door, found), found.said[-2000:])


@pytest.mark.parametrize(("door", "name"), [*cases()][:: 1 if WHOLE else 4])
def test_a_trick(door: str, name: str, commands: Commands) -> None:
    refused_or_read(commands, door, lambda: TRICKS[DOORS[door].kind][name](sound(door)))


@pytest.mark.skipif(not WHOLE, reason="long: CLAUSIER_HOSTILE=tout, or make fuzz")
@pytest.mark.parametrize("door", [name for kind in OFFICE for name in doors(kind)])
def test_each_part_left_out_or_spoilt(door: str, commands: Commands) -> None:
    for name, make in hostile(DOORS[door].kind, sound(door)):
        if name not in TRICKS[DOORS[door].kind]:
            found = commands.read(door, make())
            assert not faults(door, found), (name, faults(door, found), found.said[-2000:])


TOLD = {
    ("tableau", "a_row_beyond_the_sheet"): "est abîmé : il ne peut pas être lu",
    ("tableau", "cells_that_go_backwards"): "est abîmé : il ne peut pas être lu",
    ("lot", "a_row_of_three_million_cells"): "est comprimé d'une façon anormale",
    ("lot", "a_row_beyond_the_sheet"): "est abîmé : il ne peut pas être lu",
    ("lot", "everything_merged"): "des cellules sont fusionnées",
    ("questionnaire", "styles_out_of_range"): "est abîmé : il ne peut pas être lu",
    ("tableau", "the_same_name_in_capitals"): "n'est pas fait comme un",
    ("formulaire", "names_that_climb_out"): "n'est pas fait comme un",
    ("formulaire", "a_bomb_that_declares_a_kilobyte"): "est abîmé : il ne peut pas être lu",
    ("formulaire", "members_that_overlap"): "est trop volumineux une fois ouvert",
    ("acte", "no_body"): "est abîmé : il ne peut pas être lu",
    ("livre", "marks_of_an_export_cut_short"): "les propriétés de cet export ont été modifiées.",
    ("livre", "broken_deflate_in_the_properties"): "est abîmé : il ne peut pas être lu",
    ("modele", "two_million_empty_paragraphs"): "est trop volumineux une fois ouvert",
    ("acte", "two_million_empty_paragraphs"): "est comprimé d'une façon anormale",
    ("modele", "styles_that_no_link_leads_to"): "n'a pas la partie word/styles.xml",
    ("modele-employe", "styles_that_no_link_leads_to"): "n'a pas la partie word/styles.xml",
    ("courriel", "a_boundary_on_every_line"): "ce courriel est abîmé : il ne peut pas être lu.",
    ("courriel", "a_header_of_ten_megabytes"): "ce courriel est abîmé : il ne peut pas être lu.",
}


@pytest.mark.parametrize(("door", "name"), TOLD)
def test_what_is_said_of_it(door: str, name: str, commands: Commands) -> None:
    found = commands.read(door, TRICKS[DOORS[door].kind][name](sound(door)))
    assert found.code in (1, 3), found.said
    assert TOLD[door, name] in " ".join(found.said.split()), found.said[-2000:]


HARMLESS = (
    ("tableau", "the_last_row_alone"),
    ("tableau", "a_dimension_of_the_whole_sheet"),
    ("tableau", "no_styles"),
    ("tableau", "prefixes_everywhere"),
    ("tableau", "comments_and_instructions_in_every_rels"),
    ("formulaire", "comments_and_instructions_in_every_part"),
    ("questionnaire-word", "a_forged_mark"),
    ("lot", "no_styles"),
)


@pytest.mark.parametrize(("door", "name"), HARMLESS)
def test_what_is_only_odd_is_read(door: str, name: str, commands: Commands) -> None:
    found = commands.read(door, TRICKS[DOORS[door].kind][name](sound(door)))
    assert found.code == 0, found.said[-2000:]
