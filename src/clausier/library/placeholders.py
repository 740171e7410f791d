"""Placeholders: each must have a value wherever its text may be printed, or a letter would break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.library import markup, texts
from clausier.library.texts import LibraryText
from clausier.model.freefield import NONE as NO_FIELDS
from clausier.model.freefield import FreeFields, sendable
from clausier.model.library import Library
from clausier.model.requirement import Position, Requirement
from clausier.model.text import TextFamily, TextShape

ANYWHERE = frozenset({"article_vise", "valeur_actuelle", "motif_preuve", "prestataire", "cabinet", "hebergeur"})
PARTS, BASIS, ACTIVITIES = "volets", "fondement", "activites"
ENGINE = ANYWHERE | {PARTS, BASIS, ACTIVITIES}
"""Names that the engine fills in; a point's own values take others."""
NAME = re.compile(r"[a-z_][a-z0-9_]*")


def of_point(
    requirement: Requirement,
    places: Places,
    root: KeyPath,
    forms: Set[str] = frozenset(),
    fields: FreeFields = NO_FIELDS,
) -> Iterator[Problem]:
    """Names that nothing declares, or that have no value where they stand; stray braces. `forms`: those of voices."""
    yield from _ungiven(requirement, places, root)
    for text in texts.of_point(requirement):
        path = (*root, *text.path)
        if text.field.takes_names:
            yield from _unknown(text, requirement, places, path, forms, fields)
            yield from _stray(text.text, places, path)
        elif text.field.shape is TextShape.PLAIN and (markup.names(text.text) or markup.stray_tags(text.text)):
            message = "ce texte est imprimé tel quel : un nom entre accolades n'y est jamais remplacé."
            yield places.problem(path, message, "Retirer les accolades et écrire la valeur.")


def of_whole(library: Library, places: Places) -> Iterator[Problem]:
    """The same for definitions, formulas and the annex, whose names are fixed."""
    for text in texts.of_whole(library):
        facts = library.facts if text.field.facts else ()
        free = sendable(library.fields) if text.field.free else ()
        forms = library.formulas.forms if text.field.voiced else ()
        known = (text.field.names or frozenset()).union(facts, free, forms)
        yield from _closed(text.text, known, places, text.path, library)


def _ungiven(requirement: Requirement, places: Places, root: KeyPath) -> Iterator[Problem]:
    """Values that the target gives and another position forgets: that stage of a negotiation would have a blank."""
    for path, position in texts.stages(requirement):
        given = {**position.values, **requirement.parameters}
        missing = [name for name in requirement.positions.target.values if name not in given]
        written = _names_with(position, requirement) if missing else ()
        for name in (name for name in missing if name in written):
            message = f"cette position ne donne pas « {name} », que les textes emploient."
            yield places.problem((*root, *path), message, f"Ajouter « {name}: … », comme dans la cible.")


def _names_with(position: Position, requirement: Requirement) -> Set[str]:
    """Names of the texts that may be printed at a position; its own text replaces the clause's."""
    replaced = (("clause", "texte"), ("clause", "variantes")) if position.text else ()
    return {
        name
        for text in texts.of_point(requirement)
        if text.field.takes_names and text.path[:2] not in replaced and text.path[0] != "positions"
        for name in markup.names(text.text)
    }


def _unknown(
    text: LibraryText, requirement: Requirement, places: Places, path: KeyPath, forms: Set[str], fields: FreeFields
) -> Iterator[Problem]:
    known = _known(text, requirement) | (forms if text.field.voiced else frozenset()) | sendable(fields).keys()
    everywhere = known | {PARTS, BASIS, ACTIVITIES}
    for name in markup.names(text.text):
        if name in known:
            if name == PARTS and not _stands_alone(text.text):
                message = f"« {{{{ {PARTS} }}}} » n'est pas seul sur son paragraphe."
                yield places.problem(path, message, "L'isoler entre deux lignes vides.")
        elif name in everywhere:
            yield places.problem(path, f"« {{{{ {name} }}}} » n'a pas de valeur ici.", _why(name))
        elif name in forms:
            hint = "Une forme de « voix » ne s'emploie que dans les arguments : la clause lie les parties."
            yield places.problem(path, f"« {{{{ {name} }}}} » n'a pas de valeur ici.", hint)
        elif name in fields:
            yield places.problem(path, *_kept_inside(name))
        else:
            yield places.problem(path, f"« {{{{ {name} }}}} » n'est pas déclaré.", nearest(name, known))


def _known(text: LibraryText, requirement: Requirement) -> Set[str]:
    criterion = requirement.criterion
    return {
        *ANYWHERE,
        *requirement.parameters,
        *_values_at(text, requirement),
        *([PARTS] if text.field.shape is TextShape.BODY and criterion.parts else []),
        *([BASIS] if text.field.family is TextFamily.OBLIGATION else []),
        *([ACTIVITIES] if criterion.proof and criterion.proof.activities else []),
    }


def _values_at(text: LibraryText, requirement: Requirement) -> Set[str]:
    """Names of the position that holds the text; elsewhere of the target, which the others must follow."""
    return next(
        (set(position.values) for path, position in texts.stages(requirement) if text.path[: len(path)] == path),
        set(requirement.positions.target.values),
    )


def _stands_alone(text: str) -> bool:
    """True if the parts stand in a block of their own wherever they are named."""
    blocks = [block for block in markup.parse(text) if any(one.is_name and one.text == PARTS for one in block.pieces)]
    return all(block.lone_name == PARTS for block in blocks)


def _why(name: str) -> str:
    return {
        PARTS: "Les volets s'impriment dans le texte d'une clause, si « exigence.volets » en donne.",
        BASIS: "Un fondement n'est nommé que dans « argument.obligation ».",
        ACTIVITIES: "Les activités viennent de « exigence.preuve.activites », que ce point n'a pas.",
    }[name]


def _stray(text: str, places: Places, path: KeyPath) -> Iterator[Problem]:
    for tag in markup.stray_tags(text):
        yield places.problem(path, f"accolades isolées « {tag} ».", "Écrire {{ nom }} en entier.")


def _kept_inside(name: str) -> tuple[str, str]:
    message = f"« {{{{ {name} }}}} » est un champ qui ne va pas au prestataire, et ce texte y va."
    return message, "Le retirer du texte, ou déclarer le champ « transmissible: oui »."


def _closed(text: str, known: Set[str], places: Places, path: KeyPath, library: Library) -> Iterator[Problem]:
    for name in markup.names(text):
        if name in known:
            continue
        if name in library.fields and not library.fields[name].sendable:
            yield places.problem(path, *_kept_inside(name))
        else:
            hint = nearest(name, known) or "Aucun nom entre accolades n'est admis ici."
            yield places.problem(path, f"« {{{{ {name} }}}} » n'a pas de valeur ici.", hint)
    yield from _stray(text, places, path)
