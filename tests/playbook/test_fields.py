"""A text of a point is declared once, on its model: everything that reads points finds it there."""

from __future__ import annotations

import copy
import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clausier.files.strictyaml import KeyPath
from clausier.library import texts
from clausier.model.base import Model
from clausier.model.clause import Clause
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.playbook.book.pointback import point_of
from clausier.playbook.book.pointsheets import point_sheet
from clausier.playbook.compare import Weight, compare
from clausier.playbook.fields import Form, members, text_at
from clausier.playbook.schema import schemas
from clausier.playbook.trees import point_tree
from tests.builders import ROOT, library
from tests.playbook.test_roundtrip import EVERYTHING, point

MARKED = "Un texte que rien d'autre ne dit"
PATHS = [text.path for text in texts.of_point(point())]


def kinds_of_texts(model: type[Model], root: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Paths of all the texts that a model may hold, « * » for a name, a verdict or a rank."""
    for key, member in members(model).items():
        below = (*root, key) if member.form in (Form.RECORD, Form.WORD) else (*root, key, "*")
        if member.text is not None:
            yield below
        if member.record is not None:
            yield from kinds_of_texts(member.record, below)


def kind_of_path(path: KeyPath) -> tuple[str, ...]:
    found: list[str] = []
    form: Form | None = None
    keys = members(Requirement)
    for key in path:
        if form in (Form.RECORDS, Form.NAMED, Form.MAPPING):
            found.append("*")
            form = None
        else:
            member = keys[str(key)]
            found.append(str(key))
            form, keys = member.form, members(member.record) if member.record else {}
    return tuple(found)


def marked(path: KeyPath) -> Requirement:
    """The point that says everything, with another text at a path."""
    data: Any = copy.deepcopy(EVERYTHING)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = MARKED
    return Requirement.model_validate(data)


def test_the_sample_holds_every_kind_of_text() -> None:
    assert {kind_of_path(path) for path in PATHS} == set(kinds_of_texts(Requirement))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_a_text_reaches_the_word_book_and_comes_back(path: KeyPath) -> None:
    tree = point_tree(marked(path))
    sheet = point_sheet("point-complet", tree, library())
    assert MARKED in str(sheet)
    assert point_of(sheet, "clauses.docx") == (tree, ())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_a_text_that_changes_is_wording(path: KeyPath) -> None:
    rest = {name: getattr(library(), name) for name in Library.model_fields if name != "requirements"}
    before, after = (Library(**rest, requirements=(one,)) for one in (point(), marked(path)))
    (entry,) = compare(before, after).changed
    (change,) = entry.changes
    assert MARKED in change.new.replace("’", "'")
    assert text_at(change.key) is not None
    assert change.weight is Weight.WORDING or change.old.count("2") != change.new.count("2")


def test_every_text_has_a_title_and_a_description() -> None:
    definitions = schemas(library())["point"]["$defs"]
    for kind in kinds_of_texts(Requirement):
        *parents, key = [part for part in kind if part != "*"]
        model: type[Model] = Requirement
        for parent in parents:
            model = members(model)[parent].record or model
        told = schemas(library())["point"] if model is Requirement else definitions[model.__name__]
        assert told["properties"][key]["description"], kind


ADDED = """\
    advice: Annotated[str, CLAUSE_BLOCKS] = Field("", alias="conseil", title="Conseil", description="À dire.")
"""
USE = """
import dataclasses
import sys
from datetime import date
from pathlib import Path
from clausier.library.reading import load_library, read_library
from clausier.playbook.book.export import word_file
from clausier.playbook.book.read import read_book
from clausier.playbook.book.roundtrip import book_of
from clausier.playbook.book.wordimport import imported
from clausier.playbook.compare import compare
from clausier.playbook.schema import schemas

BASE = Path(sys.argv[1])
POINT = "sauvegardes-test-restauration"
folder = Path("maison") / "04-sauvegardes"
folder.mkdir(parents=True)
file = folder / f"{POINT}.yaml"
base = load_library([BASE])

file.write_text("clause: {conseil: 'Voir {{ frequense }}.'}\\n", encoding="utf-8")
print(*(problem.message for problem in read_library([BASE, Path("maison")]).problems))

file.write_text("clause: {conseil: 'Voir {{ frequence }}.'}\\n", encoding="utf-8")
mine = load_library([BASE, Path("maison")])
((entry, change),) = [(entry, change) for entry in compare(base, mine).changed for change in entry.changes]
print(entry.id, change.key, change.weight.value, change.new)

print(schemas(mine)["point"]["$defs"]["Clause"]["properties"]["conseil"]["description"])

book = book_of(mine)
sheet = next(sheet for sheet in book.sheets if sheet.id == POINT)
print(sheet.fields["clause.conseil"])
retyped = dataclasses.replace(sheet, fields={**sheet.fields, "clause.conseil": "Un.\\n\\n- deux"})
edited = dataclasses.replace(book, sheets=tuple(retyped if one is sheet else one for one in book.sheets))
done = imported(read_book(word_file(edited), "clauses.docx"), mine, date(2026, 11, 28))
print(*done.files.values(), end="")
"""


def test_a_text_added_to_a_model_is_everywhere(tmp_path: Path) -> None:
    """One line on the model: the schema, the check of names, the comparison and the round trip in Word have it."""
    shutil.copytree(
        ROOT / "src" / "clausier", tmp_path / "src" / "clausier", ignore=shutil.ignore_patterns("__pycache__")
    )
    model = tmp_path / Path(inspect.getfile(Clause)).relative_to(ROOT)
    text = model.read_text(encoding="utf-8")
    before = "    introduction: "
    assert text.count(before) == 1
    model.write_text(text.replace(before, ADDED + before), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", USE, str(ROOT / "clauses")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "« {{ frequense }} » n'est pas déclaré.",
        "sauvegardes-test-restauration clause.conseil texte Voir {{ frequence }}.",
        "À dire.",
        "Voir {{ frequence }}.",
        "clause:",
        "  conseil: |",
        "    Un.",
        "",
        "    - deux",
    ]
