"""Files that clausier keeps beside a dossier and that are none: never taken for a dossier, a reply or a document."""

from __future__ import annotations

READING = ".lecture.yaml"
"""How the name of a reading ends: `NOM.lecture.yaml` stands beside `NOM.yaml`."""


def is_reading(name: str) -> bool:
    """True for the name of such a file, without its path."""
    return name.casefold().endswith(READING)
