"""A questionnaire that was just made, read back as if it had been sent: it must change nothing of its dossier."""

from __future__ import annotations

from pathlib import Path

from clausier.errors import InvalidInput, Severity
from clausier.files.proof import proven_file
from clausier.files.strictyaml import Places
from clausier.forms.answers import answers_of
from clausier.forms.files import read_form
from clausier.forms.merge import Wins
from clausier.forms.readback import Base, read_back
from clausier.model.casefile import CaseFile
from clausier.model.library import Library


def proven_form(content: bytes, name: str, library: Library, case: CaseFile | None) -> bytes:
    """The content of a form made for a dossier, or for none; Unsound if it is not read back as it."""

    def read(path: Path) -> CaseFile | None:
        returned = read_form(path)
        if case is not None:
            return read_back([returned], [Base(case, Places(name))], library, Wins.SECOND).case
        if wrong := [one for one in answers_of(returned, library).problems if one.severity is Severity.ERROR]:
            raise InvalidInput(wrong)
        return None

    return proven_file(content, name, read, case)
