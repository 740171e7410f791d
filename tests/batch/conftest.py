"""A source of as many providers as the module's COUNT says, and what is written of it when nothing goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.lots import DATE, prints, produce
from tests.batch.synthetic import write_lines


@pytest.fixture(scope="module")
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    count: int = request.module.COUNT
    return write_lines(tmp_path_factory.mktemp("source") / "lot.jsonl", count)


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    target = tmp_path_factory.mktemp("entier")
    assert produce(source, target, *DATE) == 0
    return prints(target)
