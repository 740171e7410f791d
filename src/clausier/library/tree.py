"""The tree that a Library is built from: points with their ids, all in the guide's order, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from clausier.model.library import Category
from clausier.model.requirement import NUMBER, Requirement

COMPLETE = "complete"
"""The key by which a library says that it stands alone."""
UNPRINTED = (COMPLETE, "coherence", "clauses_validees")
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
    """Of all that documents are made of: neither on what the library stands nor what its examples and rules prove."""
    points = {id_: {key: item for key, item in one.items() if key != "essais"} for id_, one in data["points"].items()}
    content = {**{key: item for key, item in data.items() if key not in UNPRINTED}, "points": points}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
