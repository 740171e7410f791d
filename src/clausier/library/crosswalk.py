"""What `correspondances.yaml` names must be there: points, legal bases, each in one column."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.model.library import Library

ROOT = "correspondances"


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Unknown points and bases, a basis of no column or of two; a point that a library removes leaves its row idle."""
    owners: dict[str, str] = {}
    for name, column in library.crosswalk.columns.items():
        for rank, id_ in enumerate(column.bases):
            path: KeyPath = (ROOT, "colonnes", name, "fondements", rank)
            if id_ not in library.bases:
                yield places.problem(path, *_unknown(id_, library))
            elif id_ in owners:
                yield places.problem(path, f"« {id_} » est déjà dans « {owners[id_]} ».", "Le retirer de l'une.")
            owners.setdefault(id_, name)
    for point, bases in library.crosswalk.points.items():
        path = (ROOT, "points", point)
        if point not in library.by_id and ("points", point) not in places.lines:
            yield places.problem(path, f"le point « {point} » n'existe pas.", nearest(point, library.by_id))
        for id_ in bases:
            if id_ not in library.bases:
                yield places.problem(path, *_unknown(id_, library))
            elif id_ not in owners:
                message = f"« {id_} » n'est d'aucune colonne : cette correspondance ne se verrait pas."
                yield places.problem(path, message, nearest(id_, owners) or "L'ajouter à une colonne.")


def _unknown(id_: str, library: Library) -> tuple[str, str]:
    return f"le fondement « {id_} » n'est pas dans fondements.yaml.", nearest(id_, library.bases)
