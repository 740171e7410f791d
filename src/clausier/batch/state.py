"""lot.json read again, a provider at a time: that of ten thousand holds more than may be built at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from clausier.errors import InvalidInput
from clausier.files import limits
from clausier.files.bounded import open_bounded
from clausier.files.boundedjson import Beyond, loaded

ROWS = "prestataires"
FIRST = f'"{ROWS}": ['.encode()
"""How the line begins that the rows follow, a line each."""


def read_state(path: Path, kept: Collection[str] = ()) -> Mapping[str, Any]:
    """What a batch says of itself, its rows with the `kept` keys alone; empty if there is none, or a spoilt one."""
    try:
        with open_bounded(path, limits.TABLE) as file:
            head, rows = _whole(file) or _by_lines(file)
            return {**head, ROWS: [{key: row[key] for key in kept if key in row} for row in rows]}
    except (InvalidInput, OSError, ValueError):
        return {}


def _whole(file: BinaryIO) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]] | None:
    """A small one, however it is laid out."""
    content = file.read(limits.DOCUMENT + 1)
    try:
        found = loaded(content) if len(content) <= limits.DOCUMENT else None
    except Beyond:
        return None
    if not isinstance(found, dict):
        return None
    rows = found.pop(ROWS, [])
    return found, [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _by_lines(file: BinaryIO) -> tuple[Mapping[str, Any], Iterator[Mapping[str, Any]]]:
    """One as clausier lays it out; ValueError if it is another."""
    file.seek(0)
    head: list[bytes] = []
    while not (line := file.readline(limits.DOCUMENT)).lstrip().startswith(FIRST):
        if not line or len(head) == limits.NODES:
            raise ValueError(ROWS)
        head.append(line)
    found = loaded(b"".join(head).rstrip().removesuffix(b",") + b"}")
    if not isinstance(found, dict):
        raise ValueError(ROWS)
    return found, _rows(file)


def _rows(file: BinaryIO) -> Iterator[Mapping[str, Any]]:
    for _ in range(limits.NODES):
        line = file.readline(limits.DOCUMENT).strip().removesuffix(b",")
        if not line or line.startswith(b"]"):
            return
        row = loaded(line)
        if isinstance(row, dict):
            yield row
    raise ValueError(ROWS)
