"""Every name that a template may use, from the models through their aliases.

`words` says in French what each holds; a test keeps it complete, and these names equal to what
documents/context.py gives to the templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args, get_origin

from clausier.documents.catalogue import internal_templates, templates
from clausier.documents.context import FIELDS, SUMMARY
from clausier.model.base import Model
from clausier.model.freefield import NONE as NO_FIELDS
from clausier.model.freefield import FreeFields, sendable
from clausier.model.proposal import DeliverableView, ProviderView, Request
from clausier.model.summary import Summary
from clausier.playbook.template_check import Names
from clausier.playbook.template_check.shapes import Kind, Shape
from clausier.playbook.template_check.words import ADDED, EXAMPLES, WORDS

KINDS: Mapping[Any, Kind] = {str: Kind.TEXT, int: Kind.NUMBER, bool: Kind.YES_NO, date: Kind.DATE}
KEPT = "Ce champ ne va pas au prestataire : l'employer dans {}, ou le déclarer « transmissible: oui »."


@dataclass(frozen=True, slots=True)
class Name:
    """A row of the list: « categories[].titre_article », its type in French, and the templates that may use it."""

    path: str
    kind: str
    meaning: str
    example: object
    choices: tuple[str, ...]
    templates: tuple[str, ...]


def names(fields: FreeFields = NO_FIELDS) -> tuple[Name, ...]:
    """All the names, nested ones after the one that holds them; `fields` are those of a library."""
    return tuple(row for name, shape in _shapes(fields).items() for row in _rows(name, shape, fields))


def names_of(template: str, fields: FreeFields = NO_FIELDS) -> Names:
    """The names that this template may use with a library that declares these free fields."""
    inside = ", ".join(internal_templates())
    if template in internal_templates():
        return Names(_shapes(fields), {})
    absent = {SUMMARY: f"« {SUMMARY} » est interne : ne l'employer que dans {inside}."}
    absent |= {_path(name): KEPT.format(inside) for name, field in fields.items() if not field.sendable}
    shapes = _shapes(sendable(fields))
    return Names({name: shape for name, shape in shapes.items() if name != SUMMARY}, absent)


def example(fields: FreeFields = NO_FIELDS) -> dict[str, Any]:
    """A context made of the examples alone: one item in each list."""
    return {name: _example(shape) for name, shape in _shapes(fields).items()}


def _rows(name: str, shape: Shape, fields: FreeFields) -> Iterator[Name]:
    kept = {SUMMARY, *(_path(one) for one, field in fields.items() if not field.sendable)}
    for one in shape.walk():
        if not one.path.endswith("[]") or one.kind is not Kind.RECORD:
            usable = internal_templates() if kept & {name, one.path} else tuple(templates())
            yield Name(one.path, one.label, one.meaning, one.example, one.choices, usable)


def _path(field: str) -> str:
    return f"{FIELDS}.{field}"


def _free(fields: FreeFields) -> Shape:
    blank = "vide si le dossier n'en dit rien"
    shapes = {
        name: Shape(Kind.TEXT, _path(name), meaning=f"{field.title}, {blank}", example="2026-1")
        for name, field in fields.items()
    }
    return Shape(Kind.RECORD, FIELDS, shapes, meaning=WORDS[ProviderView][FIELDS][0])


def _shapes(fields: FreeFields) -> dict[str, Shape]:
    """The context of a template: the view, and what assembling adds to it."""
    due = Shape(Kind.TEXT, "echeances[].echeance", meaning=ADDED["echeances[].echeance"], example="avant la signature")
    at_that_date = {"echeance": due, "livrables": _deliverables("echeances[].livrables")}
    return {
        **_record(ProviderView, "").fields,
        FIELDS: _free(fields),
        "demandes": _list("demandes", _record(Request, "demandes[]"), ADDED["demandes"]),
        "livrables": _deliverables("livrables"),
        "echeances": _list("echeances", Shape(Kind.RECORD, "echeances[]", at_that_date), ADDED["echeances"]),
        SUMMARY: replace(_record(Summary, SUMMARY), meaning=ADDED[SUMMARY]),
    }


def _deliverables(path: str) -> Shape:
    """A list of deliverables, each with the title of its clause."""
    deliverable = _record(DeliverableView, f"{path}[]")
    clause = Shape(Kind.TEXT, f"{path}[].clause", meaning=ADDED["livrables[].clause"], example="Tests de restauration")
    return _list(path, replace(deliverable, fields={**deliverable.fields, "clause": clause}), ADDED[path])


def _record(model: type[Model], path: str) -> Shape:
    fields = {}
    for name, info in model.model_fields.items():
        alias = info.alias or name
        below = f"{path}.{alias}" if path else alias
        meaning, sample = WORDS[model][alias]
        fields[alias] = _shape(info.annotation, below, meaning, EXAMPLES.get(below, sample))
    return Shape(Kind.RECORD, path, fields)


def _shape(annotation: Any, path: str, meaning: str, sample: object) -> Shape:
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)[0]
        return _list(path, _shape(inner, f"{path}[]", meaning if inner is str else "", sample), meaning)
    if get_origin(annotation) is Literal:
        return Shape(Kind.TEXT, path, meaning=meaning, example=sample, choices=get_args(annotation))
    if get_origin(annotation) is dict:
        return Shape(Kind.RECORD, path, meaning=meaning)
    if annotation in KINDS:
        return Shape(KINDS[annotation], path, meaning=meaning, example=sample)
    return replace(_record(annotation, path), meaning=meaning)


def _list(path: str, item: Shape, meaning: str) -> Shape:
    return Shape(Kind.LIST, path, item=item, meaning=meaning)


def _example(shape: Shape) -> Any:
    if shape.kind is Kind.LIST and shape.item:
        return (_example(shape.item),)
    is_record = shape.kind is Kind.RECORD
    return {name: _example(below) for name, below in shape.fields.items()} if is_record else shape.example
