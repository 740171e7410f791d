"""JSON Lines: a dossier per line, read as strictly as YAML: numbers keep their spelling, no key comes twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clausier.batch.record import TOLERANT, Record, Tolerance, record_of
from clausier.errors import Problem
from clausier.files import limits
from clausier.files.bounded import open_bounded
from clausier.files.boundedjson import DEEP, SHALLOW, Beyond, loaded
from clausier.files.strictyaml import SMALL, Document, Places
from clausier.model.library import Library

BOM = b"\xef\xbb\xbf"
PARTED = "Le partager en plusieurs fichiers."


def records(path: Path, library: Library, how: Tolerance = TOLERANT) -> Iterator[Record]:
    """The dossiers of a file, in order; InvalidInput if it cannot be read at all."""
    with open_bounded(path, limits.TABLE, path.name, PARTED) as file:
        line = file.readline(limits.DOCUMENT + 1).removeprefix(BOM)
        number = 1
        while line:
            if line.strip():
                yield _record(path.name, number, line, library, how)
            line, number = _next_line(file, line), number + 1


def _next_line(file: Any, line: bytes) -> bytes:
    """The line after this one, whose end may still have to be skipped."""
    while line and not line.endswith(b"\n"):
        line = file.readline(limits.DOCUMENT + 1)
    found: bytes = file.readline(limits.DOCUMENT + 1)
    return found


def _record(name: str, number: int, line: bytes, library: Library, how: Tolerance) -> Record:
    position = f"{name}, ligne {number}"
    try:
        data = _parsed(line)
    except Beyond as fault:
        return Record(position, "", None, (Problem(name, "", fault.message, fault.hint, number),))
    return record_of(position, Document(data, Places(name, {(): (name, number)})), library, how=how)


def _parsed(line: bytes) -> dict[str, Any]:
    """The tree of a line: dicts, lists, strings and None, as from YAML."""
    if len(line) > limits.DOCUMENT:
        raise Beyond(f"la ligne dépasse {limits.megabytes(limits.DOCUMENT)}.", SMALL)
    try:
        data = loaded(line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_pairs)
    except UnicodeDecodeError:
        raise Beyond("la ligne n'est pas en UTF-8.", "Enregistrer le fichier en UTF-8.") from None
    except json.JSONDecodeError as error:
        hint = "Écrire un objet par ligne, sans virgule à la fin."
        raise Beyond(f"ce n'est pas du JSON valide (colonne {error.colno}).", hint) from None
    if not isinstance(data, dict):
        raise Beyond("la ligne n'est pas un objet JSON.", "Écrire un dossier par ligne : {…}.")
    return {key: _texts(value, 1) for key, value in data.items()}


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Beyond(f"clé en double : « {key} ».", "N'en garder qu'une.")
        _bound(key, limits.KEY)
        found[key] = value
    return found


def _texts(value: Any, depth: int) -> Any:
    """The value with its scalars as texts; bounded like YAML."""
    if isinstance(value, str):
        return _bound(value, limits.TEXT)
    if depth >= limits.DEPTH:
        raise Beyond(DEEP, SHALLOW)
    if isinstance(value, dict):
        return {key: _texts(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item, depth + 1) for item in value]
    return {True: "true", False: "false"}.get(value) if isinstance(value, bool) else value


def _bound(text: str, limit: int) -> str:
    if fault := limits.fault(text, limit):
        raise Beyond(*fault)
    return text
