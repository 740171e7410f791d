"""Who writes the letter, and how a library says « nous » for each."""

from __future__ import annotations

from enum import StrEnum


class Voice(StrEnum):
    """The writer of a letter: the practice itself, its counsel, or a union that it gave a mandate."""

    PRACTICE = "cabinet"
    COUNSEL = "conseil"
    UNION = "union"
