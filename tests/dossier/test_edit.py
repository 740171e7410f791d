"""Keys changed in a dossier's text: the other lines stay, and what the text then says is what was meant."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.dossier.edit import Changes, changed, edited
from clausier.files.strictyaml import read_bytes

TEXT = """\
# en tête
cabinet:
  nom: A   # le nôtre
  adresse: |
    1 rue
    # pas un commentaire

contrat:
  titre: T

  # la date
  date: 2026-01-02

reponses:
  # un
  un: oui

  # deux
  deux:
    constat: oui
    preuves:
    - nature: x
      numero: "1"
  # trois
  trois:
"""


def says(text: str) -> Any:
    return read_bytes(text.encode(), "").data


CASES: dict[str, Changes] = {
    "a value": {("cabinet", "nom"): "B"},
    "a block of lines": {("cabinet", "adresse"): "2 rue\n# toujours pas"},
    "a new key": {("contrat", "reference"): "R"},
    "a new key after a comment": {("cabinet", "siret"): "1"},
    "an answer that grows": {("reponses", "un"): {"constat": "oui", "citation": "a: b\nc", "volets": []}},
    "an answer that shrinks": {("reponses", "deux"): "non"},
    "a blank filled": {("reponses", "trois"): {"constat": "oui"}},
    "a key that goes": {("contrat", "date"): None, ("reponses", "deux"): None},
    "a key that was not there": {("contrat", "rien"): None},
    "a new section": {("positions", "un"): "repli", ("positions", "deux"): "cible"},
    "several": {("cabinet", "nom"): "B", ("reponses", "un"): "non", ("courrier", "lieu"): "P"},
}


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES)
def test_the_text_says_what_was_meant(changes: Changes) -> None:
    assert says(edited(TEXT, changes)) == changed(says(TEXT), changes)


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES)
def test_every_comment_stays(changes: Changes) -> None:
    text = edited(TEXT, changes)
    assert all(f"# {words}\n" in text for words in ("en tête", "la date", "un", "deux", "trois"))


def test_only_the_lines_of_a_key_change() -> None:
    text = edited(TEXT, {("reponses", "un"): "non"})
    assert text == TEXT.replace("  un: oui\n", "  un: non\n")


def test_a_file_without_an_end_of_line_and_with_crlf() -> None:
    assert says(edited("a:\n  b: 1", {("a", "c"): "2"})) == {"a": {"b": "1", "c": "2"}}
    assert says(edited("a:\r\n  b: 1\r\n", {("a", "b"): "2"})) == {"a": {"b": "2"}}


def test_what_stands_on_one_line_is_left_to_others() -> None:
    assert edited("a: {b: 1}\n", {("a", "b"): "2"}) == "a: {b: 1}\n"


def test_a_section_that_is_left_empty_goes_from_the_tree() -> None:
    assert changed({"a": {"b": "1"}, "c": {"d": "1"}}, {("a", "b"): None}) == {"c": {"d": "1"}}
