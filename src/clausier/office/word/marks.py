"""Names of the custom properties of a library book, and their reading."""

from __future__ import annotations

from clausier.office.word.xml import Element

OURS = "clausier-"
MARK_FORMAT, MARK_NAME = f"{OURS}format", f"{OURS}bibliotheque"
MARK_VERSION, MARK_FINGERPRINT = f"{OURS}version", f"{OURS}empreinte"

"""Properties of the whole book; those of its sheets are named after their part: « clausier-point-… »."""


def read_marks(root: Element | None) -> dict[str, str]:
    """Custom properties that clausier wrote: name → text, in the order of the file."""
    found = {str(item.get("name", "")): "".join(item.itertext()).strip() for item in root} if root is not None else {}
    return {name: mark for name, mark in found.items() if name.startswith(OURS)}
