"""Landmarks in the Word book: one a paragraph, internal, and back; an overlay of what was changed, one by one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from clausier.files.strictyaml import read_bytes
from clausier.library.reading import load_library
from clausier.playbook.book import read_book, word_file
from clausier.playbook.book.roundtrip import book_of
from clausier.playbook.book.wordimport import imported
from clausier.playbook.book.wordreport import losses, notices
from clausier.playbook.compare import Weight, compare
from clausier.playbook.trees import point_tree
from clausier.resources import shipped
from tests.builders import library
from tests.office import word_edits as edit
from tests.office.word_files import W, members
from tests.playbook.test_book import Change, backups, done, faults

POINT = "sauvegardes-quotidiennes"
FILE = f"04-sauvegardes/{POINT}.yaml"
WEAK = "sauvegarde manag"
HEADINGS = "sauvegarde* / backup* / protection des donnees / continuite"


def landmarks(id_: str = POINT) -> dict[str, Any]:
    found: dict[str, Any] = point_tree(library().by_id[id_])["reperes"]
    return found


def new_paragraph(after: str, text: str) -> Change:
    """What Word makes of « Entrée » at the end of a landmark, and some words."""

    def change(root: Any) -> None:
        one = edit.paragraph(root, after)
        copied = etree.fromstring(etree.tostring(one))
        one.addnext(copied)
        runs = copied.findall(f"{W}r")
        for run in runs[1:]:
            copied.remove(run)
        runs[0].find(f"{W}t").text = text

    return change


def written(*changes: Change) -> Any:
    """What the overlay says of the landmarks of the point."""
    found = done(*changes)
    assert list(found.files) == [FILE]
    return read_bytes(found.files[FILE].encode(), FILE).data


def test_each_landmark_is_a_paragraph_in_the_internal_style() -> None:
    root = etree.fromstring(members(backups())["word/document.xml"])
    shown = [
        edit.text_of(one) for one in root.iter(f"{W}p") if edit.style(one) == edit.style(edit.paragraph(root, WEAK))
    ]
    for key in ("forts", "faibles", "sauf", "titres", "contraires"):
        assert set(landmarks()[key]) <= set(shown)
    cell = next(edit.paragraph(root, WEAK).iterancestors(f"{W}tc"))
    assert cell.find(f"{W}tcPr/{W}shd") is not None


def test_a_landmark_that_is_added_is_all_that_the_overlay_says() -> None:
    assert written(new_paragraph(WEAK, "copie* ~4 nocturne*")) == {
        "reperes": {"plus": {"faibles": ["copie* ~4 nocturne*"]}}
    }


def test_a_landmark_that_is_mended_or_emptied() -> None:
    old = landmarks()
    changes = (
        partial(edit.retype, start=WEAK, text="sauvegarde manag* ~6 site*"),
        partial(edit.retype, start=HEADINGS, text=""),
    )
    assert written(*changes) == {
        "reperes": {
            "titres": None,
            "plus": {"faibles": ["sauvegarde manag* ~6 site*"]},
            "moins": {"faibles": [one for one in old["faibles"] if one.startswith(WEAK)]},
        }
    }


def test_the_overlay_gives_what_the_document_says(tmp_path: Path) -> None:
    changes = (
        new_paragraph(WEAK, "copie* ~4 nocturne*"),
        partial(edit.retype, start=WEAK, text="sauvegarde manag* ~6 site*"),
    )
    found = done(*changes)
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text(found.files[FILE], encoding="utf-8")
    mine = load_library([shipped("clauses"), tmp_path])
    assert list(losses(found, mine, "clauses.docx")) == []
    (entry,) = compare(library(), mine).changed
    assert {change.weight for change in entry.changes} == {Weight.LANDMARK}
    assert [(change.key, change.old[:6], change.new) for change in entry.changes] == [
        ("reperes.faibles", "sauveg", "sauvegarde manag* ~6 site*"),
        ("reperes.faibles", "", "copie* ~4 nocturne*"),
    ]
    assert compare(library(), mine).first == ()


@pytest.mark.parametrize("text", ["test* – test\u00a0de charge", "l’essai - test de charge"])
def test_what_word_types_by_itself_is_read(text: str) -> None:
    plain = text.replace("–", "-").replace("\u00a0", " ").replace("’", "'")
    assert written(new_paragraph(WEAK, text))["reperes"]["plus"] == {"faibles": [plain]}


def test_landmarks_in_another_order_or_twice_change_nothing() -> None:
    def turn(root: Any) -> None:
        one = edit.paragraph(root, WEAK)
        one.getparent().insert(1, one)

    weak = next(one for one in landmarks()["faibles"] if one.startswith(WEAK))
    assert not done(turn).edits
    assert not done(new_paragraph(WEAK, weak)).edits


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("copie* ~ nuit", "« ~ » est suivi d'un nombre de mots"),
        ("copie* /", "il manque un mot"),
        ("copie / {poids}", "n'est pas une sorte de valeur"),
    ],
)
def test_a_landmark_that_cannot_be_read_is_refused_with_its_place(text: str, told: str) -> None:
    (problem,) = faults(new_paragraph(WEAK, text))
    assert told in problem.message
    assert "Repères faibles" in problem.key
    assert f"« {text} »" in problem.key
    assert POINT in problem.key
    assert "Un paragraphe par repère" in problem.hint


def test_the_landmarks_of_a_part_are_added_to() -> None:
    point = next(point for point in library().requirements if point.landmarks.parts)
    name, (first, *_) = next(iter(point.landmarks.parts.items()))
    content = word_file(book_of(library(), point.category))
    found = done(new_paragraph(first, "zorglub*"), content=content)
    (text,) = found.files.values()
    assert read_bytes(text.encode(), "x").data == {"reperes": {"plus": {"volets": {name: ["zorglub*"]}}}}


def test_what_moved_in_the_library_since_the_export_is_said(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text("reperes: {plus: {forts: [copie* ~4 cloud]}}\n", encoding="utf-8")
    now = load_library([shipped("clauses"), tmp_path])
    reading = read_book(edit.edited(backups(), new_paragraph(WEAK, "copie* ~4 nocturne*")), "clauses.docx")
    found = imported(reading, now)
    assert any(
        "changé depuis dans la bibliothèque : Repères forts" in line for line in notices(found, now, reading.marks)
    )
    assert read_bytes(found.files[FILE].encode(), FILE).data == {
        "reperes": {"plus": {"faibles": ["copie* ~4 nocturne*"]}}
    }
