"""The tree that a Library is built from: points with their ids, all in the guide's order, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from clausier.model.library import Category
from clausier.model.requirement import NUMBER, Requirement

COMPLETE = "complete"
"""The key by which a library says that it stands alone."""
UNPRINTED = (COMPLETE, "coherence", "clauses_validees", "noms_des_parties", "reperes_des_faits")
UNPRINTED_OF_POINTS = ("essais", "reperes")
"""Keys on which no document depends."""


def spelled_points(data: Mapping[str, Any]) -> dict[str, Any]:
    """A point's id is its file's name and its category the first part of its number."""
    points = data["points"].items()
    return {id_: {**point, "id": id_, "categorie": _category(point)} for id_, point in points if "numero" in point}


def tree_of(data: Mapping[str, Any], categories: Iterable[Category], points: Iterable[Requirement]) -> dict[str, Any]:
    """What a Library is built from: both in the guide's order, and the fingerprint of what it says."""
    return {
        **data,
        "categories": sorted(categories, key=lambda category: category.number),
        "points": sorted(points, key=lambda point: point.order),
        "empreinte": _fingerprint(data),
    }


def _category(point: Mapping[str, Any]) -> int:
    match = NUMBER.fullmatch(str(point.get("numero", "")))
    return int(match[1]) if match else 0


def _fingerprint(data: Mapping[str, Any]) -> str:
    """Of all that documents are made of: not on what the library stands, what proves it, or how it reads contracts."""
    points = {id_: _without(one, UNPRINTED_OF_POINTS) for id_, one in data["points"].items()}
    content = {**_without(data, UNPRINTED), "points": points}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _without(tree: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    return {key: item for key, item in tree.items() if key not in keys}
