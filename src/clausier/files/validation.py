"""From a raw tree to a model: pydantic's findings in French, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from clausier.errors import InvalidInput, Problem, nearest
from clausier.files.modelpath import spot
from clausier.files.strictyaml import KeyPath, Places

M = TypeVar("M", bound=BaseModel)

LINES = "une suite de « clé : valeur » est attendue ici.", "Écrire une clé et sa valeur par ligne."
WHOLE = "un nombre entier est attendu ici.", "Écrire un nombre en chiffres, par exemple 2."
LARGE = "le nombre est trop grand.", "Donner un nombre plus petit."
EXPECTED = {
    "string_type": ("un texte est attendu ici.", "Écrire un texte, ou retirer la clé."),
    "int_parsing": WHOLE,
    "int_type": WHOLE,
    "tuple_type": ("une liste est attendue ici.", "Écrire par exemple [un, deux]."),
    "dict_type": LINES,
    "model_type": LINES,
    "date_type": ("une date est attendue ici (AAAA-MM-JJ).", "Écrire par exemple 2026-09-15."),
    "bool_type": ("« oui » ou « non » est attendu ici.", "Écrire l'un des deux."),
    "greater_than_equal": ("le nombre est trop petit.", "Donner un nombre plus grand."),
    "less_than_equal": LARGE,
    "int_parsing_size": LARGE,
    "too_short": ("une valeur au moins est attendue ici.", "En donner une, ou retirer la clé."),
}
SHAPES = {
    "numero": "Écrire la catégorie et le rang, par exemple « 4.5 » ou « 4.A ».",
    "id": "Lettres sans accent, chiffres, points et traits d'union, par exemple « tilleuls-2026 ».",
}
UNEXPECTED = "cette valeur n'est pas admise.", "Comparer avec les fichiers d'exemple."


def build(model: type[M], data: Any, places: Places, root: KeyPath = ()) -> M:
    """Validate `data` (file spelling) as `model`; InvalidInput with every problem.

    `root` is the path of `data` inside the file, for the places.
    """
    try:
        return model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        raise InvalidInput(_problems(error, model, places, root)) from None


def _problems(error: ValidationError, model: type[BaseModel], places: Places, root: KeyPath) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        message, hint = _explain(detail, model)
        yield places.problem((*root, *spot(model, detail["loc"]).path), message, hint)


def _explain(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    kind, name = detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "missing":
        return f"« {name} » manque.", f"Ajouter ou compléter la clé « {name} »."
    if kind == "extra_forbidden":
        return f"clé inconnue « {name} ».", nearest(name, spot(model, detail["loc"][:-1]).keys) or "La retirer."
    if kind in ("enum", "literal_error"):
        word = str(detail["input"])
        return f"« {word} » n'est pas admis.", nearest(word, spot(model, detail["loc"]).words)
    if kind == "value_error":
        return with_remedy(str(detail["ctx"]["error"]))
    if kind == "string_pattern_mismatch":
        return "la forme n'est pas admise.", SHAPES.get(name, "")
    return EXPECTED.get(kind, UNEXPECTED)


def with_remedy(told: str) -> tuple[str, str]:
    """What is wrong is said in the first sentence, what to do in the next ones."""
    wrong, stop, remedy = told.partition(". ")
    return (f"{wrong}.", remedy) if stop else (told, "")
