"""The type of a contract: one, or several with the services that each of them covers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from clausier.model.base import TEXT, one_or_many

Shares = Mapping[str, tuple[str, ...]]
"""Type of a contract → the services that are of this type."""

ALLOWED = "Écrire un type ou, pour chacun, la liste de ses services : {un_type: [service], un_autre: [service]}."


def _shared(value: Any) -> Any:
    """A word, or words by word; a service alone counts as a list of one."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping) or not value:
        raise ValueError(f"un type de contrat est attendu ici. {ALLOWED}")
    return {kind: _services(kind, given) for kind, given in value.items()}


def _services(kind: str, given: Any) -> tuple[str, ...]:
    words = tuple(given) if isinstance(given, list | tuple) else (given,)
    if not words or not all(isinstance(word, str) and word for word in words):
        raise ValueError(f"« {kind} » attend la liste de ses services. {ALLOWED}")
    return words


ContractType = Annotated[
    str | dict[str, tuple[str, ...]],
    BeforeValidator(_shared),
    WithJsonSchema(
        {"anyOf": [TEXT, {"type": "object", "minProperties": 1, "additionalProperties": one_or_many(TEXT)}]}
    ),
]
