"""The paragraph in which a passage stands, if the text of the contract is still known."""

from __future__ import annotations

from pathlib import Path

from clausier.desk.contracts import texts_of
from clausier.model.reading import PointReading, Reading


def paragraph_of(found: PointReading, reading: Reading, dossier: Path) -> str:
    """The paragraph of the first passage; empty where the text is not known any more.

    One whose words are all shown already is not told again.
    """
    if not found.passages:
        return ""
    passage = found.passages[0]
    text = texts_of(dossier, reading, here=True).get(passage.file)
    for block in text.blocks if text else ():
        if block.start <= passage.start <= block.start + len(block.text) and block.text != passage.quote:
            return block.text
    return ""
