"""`negociation.yaml`: the register of a negotiation, beside its dossier. Events are added at its end only.

Each event bears its number and the fingerprint of the one before: what was changed, dropped or moved shows.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from clausier.errors import InvalidInput
from clausier.files import limits
from clausier.files.bounded import Absent, read_bounded
from clausier.files.strictyaml import Document, read_bytes, require_mapping
from clausier.files.validation import build
from clausier.files.yamltext import FORM, document, entries
from clausier.model.register import Event, Register

NAME = "negociation.yaml"
CURRENT = 2
HEAD = """\
# Registre de la négociation, tenu par clausier : chaque étape s'ajoute à la fin, rien n'est réécrit.
# Interne : ne pas transmettre au prestataire.
"""
KEY = "evenements"
MEND = "Rétablir le registre tel qu'il était (une copie, ou git) : clausier n'y fait qu'ajouter."


def register_path(dossier: Path) -> Path:
    """The register beside a dossier: `negociation.yaml`, or `NOM.negociation.yaml` for a dossier of another name."""
    return dossier.with_name(NAME if dossier.stem == "dossier" else f"{dossier.stem}.{NAME}")


def read_register(path: Path, case: str) -> Register:
    """The register of a dossier, empty if there is no file; InvalidInput if it is another's or cannot be read."""
    return register_of(register_bytes(path), str(path), case)


def register_bytes(path: Path) -> bytes:
    """The content of a register, empty if there is no file; InvalidInput if it cannot be read."""
    try:
        return read_bounded(path, limits.DOCUMENT)
    except Absent:
        return b""


def register_of(content: bytes, name: str, case: str) -> Register:
    """The same from the bytes of the file, which `name` tells; empty if there are none."""
    return _checked(read_bytes(content, name, limits.KEPT), case) if content else Register(case=case)


def with_events(content: str, case: str, *events: Event) -> str:
    """The text of a register with more events; an empty text begins one. One of format 1 goes on in format 2."""
    start = content or HEAD + document({"schema": CURRENT, "dossier": case, KEY: None}, FORM)
    if not events:
        return start
    start = re.sub(r"(?m)^schema: 1$", f"schema: {CURRENT}", start, count=1)
    written = _events(require_mapping(read_bytes(start.encode(), NAME, limits.KEPT)))
    print_, trees = _print_of(written), []
    for number, event in enumerate(events, start=len(written) + 1):
        told = event.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
        tree = _as_read({"numero": number, **({"precedent": print_} if print_ else {}), **told})
        print_ = _next(print_, tree)
        trees.append(tree)
    return start.rstrip("\n") + "\n" + entries(trees)


def _as_read(tree: Mapping[str, Any]) -> dict[str, Any]:
    """An event as it is read back: every scalar a text."""
    found: dict[str, Any] = read_bytes(entries([tree]).encode(), NAME, limits.KEPT).data[0]
    return found


def _print_of(trees: Sequence[Any]) -> str:
    """The fingerprint of the last event: of all those before it too."""
    print_ = ""
    for tree in trees:
        print_ = _next(print_, tree)
    return print_


def _next(previous: str, tree: Any) -> str:
    told = json.dumps(tree, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{previous}\0{told}".encode()).hexdigest()[:16]


def _events(data: Mapping[str, Any]) -> list[Any]:
    found = data.get(KEY)
    return found if isinstance(found, list) else []


def _checked(document: Document, case: str) -> Register:
    data = require_mapping(document)
    written = data.get("schema")
    if not (isinstance(written, str) and written.isdigit() and 1 <= int(written) <= CURRENT):
        hint = f"Cette version de clausier lit les registres jusqu'à {CURRENT}."
        raise InvalidInput([document.places.problem(("schema",), f"le format « {written} » est inconnu.", hint)])
    if data.get(KEY) is None:
        data = {**data, KEY: []}
    register = build(Register, data, document.places)
    if register.case != case:
        message = f"ce registre est celui du dossier « {register.case} », et non « {case} »."
        hint = "Un dossier par répertoire : déplacer l'un des deux."
        raise InvalidInput([document.places.problem(("dossier",), message, hint)])
    _check_chain(register, document)
    supposed = sum(event.number is None for event in register.events)
    return register.model_copy(update={"supposed": supposed, "print_": _print_of(_events(data))})


def _check_chain(register: Register, document: Document) -> None:
    """InvalidInput for the first event that does not follow the one before."""
    print_, numbered = "", False
    for rank, (event, tree) in enumerate(zip(register.events, _events(document.data), strict=True)):
        follows = event.previous == print_ and event.number == rank + 1
        if (event.number is not None or numbered) and not follows:
            message = f"l'événement {rank + 1} ne suit pas celui qui le précède : le registre a été modifié."
            raise InvalidInput([document.places.problem((KEY, rank), message, MEND)])
        numbered = numbered or event.number is not None
        print_ = _next(print_, tree)
