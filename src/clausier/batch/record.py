"""A dossier of a batch: where it stands, and what it holds or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausier.dossier.read import case_of
from clausier.errors import InvalidInput, Problem
from clausier.files.strictyaml import Document
from clausier.model.casefile import CaseFile
from clausier.model.library import Library

ID_PATH = ("dossier", "id")


@dataclass(frozen=True, slots=True)
class Record:
    """A dossier of a batch: its case file, or else its problems.

    `position` is the place in French, « lot.xlsx, feuille Dossiers, ligne 12 »; `id` is empty when it
    could not be read; `notices` are remarks that stop nothing, those on the whole source on its first record.
    """

    position: str
    id: str
    case: CaseFile | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def record_of(position: str, document: Document, library: Library, faults: Sequence[Problem] = ()) -> Record:
    """The record of a parsed dossier; `faults` are those already found in its cells."""
    problems = list(faults)
    case: CaseFile | None = None
    try:
        case = case_of(document, library)
    except InvalidInput as error:
        known = {fault.file for fault in faults}
        problems += [problem for problem in error.problems if problem.file not in known]
    id_ = _id(document)
    if not id_ and isinstance(document.data, dict) and "dossier.id" not in {problem.key for problem in problems}:
        hint = "Chaque dossier d'un lot porte le sien, unique et durable."
        problems.append(document.places.problem(ID_PATH, "l'identifiant du dossier manque.", hint))
    return Record(position, id_, None if problems else case, tuple(problems))


def _id(document: Document) -> str:
    header = document.data.get("dossier") if isinstance(document.data, dict) else None
    found = header.get("id") if isinstance(header, dict) else None
    return found if isinstance(found, str) else ""
