"""A dossier of a batch: where it stands, and what it holds or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clausier.dossier.equivalences import Equivalences
from clausier.dossier.read import case_of
from clausier.errors import InvalidInput, Problem
from clausier.files.strictyaml import Document
from clausier.model.batch import Mistake
from clausier.model.casefile import CaseFile
from clausier.model.library import Library

ID_PATH = ("dossier", "id")
FAULTS = 10
TO_CORRECT = "a_corriger"
OF_POINTS = ("reponses", "positions", "parametres")
"""The sections of a dossier that go by point: what is wrong there spoils a point, and no more."""


EVERYDAY_ALONE = Equivalences()


@dataclass(frozen=True)
class Tolerance:
    """How a source is read: how many answers of a dossier may be faulty, and what people write for our words.

    `strict`: a single fault refuses its dossier, and only the words of the library are read.
    """

    strict: bool = False
    faults: int = FAULTS
    equivalences: Equivalences = EVERYDAY_ALONE

    @property
    def words(self) -> Equivalences | None:
        return None if self.strict else self.equivalences


TOLERANT = Tolerance()


@dataclass(frozen=True, slots=True)
class Record:
    """A dossier of a batch: its case file, or else its problems.

    `position` is the place in French, « lot.xlsx, feuille Dossiers, ligne 12 »; `id` is empty when it
    could not be read; `notices` are remarks that stop nothing, those on the whole source on its first record.
    `own` is what the user's own columns say; `mistakes` all that could not be read, whether or not it stops.
    """

    position: str
    id: str
    case: CaseFile | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def record_of(
    position: str,
    document: Document,
    library: Library,
    faults: Sequence[Problem] = (),
    how: Tolerance = TOLERANT,
) -> Record:
    """The record of a parsed dossier; `faults` are those already found in its cells.

    Where nothing but answers is faulty, and not too many of them, the dossier goes on without them.
    """
    case, problems = _checked(document, library, faults)
    points = [point_of(problem, library) for problem in problems]
    mistakes = tuple(map(_mistake, problems, points))
    if problems and not how.strict and all(points):
        if (count := len({problem.file for problem in problems})) > how.faults:
            problems.insert(0, _too_many(position, count, how.faults))
        else:
            rest, left = _checked(without(document, points), library, ())
            case, problems = (rest, []) if rest else (None, problems + left)
    return Record(position, _id(document), None if problems else case, tuple(problems), mistakes=mistakes)


def point_of(problem: Problem, library: Library) -> str:
    """The id of the point that a fault spoils; empty if it spoils more than a point."""
    section, _, rest = problem.key.partition(".")
    found = rest.partition(".")[0] if section in OF_POINTS else problem.key.partition(":")[0]
    return found if found in library.by_id else ""


def without(document: Document, points: Iterable[str]) -> Document:
    """The dossier without what it says of these points, which it names as those to correct."""
    left = dict.fromkeys(points)
    data: dict[str, Any] = {
        section: {key: item for key, item in content.items() if key not in left}
        if section in OF_POINTS and isinstance(content, dict)
        else content
        for section, content in document.data.items()
    }
    return Document({**data, TO_CORRECT: [*left]}, document.places)


def _checked(document: Document, library: Library, faults: Sequence[Problem]) -> tuple[CaseFile | None, list[Problem]]:
    problems = list(faults)
    case: CaseFile | None = None
    try:
        case = case_of(document, library)
    except InvalidInput as error:
        known = {fault.file for fault in faults}
        problems += [problem for problem in error.problems if problem.file not in known]
    if not _id(document) and isinstance(document.data, dict) and "dossier.id" not in {one.key for one in problems}:
        hint = "Chaque dossier d'un lot porte le sien, unique et durable."
        problems.append(document.places.problem(ID_PATH, "l'identifiant du dossier manque.", hint))
    return case, problems


def _mistake(problem: Problem, point: str) -> Mistake:
    place = problem.file if problem.line is None else f"{problem.file}, ligne {problem.line}"
    told = f"{problem.message} {problem.hint}".strip()
    return Mistake(point=point, column=problem.key, place=place, message=told)


def _too_many(position: str, count: int, most: int) -> Problem:
    message = f"{count} réponses ne se lisent pas, plus de {most} : le dossier est refusé."
    return Problem(position, "", message, f"Les corriger, ou --fautes {count}.")


def _id(document: Document) -> str:
    header = document.data.get("dossier") if isinstance(document.data, dict) else None
    found = header.get("id") if isinstance(header, dict) else None
    return found if isinstance(found, str) else ""
