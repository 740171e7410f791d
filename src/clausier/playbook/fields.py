"""What a model holds, as the lawyer's tools walk it: keys of files, French titles, what each key may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import Any, get_args, get_origin

from clausier.model.base import Model
from clausier.model.facts import Condition
from clausier.model.landmark import Landmark
from clausier.model.requirement import DERIVED, Requirement
from clausier.model.text import TextField, TextShape, text_field
from clausier.office.word.text import Kind

Slot = tuple[str, ...]
ASIDE = frozenset({"essais"})
"""Keys that neither Word nor a comparison shows: what proves a point, and not what it says."""
KINDS = MappingProxyType({TextShape.PLAIN: Kind.WORD, TextShape.LINE: Kind.SENTENCE})


class Form(Enum):
    """What stands at a key."""

    WORD = auto()
    """A text, a figure, a closed word."""
    NUMBER = auto()
    """A whole number."""
    YES_NO = auto()
    CONDITION = auto()
    WORDS = auto()
    LINES = auto()
    """Expressions, one a line."""
    MAPPING = auto()
    """Name or verdict → text."""
    RECORD = auto()
    RECORDS = auto()
    NAMED = auto()
    """Name → record."""


@dataclass(frozen=True, slots=True)
class Member:
    """A key of a model; `text` if it holds texts, `record` if it holds models."""

    key: str
    title: str
    form: Form
    text: TextField | None = None
    record: type[Model] | None = None
    required: bool = False

    @property
    def kind(self) -> Kind:
        """How Word shows what stands there."""
        return Kind.LINES if self.form in (Form.CONDITION, Form.LINES) else kind_of(self.text)


def kind_of(text: TextField | None) -> Kind:
    """How Word shows a text; what is no text of the library is a word."""
    return KINDS.get(text.shape, Kind.TEXT) if text else Kind.WORD


def members(model: type[Model]) -> dict[str, Member]:
    """The keys of a model's files, in order, without those that are set aside."""
    found = (_member(info.alias or name, info) for name, info in model.model_fields.items())
    unseen = ASIDE | DERIVED if model is Requirement else ASIDE
    return {one.key: one for one in found if one.key not in unseen}


def record_of(member: Member) -> type[Model]:
    """The model of a member that holds some; ValueError for another."""
    if member.record is None:
        raise ValueError(f"« {member.key} » holds no record")
    return member.record


LEAVES = frozenset({Form.WORD, Form.WORDS, Form.LINES, Form.NUMBER, Form.YES_NO, Form.CONDITION})


def slots() -> Iterator[tuple[Slot, Member]]:
    """The keys of a point, those of its parts one by one, and those of the small records that they hold."""
    for key, member in members(Requirement).items():
        if member.form is not Form.RECORD:
            yield (key,), member
            continue
        for inner, one in members(record_of(member)).items():
            if one.form is Form.RECORD and _is_small(record_of(one)):
                yield from (((key, inner, leaf), found) for leaf, found in members(record_of(one)).items())
            else:
                yield (key, inner), one


def _is_small(model: type[Model]) -> bool:
    """Has it a few keys of its own, and nothing below them?"""
    is_closed = model.model_config.get("extra") != "allow"
    return is_closed and all(one.form in LEAVES for one in members(model).values())


def text_at(key: str, model: type[Model] = Requirement) -> TextField | None:
    """The mark of the text at a dotted key of a point, or None where no text stands."""
    first, _, rest = key.partition(".")
    member = members(model).get(first)
    if member is None or member.record is None:
        return member.text if member else None
    return text_at(rest if member.form is Form.RECORD else rest.rpartition(".")[2], member.record)


def _member(key: str, info: Any) -> Member:
    annotation = info.annotation
    form, record = _form(annotation)
    return Member(key, info.title or key, form, text_field(info), record, info.is_required())


def _form(annotation: Any) -> tuple[Form, type[Model] | None]:
    inner = [one for one in get_args(annotation) if one not in (type(None), ...)]
    if get_origin(annotation) is tuple:
        words = Form.LINES if inner[0] == Landmark else Form.WORDS
        return (Form.RECORDS, inner[0]) if _is_model(inner[0]) else (words, None)
    if get_origin(annotation) is dict:
        return (Form.NAMED, inner[1]) if _is_model(inner[1]) else (Form.MAPPING, None)
    if _is_model(annotation) or (len(inner) == 1 and _is_model(inner[0])):
        return Form.RECORD, inner[0] if inner else annotation
    if annotation is Condition:
        return Form.CONDITION, None
    if annotation is int:
        return Form.NUMBER, None
    return (Form.YES_NO if annotation is bool else Form.WORD), None


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)
