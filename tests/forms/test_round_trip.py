"""Dossier → questionnaire → dossier is the identity, in both formats, also after LibreOffice."""

from __future__ import annotations

import copy
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clausier.dossier.columns import columns_of
from clausier.dossier.read import case_of, read_case
from clausier.dossier.tree import tree_of
from clausier.dossier.write import dossier_text
from clausier.files.strictyaml import Document, Places, read_bytes
from clausier.forms.exact import item_written, items, lines, read, written
from clausier.forms.files import read_form
from clausier.forms.files.form import tag
from clausier.forms.merge import Wins
from clausier.forms.questionnaire import practice_form
from clausier.forms.readback import read_back
from tests.builders import EXAMPLES, full_library, library
from tests.forms import files
from tests.forms.dossiers import ANY, HARD, TEXT, answer, case, declaration, parameters, proof, trees

FEW = settings(
    max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink]
)


def drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Some values of a strategy, the same each time."""
    found: list[Any] = []

    @settings(max_examples=count, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(strategy)
    def keep(value: Any) -> None:
        found.append(value)

    keep()
    return found


@cache
def everything() -> dict[str, Any]:
    """A dossier that answers all the points, with proofs, positions, parameters and a declaration."""
    points = library().requirements
    whole = {
        "tree": trees(),
        "reponses": st.fixed_dictionaries({point.id: answer(point) for point in points}),
        "preuves": st.lists(proof(), min_size=3, max_size=3),
        "parametres": st.fixed_dictionaries({point.id: parameters(point) for point in points[::3]}),
        "declaration": declaration(),
    }
    found = drawn(st.fixed_dictionaries(whole), 2)[-1]
    tree: dict[str, Any] = {**found["tree"], "reponses": found["reponses"], "parametres": found["parametres"]}
    tree["reponses"][points[3].id]["preuves"] = found["preuves"]
    tree["positions"] = {point.id: "repli" for point in points[::2]}
    return {**tree, "declaration_prestataire": found["declaration"]}


@given(st.one_of(TEXT, ANY))
def test_a_text_is_written_and_read_exactly(text: str) -> None:
    assert read(written(text)) == text
    assert written(text) == written(text).strip() != ""
    assert "\n" not in item_written(text)


@given(st.lists(TEXT))
def test_items_are_written_and_read_exactly(texts: list[str]) -> None:
    assert items(lines(texts)) == texts


@pytest.mark.parametrize("text", ["Article 7.2", "deux\nlignes", "« Le Prestataire » – 4 h, l'été"])
def test_a_usual_text_is_written_as_it_is(text: str) -> None:
    assert written(text) == text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees())
def test_the_file_that_is_written_is_read_as_the_same_dossier(tree: dict[str, Any]) -> None:
    one = case(tree)
    text = dossier_text(one, library())
    assert files.same(case_of(read_bytes(text.encode(), "dossier.yaml"), library()), one)
    assert dossier_text(one, library()) == text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees())
def test_the_tree_of_a_dossier_is_the_dossier(tree: dict[str, Any]) -> None:
    one = case(tree)
    assert case(tree_of(one)) == one


@pytest.mark.parametrize("kind", files.FORMATS)
def test_random_dossiers(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp(kind)

    @FEW
    @given(trees())
    def check(tree: dict[str, Any]) -> None:
        one = case(tree)
        done = files.read(files.practice(folder, one, kind))
        assert files.same(done.case, one)
        assert not done.notices

    check()


def test_a_text_that_a_spreadsheet_would_read_as_a_line_end(tmp_path: Path) -> None:
    parties = {"cabinet": {"nom": "a"}, "prestataire": {"nom": "b"}, "contrat": {"titre": "c", "etat": "signe"}}
    declared = [{"par": who, "le": "2000-01-01"} for who in ("Me Exemple", "_x000D_")]
    one = case({**parties, "situation": {}, "declaration_prestataire": declared})
    assert files.same(files.read(files.practice(tmp_path, one, "xlsx")).case, one)


def test_every_column_of_a_table_of_dossiers_is_asked() -> None:
    asked = {row.id for row in practice_form(library(), None).tables[0].rows}
    assert {column.key for column in columns_of(library()).all if column.point is None} <= asked


@pytest.mark.parametrize("kind", files.FORMATS)
def test_all_the_points_with_everything(kind: str, tmp_path: Path) -> None:
    one = case(everything())
    assert files.same(files.read(files.practice(tmp_path, one, kind)).case, one)


@pytest.mark.parametrize("kind", files.FORMATS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_examples(path: Path, kind: str, tmp_path: Path) -> None:
    one = read_case(str(path), library())
    done = files.read(files.practice(tmp_path, one, kind), into=one)
    assert files.same(done.case, one)
    assert not done.notices


@pytest.mark.parametrize("kind", files.FORMATS)
def test_the_same_dossier_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    one = case(everything())
    assert (
        files.practice(tmp_path, one, kind, "a").read_bytes() == files.practice(tmp_path, one, kind, "b").read_bytes()
    )


TYPES = {"infogerance": ["infogerance", "reseau"], "hebergement": ["sauvegarde"]}


@pytest.mark.parametrize("kind", files.FORMATS)
def test_types_by_services_and_those_who_are_parties_travel(kind: str, tmp_path: Path) -> None:
    """Names alone in their field; what more is told of them, kept whole beside it."""
    contract = {"titre": "Contrat", "etat": "signe", "type": TYPES}
    for members in (["Dr A", "Dr B"], ["Dr A", {"nom": "Dr B", "qualite": "pédiatre"}]):
        one = case({**hard_case(), "cabinet": {"nom": "SCM", "membres": members}, "contrat": contract, "situation": {}})
        path = files.practice(tmp_path, one, kind)
        assert files.same(files.read(path).case, one)


def hard_case() -> dict[str, Any]:
    """Each text that programs like to change, in fields of its own."""
    tree = copy.deepcopy(everything())
    for point, text in zip(library().requirements, HARD, strict=False):
        tree["reponses"][point.id] |= {"citation": text, "commentaire": text * 2, "article": text[:5] or "x"}
    return tree


@pytest.mark.libreoffice
def test_a_dossier_saved_again_by_libreoffice(tmp_path: Path) -> None:
    """As workbooks, as Word files, and as Word files that went through .odt."""
    one = case(hard_case())
    for kind in files.FORMATS:
        sent = [files.practice(tmp_path, one, kind)]
        returned = files.saved_by_libreoffice(sent, kind, tmp_path / kind)
        if kind == "docx":
            through = files.saved_by_libreoffice(sent, "odt", tmp_path / "odt")
            returned += files.saved_by_libreoffice(through, "docx", tmp_path / "odt-docx")
        for path in returned:
            done = files.read(path)
            assert files.same(done.case, one), path
            assert not done.notices, path


@pytest.mark.parametrize("kind", files.FORMATS)
def test_what_no_field_shows_travels_too(kind: str, tmp_path: Path) -> None:
    """Answers to a point that the library removed, an empty set of parameters, a fact without value."""
    gone, *points = library().requirements
    smaller = library().model_copy(update={"requirements": tuple(points), "removed": frozenset({gone.id})})
    smaller.__dict__.pop("by_id", None)  # the copy keeps what the library had computed for itself
    tree = {
        "cabinet": {"nom": "Cabinet"},
        "prestataire": {"nom": "Prestataire"},
        "contrat": {"titre": "Contrat", "etat": "signe"},
        "situation": {"services": [], "acces_aux_donnees": []},
        "reponses": {gone.id: {"constat": "oui", "citation": "a\nb\n"}, points[0].id: "non"},
        "positions": {gone.id: "repli"},
        "parametres": {points[0].id: {}},
    }
    one = case_of(Document(tree, Places("essai.yaml")), smaller)
    path = tmp_path / f"q.{kind}"
    path.write_bytes(files.WRITERS[kind](practice_form(smaller, one)))
    done = read_back([read_form(path)], [], smaller, Wins.FIRST)
    assert files.same(done.case, one)
    assert not done.notices


def test_the_names_of_fields_fit_in_a_bookmark() -> None:
    names = [
        tag(table.key, row, key)
        for table in practice_form(full_library(), None).tables
        for row in table.rows
        for key in (["r"] if row.field else [field.key for field in table.fields])
    ]
    assert max(map(len, names)) <= 40
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]\w+", name, re.ASCII) for name in names)
