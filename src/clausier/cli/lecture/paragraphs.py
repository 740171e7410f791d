"""The paragraph in which a passage stands, read again in the file of the contract if that is still there."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from clausier.errors import InvalidInput
from clausier.files.bounded import digest_of
from clausier.files.limits import TABLE
from clausier.model.reading import PointReading, Reading

if TYPE_CHECKING:
    from clausier.model.contract_text import TextBlock


def paragraph_of(found: PointReading, reading: Reading, dossier: Path) -> str:
    """The paragraph of the first passage; empty where the file is neither beside the dossier nor here, or is another.

    One whose words are all shown already is not told again.
    """
    if not found.passages:
        return ""
    passage = found.passages[0]
    digest = next((file.digest for file in reading.files if file.name == passage.file), "")
    for path in (dossier.parent / passage.file, Path(passage.file)):
        for block in _blocks(path, digest):
            if block.start <= passage.start <= block.start + len(block.text) and block.text != passage.quote:
                return block.text
    return ""


def _blocks(path: Path, digest: str) -> tuple[TextBlock, ...]:
    """The blocks of a file; none if it is not there, or not the one of this digest."""
    try:
        return _read(path, digest) if path.is_file() and digest_of(path, TABLE) == digest else ()
    except InvalidInput:
        return ()


@lru_cache(maxsize=8)
def _read(path: Path, digest: str) -> tuple[TextBlock, ...]:
    """Read once for all the points that are asked; its digest tells that it is still the same."""
    from clausier.office.contract import read_contract

    return read_contract(path).blocks
