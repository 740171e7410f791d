"""From a model to the schema of its file: every scalar is text in a file, some keys have a short form.

Titles and descriptions stand on the models, with the short forms of single values; here are those of whole models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from clausier.model.answer import Answer
from clausier.model.base import TEXT
from clausier.model.casefile import Member

Schema = dict[str, Any]

INTEGER: Schema = {"type": ["integer", "string"], "pattern": "^[0-9]+$"}


def file_schema(model: type[BaseModel]) -> Schema:
    """The schema of a file that holds this model, with French descriptions; definitions under `$defs`."""
    found = model.model_json_schema(by_alias=True, schema_generator=FileSchema, mode="validation")
    definitions = {name: _words_only(item) for name, item in found.get("$defs", {}).items()}
    return {**found, "$defs": definitions} if definitions else found


def _words_only(item: Schema) -> Schema:
    """A closed list of words without the notes that its class carries for programmers."""
    return {"enum": item["enum"]} if "enum" in item else item


class FileSchema(GenerateJsonSchema):
    """Pydantic's schemas as files are written: the title of a model is what an editor says of it."""

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        return {**TEXT, **{key: item for key, item in super().str_schema(schema).items() if key == "pattern"}}

    def int_schema(self, schema: core_schema.IntSchema) -> Schema:
        return dict(INTEGER)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        found = super().model_schema(schema)
        described = {**{key: item for key, item in found.items() if key != "title"}, "description": found["title"]}
        return WHOLE.get(schema["cls"], _same)(described)


def _same(found: Schema) -> Schema:
    return found


def _answer(found: Schema) -> Schema:
    """A finding alone, or in full; « preuve » for « preuves »."""
    properties = {**found["properties"], "preuve": found["properties"]["preuves"]}
    return {"description": found["description"], "anyOf": [properties["constat"], {**found, "properties": properties}]}


def _member(found: Schema) -> Schema:
    """A name alone, or in full."""
    return {"description": found["description"], "anyOf": [TEXT, found]}


WHOLE: Mapping[type[BaseModel], Callable[[Schema], Schema]] = {
    Answer: _answer,
    Member: _member,
}
"""Models that a file may write otherwise."""
