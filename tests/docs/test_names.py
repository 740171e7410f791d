"""Every file, module, command and option that a page or a docstring names exists."""

from __future__ import annotations

import re
import sys
from collections import defaultdict

import pytest

from tests.builders import ROOT
from tests.docs.names import CHOSEN, Named, missing, names
from tests.test_layers import LAYERS, OUTSIDE

PLACES: dict[str, list[Named]] = defaultdict(list)
for _one in names():
    PLACES[_one.where].append(_one)


@pytest.mark.parametrize("place", PLACES)
def test_what_is_named_exists(place: str) -> None:
    assert not [found for named in PLACES[place] if (found := missing(named))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("clausier analyse", "clausier analyse"),
        ("clausier lot produire lot.xlsx --travailleur 2", "produire --travailleur"),
        ("clausier lot …", ""),
        ("bibliotheque verifie", "bibliotheque verifie"),
        ("--modele DIR", "--modele"),
        ("make docs", "make docs"),
        ("python -m benchmarks.all", "benchmarks.all"),
        ("clausier.files.cupboard", "clausier.files.cupboard"),
        ("files.cache.keep", ""),
        ("files.cache.lose", "files.cache.lose"),
        ("docs/plan.md", "docs/plan.md"),
        ("word/reading.py", ""),
        ("may_hope", "may_hope"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_found(text: str, found: str) -> None:
    assert missing(Named(text, "docs/conception.md", of_code=True)) == found


def test_no_name_is_let_through_for_nothing() -> None:
    assert {named.text for place in PLACES.values() for named in place} >= CHOSEN


def test_the_map_tells_who_imports_each_library() -> None:
    page = (ROOT / "docs" / "conception.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| ([^|]+) \|$", page.partition("## Dependencies")[2], re.MULTILINE)
    told = {library: places for libraries, places in rows for library in re.findall(r"[\w-]+", libraries)}
    names = {"docx": "python-docx", "yaml": "pyyaml"}
    outside = {library: places for library, places in OUTSIDE.items() if library not in sys.stdlib_module_names}
    for library, places in outside.items():
        name = names.get(library, library)
        assert name in told, f"{name} manque au tableau"
        assert set(re.findall(r"`([\w.]+)`", told[name])) == places


def test_the_map_tells_every_room() -> None:
    page = (ROOT / "docs" / "conception.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)/?` \|", page, re.MULTILINE)) == {*LAYERS, "cli"}
