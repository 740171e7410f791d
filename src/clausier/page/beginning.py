"""A new dossier, from what none can do without; and a name that is free for its folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

from clausier.batch.naming import CASE, folder_name
from clausier.dossier.blank import identifier
from clausier.dossier.read import case_of
from clausier.dossier.tree import put
from clausier.dossier.write import dossier_text
from clausier.files.publish import publish
from clausier.files.seen import seen
from clausier.files.strictyaml import Document, Places
from clausier.french import fold
from clausier.model.casefile import State
from clausier.model.library import Library

BLANK: Mapping[str, str] = MappingProxyType(
    {"cabinet.nom": "", "prestataire.nom": "", "contrat.titre": "", "contrat.etat": State.UNSIGNED.value}
)
"""The fields of the form, by their keys in the file."""


def begun(root: Path, given: Mapping[str, str], library: Library, today: date) -> str:
    """Writes a new dossier and returns the name of its folder. InvalidInput for a field at fault; CannotWrite."""
    tree: dict[str, Any] = {}
    for key, value in given.items():
        put(tree, tuple(key.split(".")), value)
    id_ = identifier(fold(given["prestataire.nom"]), today)
    put(tree, ("dossier", "id"), id_)
    text = dossier_text(case_of(Document(tree, Places(CASE)), library), library)
    return placed(root, id_, text.encode())


def placed(root: Path, id_: str, content: bytes) -> str:
    """Writes a dossier in a folder of its own, and returns its name. CannotWrite."""
    name = free_name(root, folder_name(id_))
    path = root / name / CASE
    publish({CASE: content}, path.parent, seen=seen([path]))
    return name


def free_name(root: Path, name: str) -> str:
    """This name, or the next one that nothing in the folder bears."""
    names = (f"{name}-{rank}" if rank > 1 else name for rank in count(1))
    return next(one for one in names if not (root / one).exists())
