"""From a model to the schema of its file: every scalar is text in a file, some keys have a short form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from clausier.playbook.schema.descriptions import KEYS
from clausier.playbook.schema.titles import MODELS

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number"]}
YES_NO: Schema = {"enum": ["oui", "non"]}
DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}
INTEGER: Schema = {"type": ["integer", "string"], "pattern": "^[0-9]+$"}
CONDITION_ITEM: Schema = {"type": "object", "additionalProperties": {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}}


def file_schema(model: type[BaseModel]) -> Schema:
    """The schema of a file that holds this model, with French descriptions; definitions under `$defs`."""
    found = model.model_json_schema(by_alias=True, schema_generator=FileSchema, mode="validation")
    definitions = {name: _words_only(item) for name, item in found.get("$defs", {}).items()}
    return {**found, "$defs": definitions} if definitions else found


def _words_only(item: Schema) -> Schema:
    """A closed list of words without the notes that its class carries for programmers."""
    return {"enum": item["enum"]} if "enum" in item else item


def one_or_many(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item}]}


class FileSchema(GenerateJsonSchema):
    """Pydantic's schemas as files are written. The name of a validator tells which short form it reads."""

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        return {**TEXT, **{key: item for key, item in super().str_schema(schema).items() if key == "pattern"}}

    def int_schema(self, schema: core_schema.IntSchema) -> Schema:
        return dict(INTEGER)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Schema:
        name = getattr(schema["function"]["function"], "__name__", "")
        fixed = FIXED.get(name)
        return dict(fixed) if fixed else SHORT_FORMS.get(name, _same)(self.generate_inner(schema["schema"]))

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        name = schema["cls"].__name__
        found = {key: item for key, item in super().model_schema(schema).items() if key != "title"}
        for key, item in found.get("properties", {}).items():
            if (name, key) in KEYS:
                item["description"] = KEYS[name, key]
        described = {**found, "description": MODELS[name]}
        return WHOLE.get(name, _same)(described)


def _same(found: Schema) -> Schema:
    return found


def _list_or_one(found: Schema) -> Schema:
    """An array, or one of its items."""
    return one_or_many(found["items"])


FIXED: Mapping[str, Schema] = {
    "_yes_no": YES_NO,
    "_iso_date": DATE,
    "_alternatives": one_or_many(CONDITION_ITEM),
    "_required": {"anyOf": [YES_NO, one_or_many(CONDITION_ITEM)]},
    "_parts": {"anyOf": [*one_or_many(TEXT)["anyOf"], {"type": "object", "additionalProperties": YES_NO}]},
}
SHORT_FORMS: Mapping[str, Callable[[Schema], Schema]] = {
    "as_list": _list_or_one,
    "_gather_values": _same,
    "_gather_facts": _same,
    "_shorthands": _same,
}
"""Validators that accept another spelling; a model's own is read by `WHOLE`."""


def _position(found: Schema) -> Schema:
    """Values stand beside the reserved words."""
    kept = {key: item for key, item in found["properties"].items() if key != "valeurs"}
    return {**found, "properties": kept, "additionalProperties": TEXT}


def _situation(found: Schema) -> Schema:
    """Facts stand beside the host's name."""
    kept = {key: item for key, item in found["properties"].items() if key != "facts"}
    return {**found, "properties": kept, "additionalProperties": one_or_many(TEXT)}


def _answer(found: Schema) -> Schema:
    """A finding alone, or in full; « preuve » for « preuves »."""
    alone = {**found["properties"]["preuves"], "description": KEYS["Answer", "preuve"]}
    properties = {**found["properties"], "preuve": alone}
    return {"description": found["description"], "anyOf": [properties["constat"], {**found, "properties": properties}]}


WHOLE: Mapping[str, Callable[[Schema], Schema]] = {
    "Position": _position,
    "Situation": _situation,
    "Answer": _answer,
}
