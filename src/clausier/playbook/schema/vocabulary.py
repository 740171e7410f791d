"""Closed vocabularies of a library in its schemas: facts, types, bases, proofs, points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from clausier.model.base import YES_NO, one_or_many
from clausier.model.facts import UNKNOWN
from clausier.model.library import FactKind, Library
from clausier.playbook.schema.loosen import NULL, PART

Schema = dict[str, Any]


def with_vocabulary(schema: Schema, library: Library) -> Schema:
    """The schema with the words that this library declares; definitions that it does not hold are left alone."""
    changes = _changes(library)
    definitions = {
        name: changes[bare](item) if (bare := name.removesuffix(PART)) in changes else item
        for name, item in schema.get("$defs", {}).items()
    }
    whole = {**schema, "$defs": definitions}
    return _case(whole, library) if "reponses" in schema["properties"] else whole


def _changes(library: Library) -> Mapping[str, Callable[[Schema], Schema]]:
    facts = _facts(library)
    condition = {"type": "object", "properties": facts, "additionalProperties": False}
    return {
        "Condition": lambda found: {**one_or_many(condition), "description": found["description"]},
        "BasisUse": lambda found: _words(found, "id", library.bases),
        "CoherenceRule": lambda found: _words(found, "fondement", library.bases),
        "ProofRule": lambda found: _words(found, "nature", library.proofs),
        "Proof": lambda found: _words(found, "nature", library.proofs),
        "Measure": lambda found: _required(_words(found, "parmi", library.country_sets), condition),
        "Contract": lambda found: _contract(_words(found, "type", library.contract_types), library),
        "Requirement": lambda found: _types(found, library.contract_types),
        "Situation": lambda found: _situation(found, library.facts),
        "Setting": lambda found: _situation(found, library.testable),
    }


def _words(found: Schema, key: str, words: Iterable[str]) -> Schema:
    """The same with a closed list of words under a key."""
    item = found["properties"][key]
    choices = [{"enum": sorted(words)}, *([NULL] if NULL in item.get("anyOf", ()) else [])]
    closed = {"description": item["description"], **({"anyOf": choices} if len(choices) > 1 else choices[0])}
    return {**found, "properties": {**found["properties"], key: closed}}


def _contract(found: Schema, library: Library) -> Schema:
    """A type, or several with the values of the fact that tells them apart."""
    if not library.types_by:
        return found
    item = found["properties"]["type"]
    services = one_or_many({"enum": list(library.facts[library.types_by].values)})
    shares = {
        "type": "object",
        "minProperties": 1,
        "properties": {kind: {"description": label, **services} for kind, label in library.contract_types.items()},
        "additionalProperties": False,
    }
    choices = [*item.get("anyOf", [{"enum": item.get("enum", [])}]), shares]
    return {**found, "properties": {**found["properties"], "type": {**_told(item), "anyOf": choices}}}


def _told(item: Schema) -> Schema:
    return {"description": item["description"]}


def _types(found: Schema, words: Iterable[str]) -> Schema:
    """The contract types for which a point is essential."""
    item = found["properties"]["essentiel"]
    closed = {"description": item["description"], **one_or_many({"enum": list(words)})}
    return {**found, "properties": {**found["properties"], "essentiel": closed}}


def _required(measure: Schema, condition: Schema) -> Schema:
    """« oui », « non » or a condition, on the facts of the library."""
    item = measure["properties"]["requise"]
    closed = {"description": item["description"], "anyOf": [YES_NO, *one_or_many(condition)["anyOf"]]}
    return {**measure, "properties": {**measure["properties"], "requise": closed}}


def _facts(library: Library) -> Schema:
    """What a condition may test."""
    return {
        name: {"description": f"{kind.title} : l'une de ces valeurs.", **one_or_many({"enum": list(kind.values)})}
        for name, kind in library.testable.items()
    }


def _situation(found: Schema, kinds: Mapping[str, FactKind]) -> Schema:
    facts: Schema = {}
    for name, kind in kinds.items():
        word = {"enum": list(dict.fromkeys((*kind.values, UNKNOWN)))}
        choices = one_or_many(word)["anyOf"] if kind.multiple else [word]
        facts[name] = {"description": kind.question, "anyOf": [*choices, NULL]}
    return {**found, "properties": {**found["properties"], **facts}, "additionalProperties": False}


def _case(schema: Schema, library: Library) -> Schema:
    """Answers, positions and parameters are keyed by points; a question shows beside each answer."""
    answers = {point.id: {"description": f"{point.number} {point.question}"} for point in library.requirements}
    properties = dict(schema["properties"])
    for key in ("reponses", "positions", "parametres"):
        section = properties[key]
        inner = next(item for item in section["anyOf"] if item.get("type") == "object")
        value = inner["additionalProperties"]
        named = {id_: {**told, **value} for id_, told in answers.items()}
        closed = {**inner, "properties": named, "additionalProperties": False}
        properties[key] = {**section, "anyOf": [closed, NULL]}
    return {**schema, "properties": properties}
