"""Where a fault stands in a model: the keys of its file, and the type that is expected there.

Pydantic's own places also name the member of a union that it tried and, under « [key] », the key of a mapping.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from clausier.files.strictyaml import KeyPath

KEY = "[key]"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place inside a model. `type` is what stands there, None where the model does not say."""

    path: KeyPath
    type: Any
    key_type: Any = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that a file may use here."""
        return tuple(_fields(self.type)) if _is_a(self.type, BaseModel) else ()

    @property
    def words(self) -> tuple[str, ...]:
        """The closed list of words that stands here."""
        if _is_a(self.type, Enum):
            return tuple(str(word.value) for word in self.type)
        return tuple(map(str, get_args(self.type))) if get_origin(self.type) is Literal else ()

    def after(self, key: str | int) -> Spot:
        """The place behind the next part of pydantic's path."""
        if _is_a(self.type, RootModel):
            return Spot(self.path, _bare(self.type.model_fields["root"].annotation)).after(key)
        if get_origin(self.type) in (Union, UnionType):
            return replace(self, type=next((one for one in get_args(self.type) if _is_a(one, BaseModel)), None))
        if key == KEY:
            return Spot(self.path, self.key_type)
        if _is_a(self.type, BaseModel):
            return Spot((*self.path, key), _fields(self.type).get(str(key)))
        inner = [one for one in get_args(self.type) if one is not ...]
        if get_origin(self.type) is dict:
            return Spot((*self.path, key), _bare(inner[1]), _bare(inner[0]))
        path = (*self.path, key) if isinstance(key, int) else self.path
        return Spot(path, _bare(inner[0]) if inner else None)


def spot(model: type[BaseModel], loc: KeyPath) -> Spot:
    """The place that pydantic names `loc`."""
    found = Spot((), model)
    for key in loc:
        found = found.after(key)
    return found


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: _bare(field.annotation) for name, field in model.model_fields.items()}


def _bare(annotation: Any) -> Any:
    """Without `Annotated[…]` and `| None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    members = [one for one in get_args(annotation) if one is not NoneType]
    return _bare(members[0]) if get_origin(annotation) in (Union, UnionType) and len(members) == 1 else annotation


def _is_a(found: Any, base: type) -> bool:
    return isinstance(found, type) and issubclass(found, base)
