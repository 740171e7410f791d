"""Folders of YAML → one raw tree: reading, and laying overlays over a base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clausier.errors import InvalidInput, Problem
from clausier.files.strictyaml import Document, KeyPath, Places, read_path, require_mapping

HEADER = "bibliotheque.yaml"
SINGLE_FILES = (
    HEADER,
    "fondements.yaml",
    "definitions.yaml",
    "formules.yaml",
    "controles.yaml",
    "validations.yaml",
)
CATEGORY_FILE = "_categorie.yaml"
DISABLED = "desactive"
COMPLETE = "complete"


@dataclass(frozen=True)
class Layer:
    """One folder as a tree: the keys of the single files, `categories` by number, `points` by id.

    `problems` are those of the files that could not be read and are left out.
    """

    data: dict[str, Any]
    places: Places
    problems: tuple[Problem, ...] = ()


def read_folder(folder: Path) -> Layer:
    """Read a library folder or an overlay, as far as its files can be read; InvalidInput if there is no folder."""
    if not folder.is_dir():
        raise InvalidInput(
            [Problem(str(folder), "", "ce dossier de bibliothèque n'existe pas.", "Vérifier le chemin.")]
        )
    layer = Layer({"categories": {}, "points": {}}, Places(str(folder)))
    problems = _strangers(folder)
    for path in _files(folder):
        try:
            _add_file(layer, path, str(path.relative_to(folder.parent)))
        except InvalidInput as error:
            problems.extend(error.problems)
    return replace(layer, problems=tuple(problems))


def stack(layers: Iterable[Layer]) -> Layer:
    """Lay each layer over the ones before: mappings merge, the rest replaces, None deletes."""
    base, *overlays = layers
    data, lines = base.data, dict(base.places.lines)
    problems = list(base.problems)
    for overlay in overlays:
        problems.extend((*overlay.problems, *_second_guide(overlay)))
        data = _merged(data, overlay.data)
        lines.update(overlay.places.lines)
    enabled = {id_: point for id_, point in data["points"].items() if point.get(DISABLED) != "oui"}
    removed = [id_ for id_ in data["points"] if id_ not in enabled]
    return Layer({**data, "points": enabled, "retires": removed}, Places(base.places.file, lines), tuple(problems))


def _second_guide(overlay: Layer) -> Iterator[Problem]:
    if overlay.data.get(COMPLETE) == "oui":
        message = "une bibliothèque complète ne se pose pas sur une autre."
        yield overlay.places.problem((COMPLETE,), message, "La donner la première, ou retirer « complete ».")


def _files(folder: Path) -> list[Path]:
    single = [folder / name for name in SINGLE_FILES if (folder / name).is_file()]
    points = (path for path in (*folder.glob("*.yaml"), *folder.glob("*/*.yaml")) if path.name not in SINGLE_FILES)
    return single + sorted(path for path in points if not path.name.startswith("."))


def _strangers(folder: Path) -> list[Problem]:
    """Files that look like YAML but would not be read: better refused than ignored."""
    found = sorted((*folder.glob("*.yml"), *folder.glob("*/*.yml")))
    hint = "Renommer le fichier en .yaml."
    return [
        Problem(str(path.relative_to(folder.parent)), "", "l'extension .yml n'est pas lue.", hint) for path in found
    ]


def _add_file(layer: Layer, path: Path, name: str) -> None:
    document = read_path(path, name)
    content = require_mapping(document)
    root = _root(path, content)
    if not root:
        layer.data.update(_merged(layer.data, content))
    else:
        section, key = root
        if key in layer.data[section]:
            raise InvalidInput([Problem(name, "", f"« {key} » est décrit par deux fichiers.", "N'en garder qu'un.")])
        layer.data[section][key] = content
    _shift_places(layer.places, document, root, name)


def _root(path: Path, content: dict[str, Any]) -> tuple[str, ...]:
    if path.name == CATEGORY_FILE:
        return ("categories", str(content.get("numero", path.parent.name)))
    return () if path.name in SINGLE_FILES else ("points", path.stem)


def _shift_places(places: Places, document: Document, root: KeyPath, name: str) -> None:
    places.lines[root] = (name, 1)
    for path, place in document.places.lines.items():
        places.lines[(*root, *path)] = place


def _merged(base: Any, over: Any) -> Any:
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    kept = {key: value for key, value in base.items() if key not in over}
    laid = {key: _merged(base.get(key), value) for key, value in over.items() if value is not None}
    return {
        key: kept.get(key, laid.get(key))
        for key in [*base, *(k for k in over if k not in base)]
        if key in kept or key in laid
    }
