"""`NOM.lecture.yaml`, beside a dossier: what was read in its contract, until a person decides. Internal, never sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clausier.errors import InvalidInput, Problem
from clausier.files import limits
from clausier.files.bounded import Absent, read_bounded
from clausier.files.internal import READING
from clausier.files.proof import proven
from clausier.files.strictyaml import read_bytes, require_mapping
from clausier.files.validation import build
from clausier.files.yamltext import record
from clausier.model.reading import Reading

HEAD = """\
# Ce que clausier a lu dans le contrat et ce qu'il en propose. Interne : ne pas transmettre au prestataire.
# Rien n'y est une réponse : clausier confirmer DOSSIER.
"""
SCHEMA, CURRENT = "schema", "1"
ANEW = "Lire de nouveau le contrat : clausier lire CONTRAT -o DOSSIER."


def reading_path(dossier: Path) -> Path:
    """The file of the reading of a dossier, given that of the dossier."""
    return dossier.with_name(f"{dossier.stem}{READING}")


def reading_beside(dossier: Path) -> Reading | None:
    """The reading that stands beside a dossier; None if there is none. InvalidInput if it cannot be read."""
    path = reading_path(dossier)
    try:
        content = read_bounded(path, limits.DOCUMENT)
    except Absent:
        return None
    return reading_from(content, str(path))


def read_reading(dossier: Path) -> Reading:
    """The same where there has to be one: InvalidInput if there is none."""
    found = reading_beside(dossier)
    if found is None:
        hint = f"Le lire d'abord : clausier lire CONTRAT… -o {dossier}."
        raise InvalidInput([Problem(str(dossier), "", "aucun contrat n'a été lu pour ce dossier.", hint)])
    return found


def reading_from(content: bytes, name: str) -> Reading:
    """The reading that the content of a file of this name tells; InvalidInput if it is spoilt."""
    document = read_bytes(content, name)
    tree = dict(require_mapping(document))
    if tree.pop(SCHEMA, None) != CURRENT:
        problem = Problem(name, SCHEMA, "ce n'est pas une lecture de cette version de clausier.", ANEW)
        raise InvalidInput([problem])
    return build(Reading, tree, document.places)


def reading_bytes(reading: Reading, name: str) -> bytes:
    """The content of the file; Unsound if it would not be read back as this reading."""
    tree: dict[str, Any] = {SCHEMA: CURRENT, **reading.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
    content = (HEAD + record(tree)).encode()
    return proven(content, name, lambda content: reading_from(content, name), reading)
