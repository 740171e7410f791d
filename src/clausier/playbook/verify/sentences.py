"""Sentences of contracts that points give as examples: does the reading of each still propose what its author says?

A warning, whoever wrote it: what is read is never printed, and a later version of the reading may read better.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from clausier.errors import Problem
from clausier.files.strictyaml import KeyPath
from clausier.french import fold
from clausier.library.landmarks import LANDMARKS
from clausier.library.overlays import READING, VOCABULARIES
from clausier.library.reading import Reading
from clausier.model.landmark import Landmarks
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.playbook.verify.told import changed_since, warning
from clausier.quantity import QuantityError, parse_as
from clausier.reading.trial import proposed

EXAMPLES = "essais"
SETTLE = "Revoir l'essai ou les repères : clausier bibliotheque reperes essayer {number} …"


def problems(library: Library, reading: Reading) -> Iterator[Problem]:
    """Each example of these points of which something else is proposed; `reading` holds the whole library."""
    for point in library.requirements if reading.library is not None else ():
        for name, example in point.landmarks.examples.items():
            found = proposed(example, point, reading.library or library)
            path: KeyPath = ("points", point.id, LANDMARKS, EXAMPLES, name)
            if found.status is not example.status:
                message = (
                    f"lecture attendue « {example.status.value} », proposée « {found.status.value} » : {found.why}"
                )
                instead = f"lecture: {found.status.value}"
                yield warning(reading.places, (*path, "lecture"), message, _hint(point, path, instead, reading))
            elif example.value and _measured(example.value, point, library) != _measured(found.value, point, library):
                message = f"valeur attendue « {example.value} », lue « {found.value} »."
                instead = f"valeur: {found.value or 'null'}"
                yield warning(reading.places, (*path, "valeur"), message, _hint(point, path, instead, reading))


def _measured(text: str, point: Requirement, library: Library) -> Hashable:
    """What a value is, however it is written; its words where nothing reads it."""
    try:
        return library.read_value(point.criterion, (text,))
    except QuantityError:
        pass
    for kind in point.landmarks.values:
        try:
            return parse_as(kind, text)
        except QuantityError:
            continue
    return fold(text)


def _hint(point: Requirement, path: KeyPath, instead: str, reading: Reading) -> str:
    """What to do; where a library laid over the example changed what is looked for, what to write if that is meant."""
    keys = [info.alias or name for name, info in Landmarks.model_fields.items()]
    looked_for = [("points", point.id, LANDMARKS, key) for key in (*keys, "plus", "moins") if key != EXAMPLES]
    rules: list[KeyPath] = [
        (READING,),
        *((key,) for key in VOCABULARIES),
        ("points", point.id, "exigence"),
        *looked_for,
    ]
    changed = changed_since(rules, path, reading.layers)
    if not changed:
        return SETTLE.format(number=point.number)
    return (
        f"Ce qui est cherché a changé ({changed}). Si c'est voulu, écrire dans le fichier du point de cette bibliothèque "
        f'« {LANDMARKS}: {{{EXAMPLES}: {{"{path[-1]}": {{{instead}}}}}}} » ; sinon, revoir les repères.'
    )
