"""JSON Schemas (2020-12) of the files that people write, from the models and a library's vocabularies. Pure."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from clausier.library.landmarks import LESS, MORE
from clausier.model.casefile import CaseFile
from clausier.model.library import Category, Library
from clausier.model.requirement import DERIVED, Requirement
from clausier.playbook.schema.generator import file_schema
from clausier.playbook.schema.loosen import PART, blanks_allowed, partial
from clausier.playbook.schema.vocabulary import with_vocabulary

__all__ = ["overlay_schemas", "schemas"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
COMPUTED = {"categories", "points", "retires", "numeros_retires", "empreinte"}
OWN_FILES = ("fondements", "definitions", "formules", "controles", "coherence", "correspondances")
DISABLE = {
    "desactive": {
        "description": "« oui » retire ce point de la bibliothèque de base.",
        "enum": ["oui", "non"],
    }
}
CHANGES = {
    MORE: "Des repères à ajouter à ceux de la bibliothèque du dessous.",
    LESS: "Des repères à retirer de ceux de la bibliothèque du dessous.",
}
NOT_ADDED = frozenset({"valeurs", "neutre", "essais"})
TITLES = {
    "point": "Un point de la bibliothèque",
    "categorie": "Une catégorie (_categorie.yaml)",
    "dossier": "Le dossier d'un prestataire",
    "bibliotheque": "L'en-tête et les vocabulaires d'une bibliothèque (bibliotheque.yaml)",
    "fondements": "Les fondements (fondements.yaml)",
    "definitions": "Les termes définis (definitions.yaml)",
    "formules": "Les phrases que le moteur ajoute (formules.yaml)",
    "controles": "Ce que cherche « verifier » (controles.yaml)",
    "coherence": "Ce qui doit tenir entre des points (coherence.yaml)",
    "correspondances": "À quoi les points se rapportent dans des référentiels (correspondances.yaml)",
}
OVERLAY = "-superpose"


def schemas(library: Library) -> dict[str, dict[str, Any]]:
    """Name → schema of the files of a whole library, and of a dossier."""
    return _finished({**_files(), "dossier": blanks_allowed(file_schema(CaseFile))}, library)


def overlay_schemas(library: Library) -> dict[str, dict[str, Any]]:
    """Name in `-superpose` → schema of an overlay's file: every key optional, null deletes."""
    found = {f"{name}{OVERLAY}": partial(schema) for name, schema in _files().items()}
    point = found[f"point{OVERLAY}"]
    point["properties"] |= DISABLE
    point["$defs"][f"Landmarks{PART}"]["properties"] |= _added(point["$defs"]["Landmarks"])
    return _finished(found, library)


def _added(landmarks: dict[str, Any]) -> dict[str, Any]:
    """« plus » and « moins », whose keys are those that hold landmarks."""
    lists = {key: item for key, item in landmarks["properties"].items() if key not in NOT_ADDED}
    return {
        key: {"description": told, "type": "object", "properties": lists, "additionalProperties": False}
        for key, told in CHANGES.items()
    }


def _files() -> dict[str, dict[str, Any]]:
    whole = file_schema(Library)
    known = set(whole["properties"])
    return {
        "point": _without(file_schema(Requirement), DERIVED),
        "categorie": file_schema(Category),
        "bibliotheque": _without(whole, {*COMPUTED, *OWN_FILES}),
        **{name: _without(whole, known - {name}, required={name}) for name in OWN_FILES},
    }


def _finished(found: dict[str, dict[str, Any]], library: Library) -> dict[str, dict[str, Any]]:
    return {name: _headed(name, with_vocabulary(schema, library)) for name, schema in sorted(found.items())}


def _without(schema: dict[str, Any], keys: Set[str], required: set[str] | None = None) -> dict[str, Any]:
    """The schema without these keys, and without the definitions that nothing names any more."""
    needed = set(schema.get("required", ())) if required is None else required
    return {
        **schema,
        "properties": {key: item for key, item in schema["properties"].items() if key not in keys},
        "required": sorted(needed - keys),
    }


def _headed(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    title = TITLES[name.removesuffix(OVERLAY)]
    if name.endswith(OVERLAY):
        title += ", tel qu'une bibliothèque superposée le change"
    return {"$schema": DIALECT, "$id": f"{name}.schema.json", "title": title, **_pruned(schema)}


def _pruned(schema: dict[str, Any]) -> dict[str, Any]:
    """Only the definitions that are reached."""
    definitions = schema.get("$defs", {})
    rest = {key: item for key, item in schema.items() if key != "$defs"}
    reached: set[str] = set()
    waiting = _named(rest)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting |= _named(definitions[name])
    kept = {name: definitions[name] for name in sorted(reached)}
    return {**rest, **({"$defs": kept} if kept else {})}


def _named(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {str(node["$ref"]).removeprefix("#/$defs/")} if "$ref" in node else set()
        return own.union(*(_named(item) for item in node.values()))
    return set().union(*(_named(item) for item in node)) if isinstance(node, list) else set()
