"""The gate before printing: what a check calls an error stops the command, what it calls a warning is said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from clausier.errors import InvalidInput, Problem, Severity
from clausier.files.written import tell

if TYPE_CHECKING:
    from clausier.documents.catalogue import Document
    from clausier.library.reading import Reading
    from clausier.model.library import Library


def library(folders: Sequence[Path]) -> Library:
    """The library of these folders, checked as `bibliotheque verifier` does; InvalidInput holds every error.

    Ours is proven clean by a test and only what is laid over it is checked.
    """
    from clausier.library.kept import sound
    from clausier.resources import shipped

    clean_base = folders[0] == shipped("clauses")
    found = sound(folders, f"verifier {clean_base}", partial(_verified, clean_base=clean_base))
    let_through(found.warnings)
    return found.library


def shipped_library(folders: Sequence[Path]) -> Library:
    """The library of shipped folders, which a test proves sound."""
    from clausier.library.kept import sound

    return sound(folders, "lire", lambda reading: reading.problems).library


def _verified(reading: Reading, clean_base: bool) -> tuple[Problem, ...]:
    from clausier.playbook.verify import verify

    return verify(reading, clean_base=clean_base)


def templates(firm: Path | None, documents: Iterable[Document]) -> tuple[Path, ...]:
    """The folders of templates for these documents, the firm's first, checked as `modele verifier` does.

    Ours are proven sound by a test and not checked again. Raises InvalidInput with the errors of all.
    """
    from clausier.documents.assemble import firm_folders
    from clausier.resources import shipped

    folders = firm_folders(firm, shipped("templates"))
    if firm is not None:
        names = dict.fromkeys(document.template.file for document in documents if document.template)
        own = [name for name in names if (firm / name).is_file()]
        let_through(problem for name in own for problem in _problems(firm / name, name))
    return folders


def let_through(problems: Iterable[Problem]) -> None:
    """Tells the warnings, each once; raises InvalidInput with the errors if there are any."""
    found = tuple(dict.fromkeys(problems))
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors:
        raise InvalidInput(errors)
    for problem in found:
        tell(str(problem))


def _problems(path: Path, template: str) -> list[Problem]:
    from clausier.playbook.template_check.templates import verify

    return [fault.problem for fault in verify(path, template)]
