"""Golden cases: what the engine concludes on whole dossiers. `make cases` writes them anew."""

from __future__ import annotations

import pytest

from tests.regenerate_cases import CASES, conclusion, dossiers


@pytest.mark.parametrize("name", dossiers())
def test_case(name: str) -> None:
    expected = (CASES / name / "attendu.yaml").read_text(encoding="utf-8")
    assert conclusion(dossiers()[name]) == expected
