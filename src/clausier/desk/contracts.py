"""The texts of a dossier's contract: those that are given, each once, and those that were read, wherever they are.

They are kept in `.clausier/contrats`, a file for each dossier, which no document, archive or batch takes along.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from clausier.dossier.contract_texts import texts_bytes, texts_from
from clausier.errors import InvalidInput
from clausier.files import limits
from clausier.files.bounded import digest_of, read_bounded
from clausier.files.limits import TABLE
from clausier.model.reading import ReadFile, Reading
from clausier.negotiation.drafts import home_of

if TYPE_CHECKING:
    from clausier.model.contract_text import SourceText

FOLDER = Path(".clausier", "contrats")
SUFFIX = ".jsonl"


def distinct(given: Sequence[str], texts: Sequence[SourceText]) -> tuple[list[SourceText], list[str]]:
    """Each file once, those that share a name told by how they were given; and those that were given again."""
    found: dict[str, SourceText] = {}
    again: list[str] = []
    names = Counter(text.name for text in texts)
    for told, text in zip(given, texts, strict=True):
        if text.digest in found:
            again.append(told)
        else:
            found[text.digest] = text if names[text.name] == 1 else replace(text, name=told)
    return [*found.values()], again


def texts_path(dossier: Path) -> Path:
    """Where the texts of a dossier's contract are kept, given its file."""
    home = home_of(dossier)
    name = dossier.stem if home == dossier.parent else dossier.parent.name
    return home / FOLDER / f"{name}{SUFFIX}"


def texts_to_keep(dossier: Path, texts: Sequence[SourceText]) -> dict[Path, bytes]:
    """What is to be written with a reading, in a folder that is made; nothing where that cannot be, or is too much."""
    path, content = texts_path(dossier), texts_bytes(texts)
    if content is None or _leads_away(path):
        return {}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return {}
    return {path: content}


def texts_of(dossier: Path, reading: Reading, *, here: bool = False) -> Mapping[str, SourceText]:
    """Name of a file that was read → its text; the files whose text is not known any more are left out.

    They are the texts that were kept, or those of the same files beside the dossier; `here`: or wherever they were.
    """
    return {text.name: text for text in _texts(dossier, reading, here)}


def _texts(dossier: Path, reading: Reading, here: bool) -> Iterator[SourceText]:
    kept = {one.digest: one for one in _kept(dossier)}
    for file in reading.files:
        places = [dossier.parent / file.name] if Path(file.name).name == file.name else []
        places += [Path(file.name)] if here else []
        text = kept.get(file.digest) or next(filter(None, (_same(path, file) for path in places)), None)
        if text is not None:
            yield replace(text, name=file.name)


def _kept(dossier: Path) -> tuple[SourceText, ...]:
    path = texts_path(dossier)
    try:
        return () if _leads_away(path) else texts_from(read_bounded(path, limits.CONTRACT))
    except InvalidInput:
        return ()


def _leads_away(path: Path) -> bool:
    """Is the file, or a folder of ours that it is in, a link?"""
    return any(one.is_symlink() for one in (path, path.parent, path.parent.parent))


def _same(path: Path, file: ReadFile) -> SourceText | None:
    """The text of a file; None if it is not there, or not the one that was read."""
    try:
        is_there = path.is_file() and not path.is_symlink() and digest_of(path, TABLE) == file.digest
        return _read(path, file.digest) if is_there else None
    except (InvalidInput, OSError, ValueError):
        return None


@lru_cache(maxsize=8)
def _read(path: Path, digest: str) -> SourceText:
    """Read once; its digest tells that it is still the same."""
    from clausier.office.contract import read_contract

    return read_contract(path)
