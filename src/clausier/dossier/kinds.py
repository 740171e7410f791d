"""A contract of several types: which services are of which, checked against the library and the situation."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.model.casefile import CaseFile
from clausier.model.facts import UNKNOWN, Situation
from clausier.model.kinds import Shares
from clausier.model.library import Library

PLACE: KeyPath = ("contrat", "type")
ONE_TYPE = "Écrire un seul type ; s'il y en a plusieurs, celui de la prestation principale, ou « inconnu »."


def problems(case: CaseFile, library: Library, places: Places) -> Iterator[Problem]:
    """Types that do not exist; services of no type, of two, or that the situation does not tell."""
    for kind in case.contract.types:
        if kind not in library.contract_types:
            path: KeyPath = (*PLACE, kind) if case.contract.shares else PLACE
            yield places.problem(
                path, f"le type de contrat « {kind} » n'existe pas.", nearest(kind, library.contract_types)
            )
    shares = case.contract.shares
    if shares and not library.types_by:
        yield places.problem(PLACE, "ce guide n'admet qu'un type par contrat.", ONE_TYPE)
    elif shares:
        yield from _services(shares, case, library, places)


def _services(shares: Shares, case: CaseFile, library: Library, places: Places) -> Iterator[Problem]:
    fact = library.types_by
    known, told = library.facts[fact].values, case.situation.facts.get(fact, ())
    seen: dict[str, str] = {}
    for kind, words in shares.items():
        for word in words:
            if word not in known:
                yield places.problem(
                    (*PLACE, kind), f"« {word} » n'est pas une valeur de « {fact} ».", nearest(word, known)
                )
            elif word in seen:
                message = f"« {word} » est à la fois de type « {seen[word]} » et de type « {kind} »."
                yield places.problem((*PLACE, kind), message, "Ne le laisser qu'à un type.")
            elif told and word not in told and UNKNOWN not in told:
                message = f"« {word} » n'est pas dans « situation.{fact} »."
                yield places.problem((*PLACE, kind), message, "L'y ajouter, ou le retirer d'ici.")
            seen.setdefault(word, kind)
    for word in told:
        if word in known and word not in seen:
            message = f"« {word} », de « situation.{fact} », n'est d'aucun des types du contrat."
            yield places.problem(PLACE, message, f"L'ajouter à l'un d'eux : {', '.join(shares)}.")


def completed(case: CaseFile, library: Library) -> CaseFile:
    """The dossier whose situation tells the services that only its types tell."""
    shares, fact = case.contract.shares, library.types_by
    if not shares or case.situation.facts.get(fact):
        return case
    told = [word for words in shares.values() for word in words]
    facts = {**case.situation.facts, fact: told, "hebergeur": case.situation.host}
    return case.model_copy(update={"situation": Situation.model_validate(facts, by_alias=True)})
