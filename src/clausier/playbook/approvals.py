"""The file of a lawyer's approvals in an overlay: written by the tool alone, sorted, readable in a diff."""

from __future__ import annotations

from pathlib import Path

from clausier.files.proof import proven
from clausier.files.strictyaml import read_bytes, read_path, require_mapping
from clausier.files.yamltext import FORM, document
from clausier.model.law import Approval

FILE = "validations.yaml"
HEAD = """\
# Lectures inscrites par « clausier bibliotheque fondements valider ». Ne pas modifier à la main.
"""


def recorded(path: Path, id_: str, given: Approval) -> str:
    """The text of the file with this approval added, or renewed; proven to be read again."""
    known = require_mapping(read_path(path)).get("fondements", {}) if path.is_file() else {}
    fresh = {"nom": given.name, "le": given.on.isoformat(), "empreinte": given.fingerprint}
    tree = {"fondements": dict(sorted({**known, id_: {"valide_par": fresh}}.items()))}
    text = HEAD + document(tree, FORM)
    proven(text.encode(), FILE, lambda content: read_bytes(content, FILE).data, tree)
    return text
