"""What all points share: categories, definitions, ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from clausier.errors import Problem
from clausier.files.strictyaml import Places
from clausier.library import markup
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.model.text import TextFamily
from clausier.model.workingtime import DAYS, HOURS
from clausier.playbook.verify.told import all_texts, warning
from clausier.quantity import Unit

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UNITS = {Unit.WORKING_DAY.value: DAYS, Unit.WORKING_HOUR.value: HOURS}
"""The units that a library may define → what their definitions have to name."""
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Ids that are no file names, terms that nothing uses, categories without a point."""
    yield from _terms(library, places)
    yield from _working_time(library, places)
    for requirement in library.requirements:
        yield from _id(requirement, places)
    filled = Counter(requirement.category for requirement in library.requirements)
    for category in library.categories:
        if not filled[category.number]:
            path = ("categories", str(category.number))
            yield warning(places, path, f"la catégorie {category.number} n'a aucun point.", "Retirer son dossier.")


def _terms(library: Library, places: Places) -> Iterator[Problem]:
    clauses = (text.text for _, text in all_texts(library) if text.field.family is not TextFamily.FORMULA)
    texts = "\n".join(clauses)
    for id_, definition in library.definitions.items():
        others = texts.replace(definition.text, "")
        if not any(re.search(rf"\b{re.escape(form)}\b", others) for form in (definition.term, *definition.forms)):
            message = f"aucun texte n'emploie le terme défini « {definition.term} »."
            yield warning(places, ("definitions", id_), message, "Le retirer, ou donner ses formes dans « formes ».")


def _working_time(library: Library, places: Places) -> Iterator[Problem]:
    """A definition of a unit of working time that says figures of its own, and not those by which the engine counts."""
    for id_, definition in library.definitions.items():
        name = UNITS.get(definition.term.casefold())
        if name and name not in markup.names(definition.text):
            message = "cette définition dit ses propres chiffres : le moteur compte avec ceux de « temps_de_travail »."
            hint = f"Écrire {{{{ {name} }}}} à leur place, et les changer dans bibliotheque.yaml."
            yield warning(places, ("definitions", id_, "texte"), message, hint)


def _id(requirement: Requirement, places: Places) -> Iterator[Problem]:
    if not ID.fullmatch(requirement.id) or RESERVED.fullmatch(requirement.id):
        message = f"« {requirement.id} » ne convient pas comme nom de fichier."
        hint = "Minuscules sans accent, chiffres et traits d'union : « sortie-interlocuteur.yaml »."
        yield warning(places, ("points", requirement.id), message, hint)
