"""Whatever a YAML file holds, its values and keys are bounded before anything looks at them."""

from __future__ import annotations

import pytest

from clausier.errors import MOST_PROBLEMS, InvalidInput
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


def test_aliases_do_not_nest_deeper_than_what_is_written_out() -> None:
    deeper = "\n".join(f"a{rank}: &a{rank} [*a{rank - 1}]" for rank in range(1, 30))
    assert "ligne 21 : plus de 20 niveaux imbriqués" in refusal(f"a0: &a0 b\n{deeper}")


def test_what_aliases_hold_is_counted_each_time() -> None:
    doubled = "\n".join(f"a{rank}: &a{rank} [{', '.join([f'*a{rank - 1}'] * 10)}]" for rank in range(1, 6))
    assert "plus de 100 000 valeurs" in refusal(f"a0: &a0 [{'b, ' * 20}b]\n{doubled}")


def test_a_value_named_twice_is_still_a_value() -> None:
    text = "a: &a b\nc: &c [*a, *a]\nd: {e: *c, f: *c}"
    assert read_bytes(text.encode(), "a.yaml").data["d"] == {"e": ["b", "b"], "f": ["b", "b"]}


def test_reading_stops_after_many_faults() -> None:
    assert len(refusal("a: b\n" * 1000).splitlines()) == MOST_PROBLEMS


def test_a_few_directives_are_read_and_many_are_refused() -> None:
    directives = [f"%TAG !a{rank}! b\n" for rank in range(60)]
    assert read_bytes(("".join(directives[:2]) + "---\na: b\n").encode(), "a.yaml").data == {"a": "b"}
    assert "ligne 1 : étiquettes YAML non admises" in refusal("".join(directives) + "---\na: b\n")
