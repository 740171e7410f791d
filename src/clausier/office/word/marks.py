"""Names of the custom properties of a library book, and their reading."""

from __future__ import annotations

from clausier.office.word.xml import Element

MARK_FORMAT, MARK_NAME = "clausier-format", "clausier-bibliotheque"
MARK_VERSION, MARK_FINGERPRINT = "clausier-version", "clausier-empreinte"
MARK_POINT, MARK_CATEGORY = "clausier-point-", "clausier-categorie-"


def read_marks(root: Element | None) -> dict[str, str]:
    """Custom properties that clausier wrote: name → text, in the order of the file."""
    found = {str(item.get("name", "")): "".join(item.itertext()).strip() for item in root} if root is not None else {}
    return {name: mark for name, mark in found.items() if name.startswith("clausier-")}
