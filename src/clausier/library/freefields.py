"""Names and titles of free fields: each must be told from all that a text, a template or a table may name."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.errors import Problem
from clausier.files.strictyaml import Places
from clausier.library import placeholders, texts
from clausier.model.library import Library

WRITTEN = "Un nom n'a que des minuscules sans accent, des chiffres et « _ »."
OTHER = "Lui donner un autre nom."


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Names that no text can write, or that something else has; titles that two fields share."""
    owners = _owners(library) if library.fields else {}
    titles: dict[str, str] = {}
    for name, field in library.fields.items():
        path = ("champs", name)
        if not placeholders.NAME.fullmatch(name):
            yield places.problem(path, f"aucun texte ne peut nommer « {name} ».", WRITTEN)
        elif name in owners:
            yield places.problem(path, f"« {name} » est déjà {owners[name]}.", OTHER)
        first = titles.setdefault(" ".join(field.title.split()).casefold(), name)
        if first != name:
            message = f"« {field.title} » est déjà l'intitulé du champ « {first} »."
            yield places.problem((*path, "intitule"), message, "Donner un intitulé à chacun.")


def _owners(library: Library) -> dict[str, str]:
    """What has a name already."""
    annexed = {name for text in texts.of_whole(library) if text.field.free for name in text.field.names or ()}
    engine = {*placeholders.ENGINE, *library.formulas.forms, *annexed, *vars(dict)}
    owners = {**dict.fromkeys(engine, "un nom du moteur"), **dict.fromkeys(library.facts, "un fait")}
    for point in library.requirements:
        values = {*point.parameters, *(name for _, position in texts.stages(point) for name in position.values)}
        owners |= dict.fromkeys(values, f"une valeur du point {point.number}")
    return owners
