"""The comparison in Word: accepted, the new texts; rejected, the old ones; the same bytes each time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausier.library.reading import load_library
from clausier.model.library import Library
from clausier.office.package import parse, read_members
from clausier.office.word.revisions import Change, Reviser
from clausier.office.word.xml import el, w
from clausier.playbook.compare import Weight, compare
from clausier.playbook.redline import lines, redline
from clausier.resources import shipped
from clausier.worddiff import word_diff
from tests.builders import ROOT, library

DAY = date(2026, 11, 28)


def reviser() -> Reviser:
    return Reviser("Me Exemple", DAY)


@pytest.fixture(scope="module")
def house() -> Library:
    return load_library([shipped("clauses"), ROOT / "examples/cabinet-avocats/bibliotheque"])


def text(body: Any, gone: Change) -> str:
    """What stands once these changes are gone and the others are kept."""
    found = []
    for paragraph in body.iter(w("p")):
        for run in paragraph.iter(w("r")):
            if run.getparent().tag != w(gone.value):
                found += [one.text for one in run if one.tag in (w("t"), w("delText"))]
        if paragraph.find(f"{w('pPr')}/{w('rPr')}/{w(gone.value)}") is None:
            found.append("\n")
    return "".join(found)


def plain(said: str) -> str:
    """Without what Word shows by other means: bold, items, blank lines."""
    return re.sub(r"\n+(?:- )?", "\n", f"\n{said.replace('**', '')}").strip()


def test_each_change_stands_on_both_sides(house: Library) -> None:
    found = compare(library(), house)
    content = redline(library(), house, found, reviser())
    body = parse(read_members(content)["word/document.xml"])
    accepted, rejected = text(body, Change.DELETED), text(body, Change.INSERTED)
    told = [
        change
        for entry in (*found.changed, *found.added, *found.removed)
        for change in entry.changes
        if change.weight is not Weight.LANDMARK
    ]
    assert len(told) > 60
    for change in told:
        assert plain(change.new) in accepted, change.key
        assert plain(change.old) in rejected, change.key
    assert "sortie-interlocuteur" not in rejected
    (gone,) = found.removed
    assert f"{gone.number} – {gone.title}" in rejected
    assert f"{gone.number} – {gone.title}" not in accepted


def test_it_says_who_and_when_and_each_change_has_its_number(house: Library) -> None:
    found = compare(library(), house)
    content = redline(library(), house, found, reviser())
    assert content == redline(library(), house, found, reviser())
    body = parse(read_members(content)["word/document.xml"])
    changes = [*body.iter(w("ins")), *body.iter(w("del"))]
    assert len({one.get(w("id")) for one in changes}) == len(changes)
    assert {(one.get(w("author")), one.get(w("date"))) for one in changes} == {("Me Exemple", "2026-11-28T00:00:00Z")}


def test_how_contracts_are_read_is_not_told(tmp_path: Path) -> None:
    folder = tmp_path / "04"
    folder.mkdir()
    landmarks = "reperes: {plus: {forts: ['mot singulier']}}\n"
    (folder / "sauvegardes-test-restauration.yaml").write_text(landmarks, "utf-8")
    found = compare(library(), new := load_library([shipped("clauses"), tmp_path]))
    assert not found.is_empty
    assert b"singulier" not in read_members(redline(library(), new, found, reviser()))["word/document.xml"]


TEXTS = st.lists(st.sampled_from(["mot", "autre", "**gras**", "{{ delai }}", "dix", ".", "\n\n", "\n- "]), max_size=12)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_any_two_texts(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    hand = reviser()
    body = el("body", *(hand.paragraph("x", *line) for line in lines(word_diff(before, after), Change.NONE)))
    assert plain(text(body, Change.DELETED)).split() == plain(after).split()
    assert plain(text(body, Change.INSERTED)).split() == plain(before).split()
