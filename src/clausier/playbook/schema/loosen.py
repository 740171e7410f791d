"""Schemas of files that hold only a part: overlays, and dossiers with blanks."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

PART = " (partiel)"
NULL: Schema = {"type": "null"}


def partial(schema: Schema) -> Schema:
    """Every key optional at every depth, null admitted; what stands in a list is complete, for a list replaces."""
    definitions = schema.get("$defs", {})
    parts = {f"{name}{PART}": _partial(item) for name, item in definitions.items()}
    rest = {key: item for key, item in schema.items() if key != "$defs"}
    return {**_partial(rest), "$defs": {**definitions, **parts}}


def blanks_allowed(schema: Schema) -> Schema:
    """A key that is not required may be left without a value."""
    if isinstance(schema, dict):
        inner = {key: blanks_allowed(item) for key, item in schema.items()}
        required = schema.get("required", ())
        if isinstance(schema.get("properties"), dict):
            inner["properties"] = {
                key: item if key in required else _or_null(item) for key, item in inner["properties"].items()
            }
        if isinstance(schema.get("additionalProperties"), dict):
            inner["additionalProperties"] = _or_null(inner["additionalProperties"])
        return inner
    return [blanks_allowed(item) for item in schema] if isinstance(schema, list) else schema


def _partial(node: Schema) -> Schema:
    if "$ref" in node:
        return {**node, "$ref": node["$ref"] + PART}
    if "anyOf" in node:
        return {**node, "anyOf": [_partial(item) for item in node["anyOf"]]}
    if node.get("type") != "object":
        return node
    found = {key: item for key, item in node.items() if key != "required"}
    if "properties" in node:
        found["properties"] = {key: _or_null(_partial(item)) for key, item in node["properties"].items()}
    if isinstance(node.get("additionalProperties"), dict):
        found["additionalProperties"] = _or_null(_partial(node["additionalProperties"]))
    return found


def _or_null(node: Schema) -> Schema:
    """The same or null; the description stays outside, where editors look for it."""
    told = {key: node[key] for key in ("description",) if key in node}
    rest = {key: item for key, item in node.items() if key != "description"}
    choices = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    return {**told, "anyOf": [*choices, *([] if NULL in choices else [NULL])]}
