"""Landmarks of a point in an overlay: replaced, added, taken away; kept where the rest of the point changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clausier.errors import Problem
from clausier.files.strictyaml import Places
from clausier.library.landmarks import changed, settled
from clausier.library.overlays import Layer, read_folder, stack
from clausier.library.reading import load_library, read_library
from clausier.model.landmark import Landmarks
from clausier.resources import shipped
from tests.builders import library

POINT = "sauvegardes-versions"
BASE: dict[str, Any] = {
    "forts": ["versions ~4 sauvegarde*", "génération*"],
    "sauf": "version ~2 logiciel",
    "volets": {"isolee": ["copie isolee"]},
}


def laid(folder: Path, landmarks: Any, **point: Any) -> Path:
    folder.mkdir()
    text = yaml.safe_dump({**point, "reperes": landmarks}, allow_unicode=True, sort_keys=False)
    (folder / f"{POINT}.yaml").write_text(text, encoding="utf-8")
    return folder


def stacked(tmp_path: Path, *overlays: Any) -> Layer:
    folders = [laid(tmp_path / f"n{rank}", one) for rank, one in enumerate((BASE, *overlays))]
    return stack(map(read_folder, folders))


def landmarks(found: Layer) -> Any:
    return found.data["points"][POINT]["reperes"]


@pytest.mark.parametrize(
    ("overlay", "key", "expected"),
    [
        ({"forts": ["copie*"]}, "forts", ["copie*"]),
        ({"sauf": None}, "sauf", None),
        ({"plus": {"forts": ["copie*"]}}, "forts", [*BASE["forts"], "copie*"]),
        ({"plus": {"forts": "copie*"}}, "forts", [*BASE["forts"], "copie*"]),
        ({"plus": {"faibles": ["copie*"]}}, "faibles", ["copie*"]),
        ({"plus": {"sauf": ["mise a jour"]}}, "sauf", ["version ~2 logiciel", "mise a jour"]),
        ({"moins": {"forts": ["génération*"]}}, "forts", ["versions ~4 sauvegarde*"]),
        ({"moins": {"forts": ["versions   ~4 sauvegarde*"]}}, "forts", ["génération*"]),
        ({"plus": {"forts": ["x1"]}, "moins": {"forts": BASE["forts"]}}, "forts", ["x1"]),
        ({"forts": ["seul"], "plus": {"forts": ["autre"]}}, "forts", ["seul", "autre"]),
        ({"plus": {"volets": {"isolee": ["hors ligne"]}}}, "volets", {"isolee": ["copie isolee", "hors ligne"]}),
        ({"plus": {"volets": {"datee": ["date*"]}}}, "volets", {"isolee": ["copie isolee"], "datee": ["date*"]}),
    ],
)
def test_an_overlay_replaces_adds_and_takes_away(overlay: Any, key: str, expected: Any, tmp_path: Path) -> None:
    found = stacked(tmp_path, overlay)
    assert found.problems == ()
    assert landmarks(found).get(key) == expected
    assert {name: value for name, value in landmarks(found).items() if name != key} == {
        name: value for name, value in BASE.items() if name != key
    }


def test_overlays_add_one_after_the_other(tmp_path: Path) -> None:
    found = stacked(tmp_path, {"plus": {"forts": ["un"]}}, {"plus": {"forts": ["deux"]}, "moins": {"forts": ["un"]}})
    assert landmarks(found)["forts"] == [*BASE["forts"], "deux"]


def test_each_landmark_stands_where_it_was_written(tmp_path: Path) -> None:
    found = stacked(tmp_path, {"moins": {"forts": ["génération*"]}, "plus": {"forts": ["un"], "sauf": ["deux"]}})
    places = {
        (key, one): found.places.of(("points", POINT, "reperes", key, rank))
        for key in ("forts", "sauf")
        for rank, one in enumerate(landmarks(found)[key])
    }
    assert places == {
        ("forts", "versions ~4 sauvegarde*"): (f"n0/{POINT}.yaml", 3),
        ("forts", "un"): (f"n1/{POINT}.yaml", 7),
        ("sauf", "version ~2 logiciel"): (f"n0/{POINT}.yaml", 5),
        ("sauf", "deux"): (f"n1/{POINT}.yaml", 9),
    }


def faults(tmp_path: Path, overlay: Any) -> list[Problem]:
    return list(read_library([shipped("clauses"), laid(tmp_path / "maison", overlay)]).problems)


@pytest.mark.parametrize(
    ("overlay", "key", "line", "told"),
    [
        ({"moins": {"forts": ["génération"]}}, "moins.forts.0", 4, "« génération » n'est pas un repère de « forts »"),
        ({"plus": ["copie*"]}, "plus", 2, "« plus » et « moins » donnent des repères par clé"),
        ({"plus": {"fort": ["copie*"]}}, "fort", 3, "Vouliez-vous dire « forts »"),
        ({"plus": {"forts": ["copie ~ nuit"]}}, "forts.", 4, "« ~ » est suivi d'un nombre de mots"),
        ({"plus": None}, "plus", 2, "« plus » n'existe pas : rien à effacer."),
    ],
)
def test_what_cannot_be_laid_is_said_with_its_place(
    overlay: Any, key: str, line: int, told: str, tmp_path: Path
) -> None:
    (problem,) = faults(tmp_path, overlay)
    assert problem.key.startswith(f"points.{POINT}.reperes.{key}")
    assert (problem.file, problem.line) == (f"maison/{POINT}.yaml", line)
    assert told in str(problem)


def test_a_reworded_point_keeps_its_landmarks(tmp_path: Path) -> None:
    folder = tmp_path / "maison"
    folder.mkdir()
    clause = {"titre": "Autre", "texte": "Autre texte."}
    text = yaml.safe_dump({"question": "Et alors ?", "clause": clause}, allow_unicode=True)
    (folder / f"{POINT}.yaml").write_text(text, encoding="utf-8")
    mine, ours = load_library([shipped("clauses"), folder]).by_id[POINT], library().by_id[POINT]
    assert mine.question != ours.question
    assert mine.landmarks == ours.landmarks != Landmarks()


def test_no_document_depends_on_landmarks(tmp_path: Path) -> None:
    folder = laid(tmp_path / "maison", {"plus": {"forts": ["copie*"]}})
    (folder / "bibliotheque.yaml").write_text("noms_des_parties: {client: [client]}\n", encoding="utf-8")
    mine = load_library([shipped("clauses"), folder])
    assert mine.by_id[POINT].landmarks != library().by_id[POINT].landmarks
    assert mine.party_names != library().party_names
    assert mine.fingerprint == library().fingerprint
    assert mine.model_dump() == library().model_dump()


EXPRESSIONS = st.lists(st.sampled_from("abcdef"), max_size=4, unique=True)
TREES = st.fixed_dictionaries(
    {},
    optional={
        "forts": EXPRESSIONS,
        "sauf": EXPRESSIONS,
        "neutre": st.just("oui"),
        "volets": st.dictionaries(st.sampled_from(["un", "deux"]), EXPRESSIONS.filter(bool), max_size=2),
    },
).map(lambda tree: {key: value for key, value in tree.items() if value})


@given(TREES, TREES)
def test_what_is_written_of_a_change_makes_it(before: dict[str, Any], after: dict[str, Any]) -> None:
    """As an import writes it: the trees say nothing empty."""
    nowhere = Places("x")
    over = {"categories": {}, "points": {POINT: {"reperes": changed(before, after)}}}
    whole = settled({"points": {POINT: {"reperes": before}}}, nowhere, over, nowhere)
    assert whole.problems == []
    laid_over = stack(
        [Layer({"categories": {}, "points": {POINT: {"reperes": before}}}, nowhere), Layer(over, nowhere)]
    )
    assert sorted_lists(landmarks(laid_over)) == sorted_lists(after)
    assert laid_over.problems == ()


def sorted_lists(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: sorted_lists(value) for key, value in tree.items() if value}
    return sorted(tree) if isinstance(tree, list) else tree
