"""The table of limits says what the code holds, and all of it."""

from __future__ import annotations

import dataclasses
import importlib
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from clausier.files import limits as text_limits
from clausier.office import limits as office_limits
from tests.builders import ROOT

PAGE = (ROOT / "docs" / "securite.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("\n## Les limites\n")[2].partition("\n## ")[0]
ROW = re.compile(
    r"^\| (?P<what>[^|]+) \| (?P<most>[0-9]+(?: [0-9]{3})*) (?P<unit>[^|]+) \| `(?P<where>[\w.]+)` \|$", re.MULTILINE
)
TOLD = {row["where"]: row for row in ROW.finditer(SECTION)}
ELSEWHERE = (
    "worddiff.WORK",
    "negotiation.reply.act.MOST",
    "errors.LONGEST_WORD",
    "errors.MOST_WORDS",
    "errors.MOST_PROBLEMS",
    "errors.MOST_CHECKED",
    *(f"office.word.budget.{name}" for name in ("TAGS", "LONGEST", "NESTED", "LEVELS", "MOST", "NUMBER")),
)
"""Limits that stand beside what they bound."""


def held(module: ModuleType) -> Iterator[str]:
    """The name of each limit of a table."""
    short = module.__name__.removeprefix("clausier.")
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, int) and name != "MEGABYTE":
            yield f"{short}.{name}"
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            yield from (f"{short}.{name}.{field.name}" for field in dataclasses.fields(value))


HELD = (*held(text_limits), *held(office_limits), *ELSEWHERE)


def valued(where: str) -> int:
    parts = where.split(".")
    depth = next(at for at, part in enumerate(parts) if part.isupper() or part.startswith("_"))
    found = importlib.import_module(".".join(("clausier", *parts[:depth])))
    for name in parts[depth:]:
        found = getattr(found, name)
    assert isinstance(found, int)
    return found


@pytest.mark.parametrize("where", HELD)
def test_the_page_tells_each_limit(where: str) -> None:
    row = TOLD[where]
    assert int(row["most"].replace(" ", "")) * ((1 << 20) if row["unit"] == "Mo" else 1) == valued(where)


def test_the_page_tells_no_other_limit() -> None:
    assert set(TOLD) == set(HELD)
    assert SECTION.count("\n| ") - 1 == len(TOLD), "a row that is not read"
