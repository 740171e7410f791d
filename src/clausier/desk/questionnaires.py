"""Filled questionnaires, and the dossiers that they complete, as one dossier; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausier.dossier.readings import reading_beside
from clausier.errors import InvalidInput, Problem
from clausier.files.strictyaml import read_path
from clausier.forms.files import Returned, read_form
from clausier.forms.marks import MARK_READING
from clausier.forms.merge import Wins
from clausier.forms.readback import Base, base_of, read_back
from clausier.forms.reading import accepted
from clausier.forms.scope import Audience
from clausier.judging.declarations import NO_STIPULATION
from clausier.model.casefile import CaseFile
from clausier.model.library import Library


@dataclass(frozen=True)
class Completed:
    """The dossier that questionnaires make or complete; `bases` are those that were there before them."""

    case: CaseFile
    bases: tuple[Base, ...]
    returned: tuple[Returned, ...]
    notices: tuple[Problem, ...]

    @property
    def is_new(self) -> bool:
        """Does it say anything that the first of the dossiers did not?"""
        return not self.bases or self.bases[0].case != self.case

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know before it is written, in French."""
        provider = any(audience_of(one) == Audience.PROVIDER for one in self.returned)
        return (f"{NO_STIPULATION}.",) if provider else ()

    @property
    def answers(self) -> int:
        return len(self.case.answers) + sum(len(one.answers) for one in self.case.declarations)


def audience_of(returned: Returned) -> str:
    """For whom a questionnaire was made."""
    return returned.marks["clausier-questionnaire"]


def completed(
    dossiers: Iterable[Path], sources: Iterable[Path], library: Library, wins: Wins, beside: Path | None
) -> Completed:
    """All together; the first dossier speaks before the others.

    `beside` is the dossier whose contract was read: passages that were accepted keep their place and words.
    InvalidInput holds the problems of all the files.
    """
    bases, returned = _read(dossiers, sources, library)
    done = read_back(returned, bases, library, wins)
    case, stale = _with_places(done.case, bases, returned, beside)
    return Completed(case, bases, returned, (*done.notices, *stale))


def _with_places(
    case: CaseFile, bases: Sequence[Base], returned: Sequence[Returned], dossier: Path | None
) -> tuple[CaseFile, tuple[Problem, ...]]:
    is_shown = any(MARK_READING in one.marks for one in returned)
    reading = reading_beside(dossier) if dossier and is_shown else None
    return accepted(case, bases[0].case if bases else None, returned, reading) if reading else (case, ())


def _read(
    dossiers: Iterable[Path], sources: Iterable[Path], library: Library
) -> tuple[tuple[Base, ...], tuple[Returned, ...]]:
    bases: list[Base] = []
    returned: list[Returned] = []
    problems: list[Problem] = []
    for path in dossiers:
        try:
            bases.append(base_of(read_path(path, path.name), library))
        except InvalidInput as error:
            problems += error.problems
    for path in sources:
        try:
            returned.append(read_form(path))
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)
    return tuple(bases), tuple(returned)
