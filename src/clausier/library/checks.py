"""Closed vocabularies of a library: whatever a point names must be declared somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.library import coherence, crosswalk, freefields, placeholders, vocabularies
from clausier.model.criterion import Criterion
from clausier.model.facts import UNKNOWN, Condition
from clausier.model.library import Library
from clausier.model.requirement import Requirement


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Every unknown basis, fact, value, proof or placeholder, and every duplicate number."""
    yield from vocabularies.problems(library, places)
    yield from freefields.problems(library, places)
    for id_, basis in library.bases.items():
        yield from _condition(basis.condition, library, places, ("fondements", id_, "si"))
    for name, fact in library.facts.items():
        yield from _condition(fact.useful_if, library, places, ("faits", name, "utile_si"))
    yield from coherence.problems(library, places)
    yield from crosswalk.problems(library, places)
    for name, rule in library.coherence.items():
        yield from _condition(rule.condition, library, places, ("coherence", name, "si"))
    for requirement in library.requirements:
        root: KeyPath = ("points", requirement.id)
        yield from _bases(requirement, library, places, root)
        yield from _conditions(requirement, library, places, root)
        yield from _essential(requirement, library, places, root)
        yield from _carried(requirement, library, places, root)
        yield from _criterion(requirement.criterion, library, places, (*root, "exigence"))
        yield from _measured(requirement, places, (*root, "exigence"))
        yield from placeholders.of_point(requirement, places, root, library.formulas.forms, library.fields)
    yield from _numbers(library, places)
    yield from _shared(library, places)
    yield from placeholders.of_whole(library, places)


def _numbers(library: Library, places: Places) -> Iterator[Problem]:
    counts = Counter(requirement.number for requirement in library.requirements)
    known = {category.number for category in library.categories}
    for requirement in library.requirements:
        path: KeyPath = ("points", requirement.id, "numero")
        if counts[requirement.number] > 1:
            yield places.problem(
                path, f"le numéro {requirement.number} sert à plusieurs points.", "Donner un numéro à chacun."
            )
        if requirement.category not in known:
            yield places.problem(
                path, f"la catégorie {requirement.category} n'est pas décrite.", "Ajouter son _categorie.yaml."
            )


def _shared(library: Library, places: Places) -> Iterator[Problem]:
    if UNKNOWN not in library.contract_types:
        message = f"il manque le type « {UNKNOWN} », celui d'un dossier qui n'en dit rien."
        yield places.problem(("types_de_contrat",), message, f"Ajouter « {UNKNOWN}: … ».")
    if library.types_by and not (library.types_by in library.facts and library.facts[library.types_by].multiple):
        several = [name for name, fact in library.facts.items() if fact.multiple]
        message = f"« {library.types_by} » n'est pas un fait à plusieurs valeurs."
        yield places.problem(("types_selon",), message, nearest(library.types_by, several))
    formulas = library.formulas
    yield from _condition(formulas.annex_condition, library, places, ("formules", "annexe_si"))
    for index, row in enumerate(formulas.annex):
        yield from _condition(row.condition, library, places, ("formules", "annexe", index, "valeur_si"))


def _bases(requirement: Requirement, library: Library, places: Places, root: KeyPath) -> Iterator[Problem]:
    for index, use in enumerate(requirement.bases):
        if use.id not in library.bases:
            message = f"le fondement « {use.id} » n'est pas dans fondements.yaml."
            yield places.problem((*root, "fondements", index), message, nearest(use.id, library.bases))
        yield from _condition(use.condition, library, places, (*root, "fondements", index, "si"))


def _conditions(requirement: Requirement, library: Library, places: Places, root: KeyPath) -> Iterator[Problem]:
    yield from _condition(requirement.applies_if, library, places, (*root, "applicable_si"))
    yield from _condition(requirement.leads_if, library, places, (*root, "en_tete_si"))
    for index, reason in enumerate(requirement.not_applicable):
        yield from _condition(reason.condition, library, places, (*root, "si_sans_objet", index))
    for index, variant in enumerate(requirement.clause.variants):
        yield from _condition(variant.condition, library, places, (*root, "clause", "variantes", index))


