"""From a raw tree to a model: pydantic's findings in French, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from clausier.errors import InvalidInput, Problem, nearest
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
        path = _file_path(detail["loc"])
        message, hint = _explain(detail, model)
        yield places.problem((*root, *path), message, hint)


def _file_path(loc: KeyPath) -> KeyPath:
    """Pydantic adds names of union members and models' own fields to the path: keep the file's keys."""
    return tuple(key for key in loc if isinstance(key, int) or not re.search(r"[\[(A-Z]|^bool$", str(key)))


def _explain(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    kind, name = detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "missing":
        return f"« {name} » manque.", f"Ajouter ou compléter la clé « {name} »."
    if kind == "extra_forbidden":
        return f"clé inconnue « {name} ».", nearest(name, _keys_at(model, detail["loc"][:-1])) or "La retirer."
    if kind in ("enum", "literal_error"):
        allowed = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
        return f"« {detail['input']} » n'est pas admis.", nearest(str(detail["input"]), allowed)
    if kind == "value_error":
        return _with_remedy(str(detail["ctx"]["error"]))
    if kind == "string_pattern_mismatch":
        return "la forme n'est pas admise.", SHAPES.get(name, "")
    return EXPECTED.get(kind, UNEXPECTED)


def _with_remedy(told: str) -> tuple[str, str]:
    """What is wrong is said in the first sentence, what to do in the next ones."""
    wrong, stop, remedy = told.partition(". ")
    return (f"{wrong}.", remedy) if stop else (told, "")


def _keys_at(model: type[BaseModel], loc: KeyPath) -> set[str]:
    """Keys that files may use at this place of the model."""
    current: Any = model
    for key in loc:
        current = _step(current, str(key))
    return set(_annotations(current)) if _is_model(current) else set()


def _step(current: Any, key: str) -> Any:
    """The type behind a key of a model, or behind any key of a dict or list."""
    inner = _annotations(current).get(key) if _is_model(current) else get_args(current)[-1:]
    return _bare(inner[0] if isinstance(inner, tuple) and inner else inner)


def _annotations(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _bare(annotation: Any) -> Any:
    """Without `| None`, `Annotated[...]` and the `...` of a tuple."""
    arguments = [argument for argument in get_args(annotation) if argument not in (type(None), ...)]
    wrapped = get_origin(annotation) in (Union, UnionType, Annotated, tuple)
    return _bare(arguments[0]) if wrapped and arguments else annotation


def _is_model(current: Any) -> bool:
    return isinstance(current, type) and issubclass(current, BaseModel)
