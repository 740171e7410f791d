"""The file of a lawyer's approvals in an overlay: written by the tool alone, sorted, readable in a diff."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clausier.files.proof import proven
from clausier.files.strictyaml import read_bytes, read_path, require_mapping
from clausier.files.yamltext import FORM, document
from clausier.model.law import Approval, ClauseApproval

FILE = "validations.yaml"
HEAD = """\
# Inscrit par « clausier bibliotheque valider » et « … fondements valider ». Ne pas modifier à la main.
"""


def basis_read(path: Path, id_: str, given: Approval) -> str:
    """The text of the file with this reading of a legal basis added, or renewed; proven to be read again."""
    return _recorded(path, "fondements", {id_: {"valide_par": _told(given)}})


def clauses_approved(path: Path, given: Mapping[str, ClauseApproval]) -> str:
    """The same with these approvals, point → approval."""
    return _recorded(path, "clauses_validees", {id_: _told(one) for id_, one in given.items()})


def _recorded(path: Path, section: str, fresh: Mapping[str, Any]) -> str:
    known = require_mapping(read_path(path)) if path.is_file() else {}
    tree = dict(sorted({**known, section: dict(sorted({**known.get(section, {}), **fresh}.items()))}.items()))
    text = HEAD + document(tree, FORM)
    proven(text.encode(), FILE, lambda content: read_bytes(content, FILE).data, tree)
    return text


def _told(given: Approval) -> dict[str, str]:
    return given.model_dump(mode="json", by_alias=True, exclude_none=True)