def _essential(requirement: Requirement, library: Library, places: Places, root: KeyPath) -> Iterator[Problem]:
    for word in requirement.essential:
        if word not in library.contract_types:
            message = f"le type de contrat « {word} » n'existe pas."
            yield places.problem((*root, "essentiel"), message, nearest(word, library.contract_types))


def _carried(requirement: Requirement, library: Library, places: Places, root: KeyPath) -> Iterator[Problem]:
    """A carrier is another point, which no other carries: an event has one clause."""
    carried = requirement.clause.carried
    if carried is None:
        return
    path: KeyPath = (*root, "clause", "porte_par")
    yield from _condition(carried.condition, library, places, (*path, "si"))
    carriers = [one.id for one in library.requirements if one.clause.carried is None]
    unread = carried.point not in library.by_id and ("points", carried.point) in places.lines  # faulty or removed
    if carried.point not in carriers and not unread:
        message = (
            f"« {carried.point} » n'est pas un point qui peut en porter un autre : il n'existe pas, ou il est porté."
        )
        yield places.problem((*path, "point"), message, nearest(carried.point, carriers))


def _condition(condition: Condition, library: Library, places: Places, path: KeyPath) -> Iterator[Problem]:
    for name, word in sorted(condition.names()):
        if name not in library.testable:
            yield places.problem(path, f"le fait « {name} » n'est pas déclaré.", nearest(name, library.testable))
        elif word not in library.testable[name].values:
            hint = nearest(word, library.testable[name].values)
            yield places.problem(path, f"« {word} » n'est pas une valeur de « {name} ».", hint)


def _criterion(criterion: Criterion, library: Library, places: Places, path: KeyPath) -> Iterator[Problem]:
    for measure in criterion.measures:
        if measure.among is not None and measure.among not in library.country_sets:
            message = f"l'ensemble de pays « {measure.among} » n'est pas déclaré."
            yield places.problem((*path, "mesure"), message, nearest(measure.among, library.country_sets))
        if isinstance(measure.required, Condition):
            yield from _condition(measure.required, library, places, (*path, "mesure", "requise"))
    if criterion.proof is None:
        return
    yield from _condition(criterion.proof.condition, library, places, (*path, "preuve", "si"))
    for fact in criterion.proof.hosts:
        if fact not in library.facts:
            message = f"le fait « {fact} » n'est pas déclaré."
            yield places.problem((*path, "preuve", "hebergement"), message, nearest(fact, library.facts))
    kind = library.proofs.get(criterion.proof.kind)
    if kind is None:
        message = f"la preuve « {criterion.proof.kind} » n'est pas déclarée."
        yield places.problem((*path, "preuve"), message, nearest(criterion.proof.kind, library.proofs))
        return
    for rule in criterion.proof.activities:
        yield from _condition(rule.condition, library, places, (*path, "preuve", "activites"))
        for activity in sorted(set(rule.among) - set(kind.activities)):
            message = f"l'activité « {activity} » n'est pas déclarée."
            yield places.problem((*path, "preuve", "activites"), message, nearest(activity, kind.activities))


def _measured(requirement: Requirement, places: Places, path: KeyPath) -> Iterator[Problem]:
    """Where figures are asked and one is judged, the point says which."""
    criterion, values = requirement.criterion, requirement.positions.target.values
    if not criterion.measured:
        if values and any(measure.among is None for measure in criterion.measures):
            message = "« exigence.valeur » manque : rien ne dit laquelle des valeurs de la cible est jugée."
            yield places.problem(path, message, f"Ajouter « valeur: … ». Valeurs de la cible : {', '.join(values)}.")
    elif criterion.measured not in values:
        message = f"« {criterion.measured} » n'est pas une valeur de la cible."
        yield places.problem((*path, "valeur"), message, nearest(criterion.measured, values))
    elif not criterion.measures:
        message = "ce point n'a pas de mesure qui juge une valeur."
        yield places.problem((*path, "valeur"), message, "Ajouter « exigence.mesure », ou retirer « valeur ».")
