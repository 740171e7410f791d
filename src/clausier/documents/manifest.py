"""The manifest: what was read and what was made, as fingerprints; no path, no clock.

A later run compares the `lu` part with what it would read to know whether a folder is up to date.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from clausier import __version__
from clausier.documents.assemble import TEMPLATES, template_path
from clausier.model.analysis import Analysis
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName

NAME = "manifeste.json"
SCHEMA = 1


def manifest(
    analysis: Analysis,
    proposal: Proposal,
    position: PositionName,
    templates: Sequence[Path],
    files: Mapping[str, bytes],
) -> bytes:
    """UTF-8 JSON: versions, fingerprints of what was read and of each output."""
    library = analysis.library
    content = {
        "schema": SCHEMA,
        "clausier": __version__,
        "date": analysis.date.isoformat(),
        "position": position.value,
        "bibliotheque": {"nom": library.name, "version": library.version, "empreinte": library.fingerprint},
        "lu": _read(analysis, proposal, templates),
        "produit": {name: _digest(data) for name, data in sorted(files.items())},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _read(analysis: Analysis, proposal: Proposal, templates: Sequence[Path]) -> dict[str, Any]:
    """The normalised dossier; criteria of all points; clauses, bases and definitions that are printed."""
    library, requests = analysis.library, proposal.view.requests
    printed = {source.id for request in requests for source in request.sources}
    terms = {definition.term for definition in proposal.view.definitions}
    names = sorted({TEMPLATES[name] for name in TEMPLATES})
    return {
        "dossier": fingerprint(analysis.case),
        "exigences": fingerprint([_criterion(point) for point in library.requirements]),
        "formules": fingerprint(library.formulas),
        "clauses": {request.id: fingerprint(library.by_id[request.id]) for request in requests},
        "fondements": {id_: fingerprint(library.bases[id_]) for id_ in sorted(printed)},
        "definitions": {
            id_: fingerprint(item) for id_, item in sorted(library.definitions.items()) if item.term in terms
        },
        "modeles": {name: _digest(template_path(name, templates).read_bytes()) for name in names},
    }


def _criterion(point: BaseModel) -> dict[str, Any]:
    return point.model_dump(mode="json", by_alias=True, include={"id", "number", "applies_if", "criterion"})


def fingerprint(content: Any) -> str:
    """Hex digest of a model, or of plain data, whatever the order of its keys."""
    data = content.model_dump(mode="json", by_alias=True) if isinstance(content, BaseModel) else content
    return _digest(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
