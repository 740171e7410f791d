"""A library that stands alone: it says so, and then everything that the engine needs must be in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clausier.errors import Problem
from clausier.files.strictyaml import read_path, require_mapping
from clausier.library.overlays import Layer
from clausier.library.strangers import HEADER, SINGLE_FILES
from clausier.library.tree import COMPLETE
from clausier.model.library import Library

NEEDED = tuple(
    field.alias or name
    for name, field in Library.model_fields.items()
    if field.is_required() and name not in ("categories", "requirements")
)
EMPTY = {
    "categories": ("aucune catégorie", "En décrire une : 01-nom/_categorie.yaml."),
    "points": ("aucun point", "En écrire un : 01-nom/identifiant.yaml."),
}


def stands_alone(folder: Path) -> bool:
    """True if the folder's `bibliotheque.yaml` says `complete: oui`; InvalidInput if that file cannot be read."""
    path = folder / HEADER
    if not path.is_file():
        return False
    content = require_mapping(read_path(path, f"{folder.name}/{HEADER}"))
    return content.get(COMPLETE) == "oui"


def lacking(layer: Layer) -> Iterator[Problem]:
    """What a library cannot do without, said at the file where it belongs."""
    folder = Path(layer.places.file).name
    told = "une bibliothèque complète ne reprend rien de celle de clausier."
    for key in NEEDED:
        if layer.data.get(key) is None:
            file = f"{key}.yaml" if f"{key}.yaml" in SINGLE_FILES else HEADER
            yield Problem(f"{folder}/{file}", key, f"« {key} » manque : {told}", f"L'écrire dans {file}.")
    for section, (what, hint) in EMPTY.items():
        if not layer.data[section]:
            yield Problem(folder, section, f"la bibliothèque n'a {what}.", hint)
