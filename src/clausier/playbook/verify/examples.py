"""Examples of points, judged by the engine: does each still end as its author says?

An example and the rule that it shows may come from two libraries. Where a later one changes the rule, the example did
its work, which is to show what the change does: a warning. Else its author contradicts himself: an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clausier.errors import Problem, Severity
from clausier.files.strictyaml import KeyPath, Places
from clausier.judging.examples import judged
from clausier.library import words
from clausier.library.overlays import VOCABULARIES
from clausier.library.reading import Reading
from clausier.model.example import Example
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.playbook.verify.told import changed_since
from clausier.quantity import QuantityError

RULES = ("exigence", "applicable_si", "si_sans_objet")
"""Keys of a point by which it is judged."""
SETTLE = "L'essai et la règle se contredisent : corriger celui des deux qui se trompe."


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with an example, and what an overlay writes in its place if its own rule is meant."""

    problem: Problem
    instead: str


def problems(library: Library, reading: Reading) -> Iterator[Problem]:
    """Each example of these points that the engine judges otherwise, or cannot read any more; the rest is sound."""
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        return
    for requirement in library.requirements:
        for name, example in requirement.examples.items():
            path: KeyPath = ("points", requirement.id, "essais", name)
            for fault in _faults(example, requirement, library, reading.places, path):
                rules = [("points", requirement.id, key) for key in RULES]
                changed = changed_since([*((key,) for key in VOCABULARIES), *rules], path, reading.layers)
                yield _outdated(fault, name, changed) if changed else _contradicted(fault)


def _faults(
    example: Example, requirement: Requirement, library: Library, places: Places, path: KeyPath
) -> Iterator[_Fault]:
    unread = (
        *words.of_facts(example.situation.facts, library.testable, places, (*path, "situation")),
        *(words.of_answer(example.answer, requirement, library, places, (*path, "reponse")) if example.answer else ()),
    )
    yield from (_Fault(problem, "null") for problem in unread)
    if not unread:
        yield from _unmet(example, requirement, library, places, path)


def _unmet(
    example: Example, requirement: Requirement, library: Library, places: Places, path: KeyPath
) -> Iterator[_Fault]:
    try:
        found = judged(example, requirement, library)
    except QuantityError as error:
        yield _Fault(places.problem((*path, "reponse", "valeur"), str(error)), "null")
        return
    if found.verdict is not example.verdict:
        message = f"attendu « {example.verdict.value} », trouvé « {found.verdict.value} » : {found.reason}."
        reason = ", motif: null" if example.reason else ""
        yield _Fault(places.problem((*path, "verdict"), message), f"{{verdict: {found.verdict.value}{reason}}}")
    elif example.reason not in found.reason:
        message = f"motif attendu « {example.reason} », trouvé « {found.reason} »."
        yield _Fault(places.problem((*path, "motif"), message), f'{{motif: "{found.reason}"}}')


def _outdated(fault: _Fault, name: str, changed: str) -> Problem:
    hint = (
        f"La règle a changé ({changed}). Si c'est voulu, écrire dans le fichier du point de cette bibliothèque "
        f'« essais: {{"{name}": {fault.instead}}} » ; sinon, revoir la règle.'
    )
    return replace(fault.problem, hint=" ".join((fault.problem.hint, hint)).strip(), severity=Severity.WARNING)


def _contradicted(fault: _Fault) -> Problem:
    return replace(fault.problem, hint=fault.problem.hint or SETTLE)
