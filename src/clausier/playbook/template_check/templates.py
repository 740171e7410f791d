"""A firm's template checked as a whole: read first, then tried if it reads well."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clausier.documents.catalogue import stem, templates
from clausier.errors import InvalidInput
from clausier.model.freefield import NONE as NO_FIELDS
from clausier.model.freefield import FreeFields
from clausier.office.word.templates import read_template
from clausier.playbook.template_check import Fault, annotated, check, opened
from clausier.playbook.template_check.names import names_of
from clausier.playbook.template_check.trial import trial


def template_of(path: Path) -> str | None:
    """The shipped template that a file replaces, from the beginning of its name: « acte v2.docx » is an act."""
    said = path.stem.lower()
    known = [name for name in templates() if said.startswith(stem(name))]
    whole = [name for name in known if not said.removeprefix(stem(name))[:1].isalpha()]
    return max(whole, key=len, default=None)


def verify(path: Path, template: str, fields: FreeFields = NO_FIELDS) -> tuple[Fault, ...]:
    """Every fault of the file at this path, taken for this template; none if it can be used as it is.

    `fields` are the free fields of the library with which it is used.
    """
    try:
        faults = check(read_template(path), path.name, templates()[template].prints, names_of(template, fields))
    except InvalidInput as error:
        return tuple(Fault(problem) for problem in error.problems)
    return faults if any(fault.is_error for fault in faults) else (*faults, *trial(path, template, fields))


def annotated_copy(path: Path, faults: Sequence[Fault]) -> bytes:
    """The file with a Word comment on each fault. Raises InvalidInput for a file that is not fit to be opened."""
    content = read_template(path)
    opened(content, path.name)
    return annotated(content, faults)
