"""Opens a file that comes back: what it is, told from its content, and its mark. Bounded, nothing followed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from clausier.model.negotiation import FormKind, Mark
from clausier.office import safe
from clausier.office.excel.read import marked
from clausier.office.kinds import WORD
from clausier.office.limits import FORMS
from clausier.office.mark import is_theirs, mark_of
from clausier.office.word.opening import Parts, open_parts

ADMITTED = (
    f"Fichiers admis : le formulaire « {FormKind.FORM} », « {FormKind.TRACKER} », "
    "le document à signer modifié, ou le contrat annoté (.docx)."
)
REPLY = replace(
    WORD,
    noun="fichier",
    denial="ce n'est ni un document Word (.docx) ni un classeur Excel (.xlsx).",
    old=".doc ou .xls",
    limits=FORMS,
    save_as=f"L'enregistrer au format .docx ou .xlsx. {ADMITTED}",
    unlock="Retirer le mot de passe (Fichier, Informations, Protéger), puis enregistrer.",
)
"""A file that may be Word's or Excel's, before it is known which."""


class Format(Enum):
    """Word or Excel."""

    WORD = "docx"
    EXCEL = "xlsx"


@dataclass(frozen=True)
class Opened:
    """A safe file: its format, its mark, and its parts if it is Word's; `theirs`: is it their contract, marked?"""

    format: Format
    mark: Mark | None
    parts: Parts | None = None
    theirs: bool = False


def open_reply(path: Path) -> Opened:
    """The file, once it is known to be safe; InvalidInput says why another is not."""
    content = safe.read_file(path, REPLY)
    if _format(path.name, content) is Format.EXCEL:
        with marked(path):
            return Opened(Format.EXCEL, mark_of(content))
    parts = open_parts(content, path.name)
    return Opened(Format.WORD, mark_of(content), parts, is_theirs(content))


def _format(name: str, content: bytes) -> Format:
    """What the table of contents says; the name of the file is not looked at."""
    types = safe.table_of(content, name, REPLY)
    if b"spreadsheetml" in types:
        return Format.EXCEL
    if b"wordprocessingml" in types or b"ms-word" in types:
        return Format.WORD
    raise safe.refused(name, REPLY.another)
