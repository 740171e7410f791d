"""Target, fallbacks and floor: do they satisfy the criterion, do they weaken in order, are their values used?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from clausier.errors import Problem
from clausier.files.strictyaml import KeyPath, Places
from clausier.library import markup, texts
from clausier.model.criterion import Measure
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.requirement import Position, Requirement
from clausier.model.text import TextShape
from clausier.playbook.verify.told import warning
from clausier.quantity import QuantityError, meets

NAMES = {"cible": "la cible", "repli": "le repli", "plancher": "le plancher"}


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """A target that fails, a figure that is none, a position stronger than the one before, what asks for nothing."""
    for requirement in library.requirements:
        root: KeyPath = ("points", requirement.id)
        yield from _target(requirement, places, root)
        yield from _unread(requirement, places, root)
        yield from _ranks(requirement, places, root)
        yield from _trades(requirement, places, root)
        yield from _unused(requirement, places, root)
        yield from _silent(requirement, places, root)


def _target(requirement: Requirement, places: Places, root: KeyPath) -> Iterator[Problem]:
    name = requirement.criterion.measured
    measures = [measure for measure in requirement.criterion.measures if measure.among is None]
    if not measures:
        return
    path = (*root, "positions", "cible", name) if name else (*root, "positions", "cible")
    bounds = " ou ".join(_bound(measure) for measure in measures)
    figure = requirement.positions.target.values.get(name, Figure(""))
    judged = [passed for measure in measures if (passed := measure.accepts(figure.quantity)) is not None]
    if judged and not any(judged):
        message = f"la cible ({figure}) ne satisfait pas l'exigence du point ({bounds})."
        yield places.problem(path, message, "Relever la cible, ou revoir « exigence.mesure ».")
    elif not judged:
        told = f"« {figure} » ne se lit pas" if figure else "aucune valeur"
        message = f"la cible ne dit pas le chiffre que l'exigence juge ({bounds}) : {told}."
        yield places.problem(path, message, "Le donner dans la valeur que nomme « exigence.valeur ».")


def _unread(requirement: Requirement, places: Places, root: KeyPath) -> Iterator[Problem]:
    """A fallback or a floor whose judged figure compares with no measure: the ranks could not be told."""
    name = requirement.criterion.measured
    measures = [measure for measure in requirement.criterion.measures if measure.among is None]
    for path, position in texts.stages(requirement):
        figure = position.values.get(name)
        if not measures or figure is None or position is requirement.positions.target:
            continue
        if all(measure.accepts(figure.quantity) is None for measure in measures):
            bounds = " ou ".join(map(_bound, measures))
            message = (
                f"{stage_told(path)} ne dit pas le chiffre que l'exigence juge ({bounds}) : « {figure} » ne se lit pas"
            )
            hint = "Écrire un chiffre dans l'unité de l'exigence, ou retirer cette position."
            yield places.problem((*root, *path, name), f"{message}.", hint)


def _bound(measure: Measure) -> str:
    return f"{'au moins' if measure.at_least else 'au plus'} {measure.bound_text}"


def _ranks(requirement: Requirement, places: Places, root: KeyPath) -> Iterator[Problem]:
    name = requirement.criterion.measured
    stages = [(path, position) for path, position in texts.stages(requirement) if name in position.values]
    for (before, stronger), (path, weaker) in pairwise(stages):
        asked, first = weaker.values[name], stronger.values[name]
        for measure in requirement.criterion.measures:
            if _is_stronger(asked, first, measure):
                message = f"{stage_told(path)} ({asked}) demande plus que {stage_told(before)} ({first})."
                hint = "Les positions vont de la plus exigeante à la moins exigeante : cible, replis, plancher."
                yield places.problem((*root, *path, name), message, hint)


def stage_told(path: KeyPath) -> str:
    """« le repli 1 »: the position of a key that begins with « positions »."""
    rank = f" {path[2] + 1}" if len(path) > 2 and isinstance(path[2], int) else ""
    return NAMES[str(path[1])] + rank


def _is_stronger(one: Figure, other: Figure, measure: Measure) -> bool:
    """Does `one` ask strictly more than `other`, in the direction of the measure?"""
    if measure.among is not None or one.quantity is None or other.quantity is None:
        return False
    at_most = measure.at_most is not None
    try:
        first, second = measure.compared(one.quantity), measure.compared(other.quantity)
        return meets(first, second, at_most=at_most) and not meets(second, first, at_most=at_most)
    except QuantityError:
        return False


def _trades(requirement: Requirement, places: Places, root: KeyPath) -> Iterator[Problem]:
    target, clause = requirement.positions.target, requirement.clause
    asked = "\n".join((target.text, target.addition, clause.text, clause.details))
    for index, fallback in enumerate(requirement.positions.fallbacks):
        path = (*root, "positions", "repli", index)
        if not fallback.trade.strip():
            yield warning(
                places, path, f"le repli {index + 1} ne demande rien en échange.", "Ajouter « contrepartie »."
            )
        elif fallback.trade.strip() in asked:
            yield warning(
                places, path, f"la contrepartie du repli {index + 1} est déjà dans la cible.", "Demander autre chose."
            )
        if _asks(fallback) == _asks(target):
            message = f"le repli {index + 1} demande la même chose que la cible."
            yield warning(places, path, message, "Changer une valeur ou le texte, ou retirer le repli.")


def _asks(position: Position) -> tuple[Mapping[str, Figure], str, str]:
    return position.values, position.text.strip(), position.addition.strip()


def _unused(requirement: Requirement, places: Places, root: KeyPath) -> Iterator[Problem]:
    used = {name for text in texts.of_point(requirement) if text.field.takes_names for name in markup.names(text.text)}
    for name in requirement.parameters:
        if name not in used:
            message = f"le paramètre « {name} » n'est employé par aucun texte."
            yield warning(
                places, (*root, "parametres", name), message, f"Écrire {{{{ {name} }}}} dans un texte, ou le retirer."
            )
    for path, position in texts.stages(requirement):
        for name in position.values:
            if name not in used:
                message = f"{stage_told(path)} donne une valeur, « {name} », qu'aucun texte n'emploie."
                hint = f"Écrire {{{{ {name} }}}} dans un texte, ou la retirer."
                yield warning(places, (*root, *path, name), message, hint)


def _silent(requirement: Requirement, places: Places, root: KeyPath) -> Iterator[Problem]:
    """A wording that stands for the whole clause and asks for no figure that the criterion could judge."""
    measures = [measure for measure in requirement.criterion.measures if measure.among is None]
    values = {**requirement.parameters, **requirement.positions.target.values}
    judged = {
        name for name, value in values.items() if any(one.accepts(value.quantity) is not None for one in measures)
    }
    for text in texts.of_point(requirement) if judged else ():
        if text.field.shape is TextShape.BODY and judged.isdisjoint(markup.names(text.text)):
            bounds = " ou ".join(map(_bound, measures))
            message = f"ce texte ne demande pas le chiffre que l'exigence juge ({bounds})."
            names = ", ".join(f"{{{{ {name} }}}}" for name in sorted(judged))
            yield warning(places, (*root, *text.path), message, f"Y écrire {names}.")
