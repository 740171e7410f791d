"""The one emitter: whatever is written is read back, and looks as people write it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.characters import refused
from clausier.files.strictyaml import read_bytes
from clausier.files.yamltext import FORM, OVERLAY, Look, document, entries, record
from clausier.model.verdict import Finding

CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(lambda sign: not refused(sign))
TEXTS = st.text(CHARACTERS, max_size=130)
WORDS = st.text(st.sampled_from("ab*- \n{}:#'\"\\é«\u00a0\u2028\x85,[]&!%@|>`~0."), max_size=160)
ANY = st.one_of(TEXTS, WORDS)
TREES = st.dictionaries(
    st.one_of(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.sampled_from(["no", "12", "a b", "é: è", "12:30"])),
    st.recursive(
        ANY,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["cle", "autre", "oui"]), inner, max_size=3)
        ),
        max_leaves=6,
    ),
    max_size=4,
)


def read(text: str) -> Any:
    return read_bytes(text.encode(), "x").data


@pytest.mark.parametrize("look", [OVERLAY, FORM], ids=["overlay", "form"])
@given(TREES)
def test_every_tree_comes_back(look: Look, tree: dict[str, Any]) -> None:
    assert read(document(tree, look)) == tree


@given(TREES)
def test_every_tree_comes_back_from_the_quick_one(tree: dict[str, Any]) -> None:
    assert read(record(tree)) == tree
    assert read(f"liste:\n{entries([{'un': tree}, {'deux': 'x'}])}")["liste"] == [{"un": tree}, {"deux": "x"}]


def test_words_numbers_and_days_are_bare() -> None:
    tree = {"mot": Finding.YES, "vrai": True, "nombre": 12, "jour": date(2026, 11, 23), "texte": "2026-11-23"}
    assert document(tree) == 'mot: oui\nvrai: oui\nnombre: 12\njour: 2026-11-23\ntexte: "2026-11-23"\n'


def test_notes_stand_before_their_keys() -> None:
    tree = {"un": {"a": None, "b": ["t", "u"]}, "deux": "z"}
    notes = {("un", "b"): ["  # de b"], ("deux",): ["", "# de deux"], ("un",): ["# de un"]}
    assert document(tree, FORM, notes) == "# de un\nun:\n  a:\n  # de b\n  b: [t, u]\n\n# de deux\ndeux: z\n"


def test_looks() -> None:
    tree = {"a": None, "b": {"c": "d"}, "e": [{"f": "g"}]}
    assert document(tree, OVERLAY) == "a: null\nb: {c: d}\ne: [{f: g}]\n"
    assert document(tree, FORM) == "a:\nb:\n  c: d\ne:\n  - f: g\n"
