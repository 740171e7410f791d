"""A dossier's keys changed in its file: sound or not written, its comments kept or its former text beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clausier.desk import amending
from clausier.desk.amending import Overtaken, amend, amended, print_of
from clausier.dossier.edit import Changes
from clausier.errors import InvalidInput
from clausier.files.strictyaml import read_bytes
from tests.builders import EXAMPLE, EXAMPLES, library

POINT = "sauvegardes-chiffrees"
CHANGES: Changes = {("reponses", POINT): "non"}
VALUES: tuple[Any, ...] = ("non", {"constat": "oui", "citation": "deux\nlignes : # x", "article": "7"}, None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "dossier.yaml"
    made.write_bytes(EXAMPLE.read_bytes())
    return made


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_answer_of_an_example_may_change(path: Path) -> None:
    """Only what others refer to (an anchor) makes the whole file be written anew."""
    content = path.read_bytes()
    document = read_bytes(content, "dossier.yaml")
    for point, before in document.data["reponses"].items():
        for value in VALUES:
            found = amended(content, document, {("reponses", point): value}, library())
            given = found.case.answers.get(point)
            assert (given.finding.value if given else None) == (value["constat"] if isinstance(value, dict) else value)
            assert not found.whole or "preuve" in before or "preuves" in before


def test_an_unsound_change_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(InvalidInput) as refused:
        amend(path, {("cabinet", "siret"): "12"}, library())
    assert [one.key for one in refused.value.problems] == ["cabinet.siret"]
    assert path.read_bytes() == before


def test_a_character_that_may_not_be_kept_is_told_where_it_stands(path: Path) -> None:
    """It comes with a copy of a page, and nobody sees it: no fault of ours."""
    before = path.read_bytes()
    changes: Changes = {("reponses", POINT): {"constat": "oui", "citation": "chiffr\x07ées"}}
    with pytest.raises(InvalidInput, match=r"U\+0007") as refused:
        amend(path, changes, library())
    assert [one.key for one in refused.value.problems] == [f"reponses.{POINT}.citation"]
    assert path.read_bytes() == before


def test_what_changed_since_it_was_shown_is_not_written_over(path: Path) -> None:
    shown = print_of(read_bytes(path.read_bytes(), "").data, CHANGES)
    amend(path, {("reponses", "acces-vpn"): "non"}, library())
    amend(path, CHANGES, library(), shown)
    with pytest.raises(Overtaken):
        amend(path, {("reponses", POINT): "oui"}, library(), shown)
    assert read_bytes(path.read_bytes(), "").data["reponses"][POINT] == "non"


def test_an_editor_that_saves_meanwhile_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it saved is read again, and changed in its turn."""
    saved = path.read_text(encoding="utf-8").replace("Contrat de services", "Contrat nouveau de services")
    real, times = amending.publish, iter((True, False))

    def late(*given: Any, **more: Any) -> Any:
        if next(times):
            path.write_text(saved, encoding="utf-8")
        return real(*given, **more)

    monkeypatch.setattr(amending, "publish", late)
    amend(path, CHANGES, library())
    data = read_bytes(path.read_bytes(), "").data
    assert (data["contrat"]["titre"][:15], data["reponses"][POINT]) == ("Contrat nouveau", "non")
