"""What all points share: formulas for every verdict and origin, categories, definitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import Places
from clausier.model.criterion import Origin
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.model.text import TextFamily
from clausier.model.verdict import GAPS, Verdict
from clausier.playbook.verify.told import all_texts, warning

KINDS = ("absent", "remplace", "complete")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Formulas that a letter would lack, ids that are no file names, terms that nothing uses."""
    yield from _formulas(library, places)
    yield from _terms(library, places)
    for requirement in library.requirements:
        yield from _id(requirement, places)
    filled = Counter(requirement.category for requirement in library.requirements)
    for category in library.categories:
        if not filled[category.number]:
            path = ("categories", str(category.number))
            yield warning(places, path, f"la catégorie {category.number} n'a aucun point.", "Retirer son dossier.")


def _formulas(library: Library, places: Places) -> Iterator[Problem]:
    formulas = library.formulas
    wanted = {
        "par_verdict": ({verdict.value for verdict in GAPS}, {verdict.value for verdict in formulas.by_verdict}),
        "verdicts": ({verdict.value for verdict in Verdict}, {verdict.value for verdict in formulas.verdicts}),
        "origines": ({origin.value for origin in Origin}, set(formulas.origins)),
    }
    for key, (needed, given) in wanted.items():
        for name in sorted(needed - given):
            yield places.problem(("formules", key), f"il manque la formule de « {name} ».", f"Ajouter « {name}: … ».")
    for verdict, kind in formulas.by_verdict.items():
        if kind not in KINDS:
            path = ("formules", "par_verdict", verdict.value)
            yield places.problem(path, f"« {kind} » n'est pas une formule.", nearest(kind, KINDS))


def _terms(library: Library, places: Places) -> Iterator[Problem]:
    clauses = (text.text for _, text in all_texts(library) if text.field.family is not TextFamily.FORMULA)
    texts = "\n".join(clauses)
    for id_, definition in library.definitions.items():
        others = texts.replace(definition.text, "")
        if not any(re.search(rf"\b{re.escape(form)}\b", others) for form in (definition.term, *definition.forms)):
            message = f"aucun texte n'emploie le terme défini « {definition.term} »."
            yield warning(places, ("definitions", id_), message, "Le retirer, ou donner ses formes dans « formes ».")


def _id(requirement: Requirement, places: Places) -> Iterator[Problem]:
    if not ID.fullmatch(requirement.id) or RESERVED.fullmatch(requirement.id):
        message = f"« {requirement.id} » ne convient pas comme nom de fichier."
        hint = "Minuscules sans accent, chiffres et traits d'union : « sortie-interlocuteur.yaml »."
        yield warning(places, ("points", requirement.id), message, hint)
