"""JSON Lines: a dossier per line, read as strictly as YAML: numbers keep their spelling, no key comes twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clausier.batch.record import Record, record_of
from clausier.errors import InvalidInput, Problem
from clausier.files.strictyaml import CONTROL, MAX_BYTES, MAX_DEPTH, Document, Places
from clausier.model.library import Library

BOM = b"\xef\xbb\xbf"


class _Fault(Exception):
    """A line that cannot be read."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


def records(path: Path, library: Library) -> Iterator[Record]:
    """The dossiers of a file, in order; InvalidInput if it cannot be read at all."""
    try:
        with path.open("rb") as file:
            line = file.readline(MAX_BYTES + 1).removeprefix(BOM)
            number = 1
            while line:
                if line.strip():
                    yield _record(path.name, number, line, library)
                line, number = _next_line(file, line), number + 1
    except OSError:
        message = "le fichier ne peut pas être lu."
        raise InvalidInput([Problem(path.name, "", message, "Vérifier le chemin et les droits d'accès.")]) from None


def _next_line(file: Any, line: bytes) -> bytes:
    """The line after this one, whose end may still have to be skipped."""
    while line and not line.endswith(b"\n"):
        line = file.readline(MAX_BYTES + 1)
    found: bytes = file.readline(MAX_BYTES + 1)
    return found


def _record(name: str, number: int, line: bytes, library: Library) -> Record:
    position = f"{name}, ligne {number}"
    try:
        data = _parsed(line)
    except _Fault as fault:
        return Record(position, "", None, (Problem(name, "", fault.message, fault.hint, number),))
    return record_of(position, Document(data, Places(name, {(): (name, number)})), library)


def _parsed(line: bytes) -> dict[str, Any]:
    """The tree of a line: dicts, lists, strings and None, as from YAML."""
    if len(line) > MAX_BYTES:
        raise _Fault(f"la ligne dépasse {MAX_BYTES // 1_000_000} Mo.", "Un dossier tient en quelques dizaines de Ko.")
    try:
        data = json.loads(line.decode(), parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_pairs)
    except UnicodeDecodeError:
        raise _Fault("la ligne n'est pas en UTF-8.", "Enregistrer le fichier en UTF-8.") from None
    except ValueError as error:
        column = getattr(error, "colno", 1)
        hint = "Écrire un objet par ligne, sans virgule à la fin."
        raise _Fault(f"ce n'est pas du JSON valide (colonne {column}).", hint) from None
    except RecursionError:
        raise _Fault(f"plus de {MAX_DEPTH} niveaux imbriqués.", "Un dossier en a moins de dix.") from None
    if not isinstance(data, dict):
        raise _Fault("la ligne n'est pas un objet JSON.", "Écrire un dossier par ligne : {…}.")
    return {key: _texts(value, 1) for key, value in data.items()}


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Fault(f"clé en double : « {twice} ».", "N'en garder qu'une.")
    return found


def _texts(value: Any, depth: int) -> Any:
    """The value with its scalars as texts; bounded like YAML."""
    if isinstance(value, str):
        if CONTROL.search(value):
            hint = "Le retirer : il ne peut pas figurer dans un document Word."
            raise _Fault("caractère de contrôle interdit.", hint)
        return value
    if depth >= MAX_DEPTH:
        raise _Fault(f"plus de {MAX_DEPTH} niveaux imbriqués.", "Un dossier en a moins de dix.")
    if isinstance(value, dict):
        return {key: _texts(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item, depth + 1) for item in value]
    return {True: "true", False: "false"}.get(value) if isinstance(value, bool) else value
