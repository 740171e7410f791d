"""Folders of YAML → one raw tree: reading, and laying overlays over a base."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from clausier.errors import InvalidInput, Problem, Severity, nearest
from clausier.files.strictyaml import Document, KeyPath, Places, read_path, require_mapping
from clausier.library import landmarks, lawchanges, strangers
from clausier.library.rewording import DISABLED, without_what_went_with_it
from clausier.library.strangers import APART, CATEGORY_FILE, SINGLE_FILES
from clausier.library.tree import COMPLETE

CONTROLS = "controles"
VOCABULARIES = (
    *("types_de_contrat", "faits", "preuves", "ensembles_de_pays", "formes_sociales"),
    *("noms_des_parties", "temps_de_travail"),
)
"""By which any point may be judged."""
LEADING = re.compile(r"\d+")
"""The number of a category, before the name of its folder."""


@dataclass(frozen=True)
class Layer:
    """One folder as a tree: the keys of the single files, `categories` by number, `points` by id.

    `problems` are those of the files that could not be read and are left out; `edited` are the legal bases whose
    content changed without a reading of its own, with the first key that changed. `kept` are the points that no layer
    but the first describes, where the others leave as they are the words that every point is checked or judged by.
    `moved` are what is wrong with thresholds that an overlay moved without their origin.
    """

    data: dict[str, Any]
    places: Places
    problems: tuple[Problem, ...] = ()
    edited: Mapping[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    moved: tuple[Problem, ...] = ()


def read_folder(folder: Path) -> Layer:
    """Read a library folder or an overlay, as far as its files can be read; InvalidInput if there is no folder."""
    if not folder.is_dir():
        raise InvalidInput(
            [Problem(str(folder), "", "ce dossier de bibliothèque n'existe pas.", "Vérifier le chemin.")]
        )
    layer = Layer({"categories": {}, "points": {}}, Places(str(folder)))
    problems, files = list(strangers.problems(folder)), _files(folder)
    if not files and not problems:
        problems.append(_empty(folder))
    for path in files:
        try:
            _add_file(layer, path, str(path.relative_to(folder.parent)))
        except InvalidInput as error:
            problems.extend(error.problems)
    problems.extend((*_misfiled(layer), *_disabled(layer)))
    return replace(layer, problems=tuple(problems))


def _empty(folder: Path) -> Problem:
    message = "ce dossier ne contient aucun fichier de bibliothèque : rien n'en est repris."
    hint = f"Donner celui qui contient {strangers.HEADER}, ou les dossiers des points (04-…/….yaml)."
    return Problem(str(folder), "", message, hint, severity=Severity.WARNING)


def _misfiled(layer: Layer) -> Iterator[Problem]:
    """A category goes by its folder too: « 04-sauvegardes » holds number 4."""
    for number in layer.data["categories"]:
        folder = Path(layer.places.of(("categories", number))[0]).parent.name
        leading = LEADING.match(folder)
        if leading and str(int(leading[0])) != number:
            message = f"la catégorie porte le numéro {number}, et son dossier « {folder} » le numéro {leading[0]}."
            yield layer.places.problem(("categories", number, "numero"), message, "Corriger l'un des deux.")


def _disabled(layer: Layer) -> Iterator[Problem]:
    """A point is removed or it is not there to say so; what says anything else is left out."""
    for id_, point in layer.data["points"].items():
        word = point.get(DISABLED)
        if word not in (None, "oui"):
            del point[DISABLED]
            told = word if isinstance(word, str) else "…"
            message = f"« {DISABLED}: {told} » ne se dit pas : seul « oui » est admis, qui retire le point."
            hint = f"Pour garder le point, retirer la ligne ; s'il est retiré plus bas, écrire « {DISABLED}: null »."
            yield layer.places.problem(("points", id_, DISABLED), message, hint)


def stack(layers: Iterable[Layer]) -> Layer:
    """Lay each layer over the ones before: mappings merge, the rest replaces, None deletes; landmarks are added."""
    base, *overlays = layers
    data, lines = base.data, dict(base.places.lines)
    problems, moved, edited = list(base.problems), list[Problem](), dict[str, str]()
    for overlay in overlays:
        problems.extend((*overlay.problems, *_second_guide(overlay)))
        problems.extend(_idle_deletions(data, overlay.data, overlay.places))
        problems.extend(lawchanges.raised(data, overlay.data, overlay.places))
        moved.extend(lawchanges.moved(data, overlay.data, overlay.places))
        whole = landmarks.settled(data, Places(base.places.file, lines), overlay.data, overlay.places)
        laid, dropped = without_what_went_with_it(data, whole.tree, overlay.places)
        problems.extend((*whole.problems, *dropped))
        below, data = data, _merged(data, laid)
        edited = lawchanges.edited(edited, below, data, overlay.data)
        lines = {path: place for path, place in lines.items() if not _is_replaced(path, whole.tree)}
        lines.update({**overlay.places.lines, **whole.lines})
    enabled = {id_: point for id_, point in data["points"].items() if point.get(DISABLED) != "oui"}
    removed = [id_ for id_ in data["points"] if id_ not in enabled]
    problems.extend(_idle_removals(data["points"], removed, Places(base.places.file, lines)))
    numbers = [number for id_ in removed if isinstance(number := data["points"][id_].get("numero"), str)]
    tree = {**data, "points": enabled, "retires": removed, "numeros_retires": numbers}
    places = Places(base.places.file, lines)
    return Layer(tree, places, tuple(problems), edited, _kept(base, overlays), tuple(moved))


def _kept(base: Layer, overlays: Iterable[Layer]) -> frozenset[str]:
    found = frozenset(base.data["points"])
    for overlay in overlays:
        is_wider = not overlay.data.keys().isdisjoint((CONTROLS, *VOCABULARIES))
        found = frozenset() if is_wider else found - overlay.data["points"].keys() - _citing(base, overlay)
    return found


def _citing(base: Layer, overlay: Layer) -> frozenset[str]:
    """The points whose law an overlay describes anew."""
    changed = overlay.data.get(lawchanges.BASES)
    bases = changed.keys() if isinstance(changed, dict) else ()
    return frozenset(id_ for id_, point in base.data["points"].items() if not lawchanges.cited(point).isdisjoint(bases))


def _is_replaced(path: KeyPath, over: Any) -> bool:
    """Does an overlay put something else in the place of what holds this path? Its keys stand there no more."""
    for key in path[:-1]:
        if not isinstance(over, dict) or key not in over:
            return False
        over = over[key]
        if not isinstance(over, dict):
            return True
    return False


def _second_guide(overlay: Layer) -> Iterator[Problem]:
    if overlay.data.get(COMPLETE) == "oui":
        message = "une bibliothèque complète ne se pose pas sur une autre."
        yield overlay.places.problem((COMPLETE,), message, "La donner la première, ou retirer « complete ».")


def _files(folder: Path) -> list[Path]:
    single = [folder / name for name in SINGLE_FILES if (folder / name).is_file()]
    known = (*SINGLE_FILES, *APART)
    points = (path for path in (*folder.glob("*.yaml"), *folder.glob("*/*.yaml")) if path.name not in known)
    return single + sorted(path for path in points if not path.name.startswith("."))


def _add_file(layer: Layer, path: Path, name: str) -> None:
    document = read_path(path, name)
    content = require_mapping(document)
    root = _root(path, content)
    if not root:
        layer.data.update(_joined(layer.data, content))
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


def _joined(one: Any, other: Any) -> Any:
    """Two files of one folder: what either of them deletes is still to be deleted from the folders below."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return other
    return {**one, **{key: _joined(one.get(key), value) for key, value in other.items()}}


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


def _idle_removals(points: Mapping[str, Any], removed: Iterable[str], places: Places) -> Iterator[Problem]:
    """A point that is removed and that no library describes is misspelled, or was renamed since."""
    known = [id_ for id_, point in points.items() if "numero" in point]
    for id_ in removed:
        if id_ not in known:
            message = f"le point « {id_} » n'existe pas : rien à retirer."
            yield places.problem(("points", id_, DISABLED), message, nearest(id_, known))


def _idle_deletions(base: Any, over: Any, places: Places, root: KeyPath = ()) -> Iterator[Problem]:
    """`null` deletes a key: one that is not there is misspelled, or was renamed since."""
    for key, value in over.items():
        if value is None and key not in base:
            yield places.problem((*root, key), f"« {key} » n'existe pas : rien à effacer.", nearest(key, base))
        elif isinstance(value, dict) and isinstance(base.get(key), dict):
            yield from _idle_deletions(base[key], value, places, (*root, key))
