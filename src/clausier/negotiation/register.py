"""`negociation.yaml`: the register of a negotiation, beside its dossier. Entries are added at its end only."""

from __future__ import annotations

from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.files.strictyaml import Document, read_bytes, require_mapping
from clausier.files.validation import build
from clausier.files.yamltext import FORM, document, entries
from clausier.model.negotiation import Event, Register

NAME = "negociation.yaml"
CURRENT = 1
HEAD = """\
# Registre de la négociation, tenu par clausier : chaque étape s'ajoute à la fin, rien n'est réécrit.
# Interne : ne pas transmettre au prestataire.
"""


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
    start = content or HEAD + document({"schema": CURRENT, "dossier": case, "evenements": None}, FORM)
    trees = [event.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True) for event in events]
    return start.rstrip("\n") + "\n" + (entries(trees) if trees else "")


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
