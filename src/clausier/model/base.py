"""Common ground of the models: frozen, strict, French in files and English in code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema

from clausier.errors import nearest
from clausier.model.day import PATTERN, looks_like_a_day, read_day
from clausier.model.verdict import GAPS, Verdict

JsonSchema = dict[str, Any]


class Model(BaseModel):
    """A frozen noun. Files use the aliases (French); code uses the names (English)."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, arbitrary_types_allowed=True
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, without what was derived of the fields that change: pydantic would keep it."""
        copied = super().model_copy(update=update, deep=deep)
        for name in [*copied.__dict__] if update else ():
            if isinstance(getattr(type(self), name, None), cached_property):
                del copied.__dict__[name]
        return copied


def _yes_no(value: object) -> object:
    if isinstance(value, str):
        answers = {"oui": True, "non": False}
        if value not in answers:
            raise ValueError(f"« {value} » n'est ni « oui » ni « non ». Écrire l'un des deux.")
        return answers[value]
    return value


def _day(value: object) -> object:
    return read_day(value) if isinstance(value, str) else value


def _day_or_words(value: str) -> str:
    """A day as ISO, whatever its writing; other words as they are."""
    return read_day(value).isoformat() if looks_like_a_day(value) else value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("le texte est vide. Le compléter ou retirer la clé.")
    return value


def as_list(value: Any) -> Any:
    """A single item where a list is allowed counts as a list of one."""
    return value if isinstance(value, list | tuple) or value is None else [value]


def one_or_many(item: JsonSchema) -> JsonSchema:
    """How a file may write a list: an item alone, or an array."""
    return {"anyOf": [item, {"type": "array", "items": item}]}


class Listed:
    """Marks a list that a file may also write as its only item."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return one_or_many(handler(schema)["items"])


T = TypeVar("T")

TEXT: JsonSchema = {"type": ["string", "number"]}
YES_NO: JsonSchema = {"enum": ["oui", "non"]}
DATE: JsonSchema = {"type": "string", "pattern": PATTERN}

YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema(YES_NO)]
IsoDate = Annotated[date, BeforeValidator(_day), WithJsonSchema(DATE)]
DayOrWords = Annotated[str, AfterValidator(_day_or_words)]
OneOrMany = Annotated[tuple[T, ...], BeforeValidator(as_list), Listed()]
Text = Annotated[str, AfterValidator(_not_blank)]


def _gap(verdict: Verdict) -> Verdict:
    if verdict not in GAPS:
        raise ValueError(f"« {verdict.value} » n'appelle aucune clause. {nearest(verdict.value, GAPS)}")
    return verdict


Gap = Annotated[
    Verdict,
    AfterValidator(_gap),
    WithJsonSchema({"type": "string", "enum": [one.value for one in Verdict if one.is_gap]}),
]
"""A verdict where only those that call for a clause have a sense."""


class Held(Generic[T]):
    """Something as a key: the object itself, since reading all of it to tell it from another takes too long."""

    def __init__(self, item: T) -> None:
        self.item = item

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and other.item is self.item

    def __hash__(self) -> int:
        return id(self.item)
