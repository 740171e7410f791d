"""Whatever a YAML file holds, its values and keys are bounded before anything looks at them."""

from __future__ import annotations

import pytest

from clausier.errors import InvalidInput
from clausier.files import limits
from clausier.files.strictyaml import read_bytes


def refusal(text: str, longest: int = limits.TEXT) -> str:
    with pytest.raises(InvalidInput) as error:
        read_bytes(text.encode(), "a.yaml", longest)
    return str(error.value)


def test_a_text_has_a_longest() -> None:
    longest = "x" * limits.TEXT
    assert read_bytes(f"a: {{b: [c, {longest}]}}".encode(), "a.yaml").data == {"a": {"b": ["c", longest]}}
    assert refusal(f"a:\n  b: [c, {longest}x]") == (
        "a.yaml, ligne 2, a.b.1 : le texte a 32 768 caractères : 32 767 au plus. Le raccourcir ou le partager."
    )


def test_a_key_has_a_longest() -> None:
    assert refusal("a:\n  " + "x" * 501 + ": b").startswith("a.yaml, ligne 2, a : le texte a 501 caractères : 500 au")


def test_a_reader_of_our_own_files_may_allow_more() -> None:
    text = "x" * (limits.TEXT + 1)
    assert read_bytes(text.encode(), "a.yaml", limits.KEPT).data == text
