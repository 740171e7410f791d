"""Questionnaires that came back, and the dossiers that they belong to → one dossier, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clausier.dossier.begun import Begun, begun_of
from clausier.dossier.read import case_of
from clausier.dossier.tree import Tree
from clausier.errors import InvalidInput, Problem, Severity
from clausier.files.strictyaml import Document, KeyPath, Places
from clausier.forms.answers import Answers, answers_of
from clausier.forms.files import Returned
from clausier.forms.merge import FINDING, TO_CHECK, Side, Wins, merged
from clausier.forms.scope import Audience
from clausier.model.casefile import CaseFile
from clausier.model.library import Library

REQUIRED = ("cabinet", "prestataire", "contrat")


@dataclass(frozen=True)
class ReadBack:
    """The dossier; notices tell what was kept or replaced, and texts that no field holds."""

    case: CaseFile
    notices: tuple[Problem, ...]


@dataclass(frozen=True)
class Base:
    """A dossier that exists, and where its keys stand; what its `blanks` hold means nothing."""

    case: CaseFile
    places: Places
    blanks: tuple[KeyPath, ...] = ()

    @property
    def tree(self) -> Tree:
        return Begun(self.case, self.blanks).tree


def base_of(document: Document, library: Library) -> Base:
    """A dossier, whole or not: what questionnaires add may make it whole."""
    begun = begun_of(document, library)
    return Base(begun.case, document.places, begun.blanks)


def read_back(returned: Sequence[Returned], bases: Sequence[Base], library: Library, wins: Wins) -> ReadBack:
    """One dossier from all; InvalidInput holds every problem of every questionnaire.

    The first of the bases speaks before the others; among questionnaires the first one does too.
    """
    found = [answers_of(one, library) for one in returned]
    problems = [problem for one in found for problem in one.problems]
    notices = [problem for problem in problems if problem.severity is Severity.WARNING]
    known, _ = _joined([Side(base.tree, base.places.lines, base.places.file) for base in bases])
    given, differences = _joined([_side(one) for one in found])
    whole, told = merged(known, given, wins)
    strangers = list(_strangers(found, bases))
    is_ours = not strangers and not any(one.foreign for one in found)
    case, faults = _case(whole, found[0].file, library) if is_ours else (None, ())
    severe = (problem for problem in problems if problem.severity is not Severity.WARNING)
    errors = [*strangers, *severe, *faults]
    if errors or case is None:
        raise InvalidInput(_once(errors))
    return ReadBack(case, (*notices, *differences, *told))


def _side(found: Answers) -> Side:
    return Side(found.tree, {path: (place, None) for path, place in found.places.items()}, found.file)


def _joined(sides: Iterable[Side]) -> tuple[Side, list[Problem]]:
    whole = Side({}, {})
    notices: list[Problem] = []
    for side in sides:
        whole, told = merged(Side(whole.tree, whole.places, whole.name or side.name), side, Wins.FIRST)
        notices += told
    return whole, notices


def _strangers(found: Iterable[Answers], bases: Sequence[Base]) -> Iterator[Problem]:
    """A questionnaire of another dossier, or a provider's that has none to go with."""
    ids = {base.case.id for base in bases if base.case.id}
    for one in found:
        if one.case_id and ids and one.case_id not in ids:
            message = f"ce questionnaire est celui du dossier « {one.case_id} », et non « {min(ids)} »."
            yield Problem(one.file, "", message, "Donner le dossier qui va avec : --dossier.")
        if one.audience is Audience.PROVIDER and not bases:
            hint = "Donner le dossier qui va avec : --dossier dossier.yaml."
            yield Problem(one.file, "", "la réponse d'un prestataire se joint à un dossier.", hint)


def case_from(whole: Side, file: str, library: Library) -> CaseFile:
    """The dossier that a tree makes; InvalidInput holds its faults."""
    case, faults = _case(whole, file, library)
    if case is None:
        raise InvalidInput(faults)
    return case


def _case(whole: Side, file: str, library: Library) -> tuple[CaseFile | None, tuple[Problem, ...]]:
    tree: Tree = {**{section: {} for section in REQUIRED}, **whole.tree}
    for answers in (
        tree.get("reponses", {}),
        *(one.get("reponses", {}) for one in tree.get("declaration_prestataire", [])),
    ):
        for answer in answers.values():
            if isinstance(answer, dict):
                answer.setdefault(FINDING, TO_CHECK)
    try:
        return case_of(Document(tree, Places(whole.name or file, dict(whole.places))), library), ()
    except InvalidInput as error:
        return None, error.problems


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """A cell at fault is told once."""
    return list(dict.fromkeys(problems))
