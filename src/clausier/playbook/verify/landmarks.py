"""Landmarks of points: those that nothing or anything meets, that another makes idle, and sentences read otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clausier.errors import Problem, Severity, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.library.landmarks import LANDMARKS, LESS, MORE
from clausier.library.overlays import VOCABULARIES
from clausier.model.expression import expression
from clausier.model.landmark import Landmarks, ReadingExample
from clausier.model.library import Library
from clausier.model.reading import PointReading, Status
from clausier.model.requirement import Requirement
from clausier.playbook.verify.told import changed_since
from clausier.quantity import QuantityError, parse
from clausier.reading.examples import proposed
from clausier.reading.overlap import implies, is_anywhere, is_impossible

LISTS = ("strong", "weak", "excluding", "headings", "contrary")
FEWEST = 2
"""Sentences that a point with landmarks is tried on, at least: one that satisfies it, one that does not."""


def problems(library: Library, places: Places, layers: Sequence[Places] = ()) -> Iterator[Problem]:
    """What is weak in the landmarks of each point: warnings, since nothing that was only read goes into a letter.

    `layers` say where each folder says what it says.
    """
    for point in library.requirements:
        if point.landmarks:
            path: KeyPath = ("points", point.id, "reperes")
            for problem in _of_point(point, library, places, layers, path):
                yield replace(problem, severity=Severity.WARNING)


def _of_point(
    point: Requirement, library: Library, places: Places, layers: Sequence[Places], path: KeyPath
) -> Iterator[Problem]:
    yield from _expressions(point.landmarks, places, path)
    yield from _parts(point, places, path)
    yield from _examples(point, library, places, layers, (*path, "essais"))


def _expressions(landmarks: Landmarks, places: Places, path: KeyPath) -> Iterator[Problem]:
    lists = [(Landmarks.model_fields[name].alias or name, getattr(landmarks, name)) for name in LISTS]
    for key, sources in lists:
        yield from _list(sources, places, (*path, key))
    for name, sources in landmarks.parts.items():
        yield from _list(sources, places, (*path, "volets", name))


def _list(sources: tuple[str, ...], places: Places, path: KeyPath) -> Iterator[Problem]:
    read = [expression(source) for source in sources]
    for rank, one in enumerate(read):
        here = (*path, rank)
        if is_impossible(one):
            message = f"« {one.source} » écarte ce qu'il cherche : rien ne peut le remplir."
            yield places.problem(here, message, "Retirer ce qui suit « - », ou le repère.")
        elif is_anywhere(one):
            message = f"« {one.source} » se rencontre dans toute phrase."
            yield places.problem(here, message, "Y joindre un mot du point, ou le retirer.")
        idle = next(
            (
                wide
                for place, wide in enumerate(read)
                if place != rank and implies(one, wide) and not (implies(wide, one) and place > rank)
            ),
            None,
        )
        if idle is not None:
            message = f"« {one.source} » ne trouve rien que « {idle.source} » ne trouve déjà."
            yield places.problem(here, message, "Retirer l'un des deux.")


def _parts(point: Requirement, places: Places, path: KeyPath) -> Iterator[Problem]:
    """Where an answer has parts, those that are looked for are of their number; elsewhere their names are said."""
    known = point.criterion.parts
    for name in point.landmarks.parts:
        if known and name not in known:
            message = f"le volet « {name} » n'existe pas."
            yield places.problem((*path, "volets", name), message, nearest(name, known))
        elif not known and "_" in name:
            message = f"« {name} » sera dit tel quel à qui lit le contrat."
            yield places.problem((*path, "volets", name), message, f"L'écrire en mots : « {name.replace('_', ' ')} ».")


def _examples(
    point: Requirement, library: Library, places: Places, layers: Sequence[Places], path: KeyPath
) -> Iterator[Problem]:
    examples = point.landmarks.examples
    statuses = {example.status for example in examples.values()}
    satisfied = Status.FOUND in statuses
    if len(examples) < FEWEST or not satisfied or statuses <= {Status.FOUND}:
        message = "ces repères ne sont pas essayés des deux côtés."
        hint = "Ajouter à « essais » une phrase lue « trouve » et une autre qui ne satisfait pas le point."
        yield places.problem(path if examples else path[:-1], message, hint)
    for name, example in examples.items():
        for key, message, instead in _unmet(example, proposed(example, point, library)):
            hint = _remedy((*path, name), f"{key}: {instead}", layers)
            yield places.problem((*path, name, key), message, hint)


def _unmet(example: ReadingExample, found: PointReading) -> Iterator[tuple[str, str, str]]:
    """Key, what is wrong, what would be right."""
    if found.status is not example.status:
        message = f"attendu « {example.status.value} », trouvé « {found.status.value} » : {found.why}"
        yield "lecture", message, found.status.value
    elif example.value and not _same(example.value, found.value):
        yield "valeur", f"valeur attendue « {example.value} », trouvée « {found.value} ».", found.value or "null"


def _remedy(path: KeyPath, instead: str, layers: Sequence[Places]) -> str:
    """What to do; what to write instead, where a library laid over the one that wrote the example changes the point."""
    keys = [*(info.alias or name for name, info in Landmarks.model_fields.items()), MORE, LESS]
    point, rules = path[:2], list[KeyPath]((key,) for key in VOCABULARIES)
    rules += [(*point, "exigence"), *((*point, LANDMARKS, key) for key in keys if key != "essais")]
    changed = changed_since(rules, path, layers)
    if not changed:
        return "Corriger la phrase, ou les repères."
    written = f'{LANDMARKS}: {{essais: {{"{path[-1]}": {{{instead}}}}}}}'
    return (
        f"Ce qui est cherché a changé ({changed}). Si c'est voulu, écrire dans le fichier du point de cette "
        f"bibliothèque « {written} » ; sinon, revoir les repères."
    )


def _same(one: str, other: str) -> bool:
    """Do two values say the same, as « quinze (15) jours » and « 15 jours »?"""
    try:
        return one == other or parse(one) == parse(other)
    except QuantityError:
        return False
