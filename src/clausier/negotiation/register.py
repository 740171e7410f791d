"""`negociation.yaml`: the register of a negotiation, beside its dossier. Entries are added at its end only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from clausier.errors import InvalidInput, Problem
from clausier.files.strictyaml import Document, read_bytes, require_mapping
from clausier.files.validation import build
from clausier.files.yamltext import key_text, scalar
from clausier.model.base import ISO_DATE
from clausier.model.negotiation import Event, Register

NAME = "negociation.yaml"
CURRENT = 1
HEAD = """\
# Registre de la négociation, tenu par clausier : chaque étape s'ajoute à la fin, rien n'est réécrit.
# Interne : ne pas transmettre au prestataire.
schema: {schema}
dossier: {case}
evenements:
"""
STEP = "  "


def register_path(dossier: Path) -> Path:
    """The register beside a dossier: `negociation.yaml`, or `NOM.negociation.yaml` for a dossier of another name."""
    return dossier.with_name(NAME if dossier.stem == "dossier" else f"{dossier.stem}.{NAME}")


def read_register(path: Path, case: str) -> Register:
    """The register of a dossier, empty if there is no file; InvalidInput if it is another's or cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Register(case=case)
    except OSError as error:
        message = f"le registre ne peut pas être lu ({error.strerror or error})."
        raise InvalidInput([Problem(str(path), "", message, "Vérifier les droits d'accès.")]) from None
    return register_of(content, str(path), case)


def register_of(content: bytes, name: str, case: str) -> Register:
    """The same from the bytes of the file, which `name` tells; empty if there are none."""
    return _checked(read_bytes(content, name), case) if content else Register(case=case)


def with_events(content: str, case: str, *events: Event) -> str:
    """The text of a register with more entries; an empty text begins one."""
    start = content or HEAD.format(schema=CURRENT, case=scalar(case))
    return start.rstrip("\n") + "\n" + "".join(f"{line}\n" for event in events for line in _entry(event))


def _checked(document: Document, case: str) -> Register:
    data = require_mapping(document)
    written = data.get("schema")
    if not (isinstance(written, str) and written.isdigit() and 1 <= int(written) <= CURRENT):
        hint = f"Cette version de clausier lit les registres jusqu'à {CURRENT}."
        raise InvalidInput([document.places.problem(("schema",), f"le format « {written} » est inconnu.", hint)])
    if data.get("evenements") is None:
        data = {**data, "evenements": []}
    register = build(Register, data, document.places)
    if register.case != case:
        message = f"ce registre est celui du dossier « {register.case} », et non « {case} »."
        hint = "Un dossier par répertoire : déplacer l'un des deux."
        raise InvalidInput([document.places.problem(("dossier",), message, hint)])
    return register


def _entry(event: Event) -> Iterator[str]:
    tree = event.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    first, *others = _mapping(tree, STEP)
    yield f"- {first.lstrip()}"
    yield from others


def _mapping(tree: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in tree.items():
        start = f"{indent}{key_text(key)}:"
        if isinstance(value, Mapping):
            yield start
            yield from _mapping(value, indent + STEP)
        elif isinstance(value, str) and _is_block(value):
            yield f"{start} |-"
            yield from (f"{indent}{STEP}{line}" if line else "" for line in value.split("\n"))
        else:
            yield f"{start} {_inline(value)}"


def _inline(value: Any) -> str:
    """A scalar on the line of its key; a day and a count stay bare, the reader guesses nothing."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value) if isinstance(value, int) or ISO_DATE.fullmatch(value) else scalar(value)


def _is_block(text: str) -> bool:
    """A literal block keeps the text to the letter: no odd end of line, no blank at its ends."""
    return "\n" in text and text == text.strip() and len(text.splitlines()) == text.count("\n") + 1
