"""Arguments and the law behind them: nothing is claimed that no basis imposes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausier.errors import Problem
from clausier.files.strictyaml import KeyPath, Places
from clausier.library import markup
from clausier.library.placeholders import BASIS
from clausier.model.law import LegalBasis, Scope
from clausier.model.library import Library
from clausier.model.requirement import BasisUse, Requirement
from clausier.playbook.verify.told import warning

SUBJECT = re.compile(r"(?:à|au|aux)\s|à l['’]", re.IGNORECASE)
CITATION = re.compile(r"(?:l['’]|la |le |les )")


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Obligations without a law, bases that cannot impose, a subject that does not complete its sentence."""
    for requirement in library.requirements:
        root: KeyPath = ("points", requirement.id)
        yield from _obligation(requirement, library, places, root)
        yield from _uses(requirement, library, places, root)
        subject = requirement.clause.subject
        if not SUBJECT.match(subject):
            message = f"l'objet ne complète pas « les stipulations du Contrat relatives … » : « {subject} »."
            yield places.problem(
                (*root, "clause", "objet"), message, "Commencer par à, au ou aux : « aux délais d'intervention »."
            )
    for id_, basis in library.bases.items():
        yield from _basis(basis, places, ("fondements", id_))


def _obligation(requirement: Requirement, library: Library, places: Places, root: KeyPath) -> Iterator[Problem]:
    path, text = (*root, "argument", "obligation"), requirement.argument.obligation
    imposing = [use for use in requirement.bases if use.scope is Scope.IMPOSES]
    binding = [use for use in imposing if use.id in library.bases and library.bases[use.id].binds_provider()]
    if text and not binding:
        message = (
            "cet argument affirme une obligation, mais aucun fondement du point n'impose la mesure au prestataire."
        )
        yield places.problem(
            path, message, "Retirer l'argument, ou citer un fondement de force « loi », de portée « impose »."
        )
    if text and BASIS not in markup.names(text):
        message = "cet argument affirme une obligation sans nommer le texte."
        yield places.problem(
            path, message, "Écrire {{ fondement }} à la place du texte : seul un texte imprimable y est mis."
        )
    if binding and not text:
        message = "un fondement impose la mesure, mais « obligation » manque : la lettre n'en dira rien."
        yield warning(places, (*root, "argument"), message, "Ajouter « obligation », avec {{ fondement }}.")


def _uses(requirement: Requirement, library: Library, places: Places, root: KeyPath) -> Iterator[Problem]:
    seen: list[BasisUse] = []
    for index, use in enumerate(requirement.bases):
        path = (*root, "fondements", index)
        basis = library.bases.get(use.id)
        if use in seen:
            yield warning(places, path, f"le fondement « {use.id} » est cité deux fois.", "N'en garder qu'un.")
        seen.append(use)
        if basis is None:
            continue
        if not basis.citable:
            message = f"le fondement « {use.id} » n'est pas citable : il ne s'imprimera jamais."
            yield warning(places, path, message, "Le retirer de ce point.")
        if use.scope is Scope.IMPOSES and not basis.binds_provider():
            message = (
                f"« {use.id} » n'impose rien au prestataire (force {basis.force.value}, débiteur {basis.debtor.value})."
            )
            yield places.problem(path, message, "Écrire « portee: soutient ».")


def _basis(basis: LegalBasis, places: Places, root: KeyPath) -> Iterator[Problem]:
    """Missing dates are faults of reading; here those that cannot be."""
    for key, start, end in (
        ("en_vigueur", basis.in_force.start, basis.in_force.end),
        ("contrats", basis.contracts.start, basis.contracts.end),
    ):
        if start and end and end < start:
            message = f"la période finit ({end.isoformat()}) avant de commencer ({start.isoformat()})."
            yield places.problem((*root, key), message, "Corriger l'une des deux dates.")
    if not CITATION.match(basis.citation):
        message = f"la citation ne s'insère pas dans une phrase : « {basis.citation} »."
        yield warning(
            places, (*root, "citation"), message, "Commencer par l'article : « l'article 28… », « la recommandation… »."
        )
