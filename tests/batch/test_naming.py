"""The folder of a dossier, on every system."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.batch.naming import LONGEST, RESERVED, folder_name

ODD = (
    "CON",
    "con",
    "nul.cabinet",
    "COM1",
    "a.",
    "a ",
    "..",
    "../secret",
    "/etc/passwd",
    "C:\\x",
    "",
    ".",
    "é",
    "🦷" * 3,
)
ODD += ("x" * 300, "cabinet.tmp", "cabinet.zip", "lot.json", "suivi.xlsx", "a\nb", "a\0b", "-", "A", "\ud800")


@pytest.mark.parametrize("id_", ["tilleuls-infogerance-2026", "a", "2026.001", "a_b-c.d"])
def test_a_plain_id_is_its_folder(id_: str) -> None:
    assert folder_name(id_) == id_


@pytest.mark.parametrize("id_", ODD, ids=ascii)
def test_any_other_id_gives_a_safe_name(id_: str) -> None:
    name = folder_name(id_)
    assert re.fullmatch(r"[a-z0-9_-]+-[0-9a-f]{8}", name)
    assert len(name) <= LONGEST
    assert name.split(".")[0] not in RESERVED


@given(st.lists(st.text(max_size=80), unique=True, max_size=30))
def test_names_never_collide_even_without_case(ids: list[str]) -> None:
    assert len({folder_name(id_).casefold() for id_ in ids}) == len(ids)


@given(st.text())
def test_a_name_is_stable_and_alone(id_: str) -> None:
    name = folder_name(id_)
    assert name == folder_name(id_)
    assert "/" not in name
    assert name[-1] not in ". "


def test_ids_that_differ_by_case_or_look_like_a_mark() -> None:
    names = {folder_name(id_) for id_ in ("cabinet", "Cabinet", "CABINET", folder_name("Cabinet"))}
    assert len({name.casefold() for name in names}) == 4
