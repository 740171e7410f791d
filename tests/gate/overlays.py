"""Random overlays: one or two keys of shipped files changed, in every way that a hand or an editor could."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from clausier.files.strictyaml import KeyPath, read_path
from clausier.resources import shipped
from tests.gate.dossiers import DATES, NO_DATES, ODD, VALUES

WORDS = (
    "remplacer",
    "oui",
    "non",
    "inconnu",
    "contraire",
    "loi",
    "duree",
    "pays",
    "EEE",
    "certificat_hds",
    "services",
    "rgpd-28-3-g",
    "perimetre-services",
    "{{ volets }}",
    "{{ delai }} **gras**",
    "à compléter : [à compléter]",
)
KEYS = ("inconnue", "délai", "clé à moi", "texte", "valeurs", "cabinet", "type", "conforme", "1", "si", "id", "numero")


@cache
def sources() -> tuple[tuple[str, Any], ...]:
    """Name inside the folder → raw tree, of every shipped file."""
    base = shipped("clauses")
    paths = sorted((*base.glob("*.yaml"), *base.glob("[01]*/*.yaml")))
    return tuple((str(path.relative_to(base)), read_path(path).data) for path in paths)


def places(tree: Any, root: KeyPath = ()) -> Iterator[KeyPath]:
    """Every path of a tree, the whole excepted."""
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, item in children:
        yield (*root, key)
        yield from places(item, (*root, key))


@cache
def all_places() -> tuple[tuple[str, KeyPath], ...]:
    return tuple((name, path) for name, tree in sources() for path in places(tree))


@cache
def points_and_rest() -> st.SearchStrategy[tuple[str, KeyPath]]:
    """A place: as often in the files that all points share, without the texts of law, as in the points."""
    shared = [one for one in all_places() if "/" not in one[0] and one[0] != "fondements.yaml"]
    law = [one for one in all_places() if one[0] == "fondements.yaml"]
    points = [one for one in all_places() if "/" in one[0]]
    return st.sampled_from(shared) | st.sampled_from(points) | st.sampled_from(points) | st.sampled_from(law[:400])


@cache
def kin(key: str | int) -> tuple[tuple[str, KeyPath], ...]:
    """Every place under the same key: what stands there is of the right shape, and means something else."""
    return tuple(one for one in all_places() if one[1][-1] == key)


def at(tree: Any, path: KeyPath) -> Any:
    for key in path:
        tree = tree[key]
    return tree


HOW = ("kin", "kin", "kin", "less", "text", "value", "word", "date", "null", "shape", "key", "elsewhere")


@st.composite
def replacements(draw: st.DrawFn, before: Any, key: str | int) -> Any:
    """What stands at a place instead: nothing, another shape, another word, or what stands elsewhere."""
    how = draw(st.sampled_from(HOW))
    if how == "kin":
        name, path = draw(st.sampled_from(kin(key)))
        return copy.deepcopy(at(dict(sources())[name], path))
    if how == "shape":
        return draw(st.sampled_from(([], {}, [before], {"x": before}, "x", "", [None], ["x"], {"x": "y"}, [{}])))
    if how == "elsewhere":
        name, path = draw(points_and_rest())
        return copy.deepcopy(at(dict(sources())[name], path))
    if how == "key" and isinstance(before, dict):
        return {**before, draw(st.sampled_from(KEYS)): draw(st.sampled_from((*WORDS, {}, [], "x")))}
    if how == "less" and isinstance(before, list | dict) and before:
        kept = list(before)[1:]
        return {key: None if key not in kept else before[key] for key in before} if isinstance(before, dict) else kept
    pools: dict[str, tuple[str, ...]] = {"text": ODD, "value": VALUES, "date": (*DATES, *NO_DATES), "word": WORDS}
    return None if how == "null" else draw(st.sampled_from(pools.get(how, WORDS)))


def change(tree: Any, path: KeyPath, value: Any) -> Any:
    """An overlay that puts a value at a path: a list is written whole, as overlays must."""
    if not path:
        return value
    key, *rest = path
    if isinstance(tree, list):
        assert isinstance(key, int)
        return [change(item, tuple(rest), value) if rank == key else item for rank, item in enumerate(tree)]
    return {key: change(tree[key], tuple(rest), value)}


@st.composite
def overlays(draw: st.DrawFn) -> dict[str, Any]:
    """File name → tree."""
    files: dict[str, Any] = {}
    for _ in range(draw(st.sampled_from((1, 1, 2)))):
        name, path = draw(points_and_rest())
        tree = dict(sources())[name]
        files[name] = change(tree, path, draw(replacements(at(tree, path), path[-1])))
    return files


def written(files: dict[str, Any], folder: Path) -> Path:
    for name, tree in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder
