"""Are facts and answers in the words that a library declares? For dossiers, and for the examples of points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.model.answer import Answer
from clausier.model.facts import UNKNOWN
from clausier.model.library import FactKind, Library
from clausier.model.requirement import Requirement

HOST = "hebergeur"


def of_facts(
    facts: Mapping[str, tuple[str, ...]], kinds: Mapping[str, FactKind], places: Places, path: KeyPath
) -> Iterator[Problem]:
    """Facts of a situation that are none of these kinds, or with a value that is none of theirs."""
    for name, given in facts.items():
        if name not in kinds:
            hint = nearest(name, [*kinds, HOST])
            yield places.problem((*path, name), f"le fait « {name} » n'existe pas.", hint)
            continue
        kind = kinds[name]
        if len(given) > 1 and not kind.multiple:
            yield places.problem((*path, name), "une seule valeur est admise ici.", "N'en garder qu'une.")
        for word in given:
            if word not in kind.values and word != UNKNOWN:
                message = f"« {word} » n'est pas une valeur de « {name} »."
                yield places.problem((*path, name), message, nearest(word, kind.values))


def of_answer(
    answer: Answer, requirement: Requirement, library: Library, places: Places, path: KeyPath
) -> Iterator[Problem]:
    """Parts, proofs and activities that do not exist."""
    for part in answer.parts or ():
        parts = requirement.criterion.parts
        if part not in parts:
            hint = nearest(part, parts) if parts else "Ce point n'a pas de volets : retirer la clé."
            yield places.problem((*path, "volets"), f"le volet « {part} » n'existe pas.", hint)
    yield from _proofs(answer, library, places, (*path, "preuves"))


def _proofs(answer: Answer, library: Library, places: Places, path: KeyPath) -> Iterator[Problem]:
    for proof in answer.proofs:
        if proof.kind not in library.proofs:
            yield places.problem(path, f"la preuve « {proof.kind} » n'existe pas.", nearest(proof.kind, library.proofs))
            continue
        known = library.proofs[proof.kind].activities
        for activity in proof.activities:
            if activity not in known:
                message = f"l'activité « {activity} » n'existe pas."
                yield places.problem(path, message, f"Valeurs admises : {', '.join(known)}.")
