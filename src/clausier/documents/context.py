"""What templates may name: the models of a proposal as plain dicts, in the spelling of the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from clausier.documents.articles import articles
from clausier.model.proposal import CategoryView, Proposal, ProviderView, Shared

SUMMARY = "synthese"
"""The name that only a document that stays inside may use."""
FIELDS = "champs"
"""The name under which every document has the free fields that it may print."""
PLAIN = (str, bool, int, date)
"""Types whose values templates read as they are."""


def context_of(view: ProviderView) -> dict[str, Any]:
    """What a template for the provider may name: the view in French, and lists made from it.

    `demandes` holds all requests; `livrables` all deliverables, each with the title of its `clause`; `echeances`
    the same by due date. A term that one clause alone uses is defined with that clause, not among the `definitions`.
    """
    told = _told(view, leaving="priorities")
    requests = _flat(told["categories"])
    by_id = {request["id"]: request for request in requests}
    deliverables = tuple(
        [{**item, "clause": _clause(request)} for request in requests for item in request["livrables"]]
    )
    return {
        **told,
        "definitions": tuple([one for one in told["definitions"] if not one["point"]]),
        "priorites": tuple([by_id[request.id] for request in view.priorities]),
        "demandes": requests,
        "livrables": deliverables,
        "echeances": _by_due_date(deliverables),
    }


def of_clauses(context: Mapping[str, Any], view: ProviderView) -> dict[str, Any]:
    """The context of a document that prints clauses: a request that another's clause carries is a part of it."""
    told = {request["id"]: request for request in context["demandes"]}
    categories = tuple([_article(category, told) for category in articles(view)])
    return {**context, "categories": categories, "demandes": _flat(categories)}


def _article(category: CategoryView, told: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A category whose requests, told already under their ids, have the text of the whole clause."""
    clauses = tuple([{**told[one.id], "corps": _plain(one.body)} for one in category.requests])
    return {**_told(category, leaving="requests"), "demandes": clauses}


def _flat(categories: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
    return tuple([request for category in categories for request in category["demandes"]])


def _clause(request: Mapping[str, Any]) -> str:
    """The title of the clause in which a request stands."""
    return str(request["porteur"]["titre"] or request["titre"])


def _by_due_date(deliverables: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The deliverables by due date, the dates in the order of the act."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for item in deliverables:
        found.setdefault(item["echeance"], []).append(item)
    return tuple([{"echeance": due, "livrables": tuple(items)} for due, items in found.items()])


def internal(context: Mapping[str, Any], proposal: Proposal) -> dict[str, Any]:
    """The context of a document that stays inside: the summary too, and every free field."""
    return {**context, FIELDS: proposal.fields, SUMMARY: _told(proposal.summary)}


def _told(model: BaseModel, leaving: str = "") -> dict[str, Any]:
    """As `model_dump(by_alias=True)`, but what documents share is dumped once for all of them."""
    held = model.__dict__
    plain, compound = _fields(type(model))
    told = {alias: held[name] for name, alias in plain}
    for name, alias in compound:
        if name != leaving:
            told[alias] = _plain(held[name])
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        shared = bool(value) and isinstance(value[0], Shared)
        return tuple([item.told for item in value] if shared else [_plain(item) for item in value])
    return _told(value) if isinstance(value, BaseModel) else value


Fields = tuple[tuple[str, str], ...]
"""Names of fields, with their aliases."""


@cache
def _fields(kind: type[BaseModel]) -> tuple[Fields, Fields]:
    """Fields that are as plain as can be, which most are, and those that hold others."""
    named = [(name, field.alias or name, field.annotation in PLAIN) for name, field in kind.model_fields.items()]
    return tuple((n, a) for n, a, plain in named if plain), tuple((n, a) for n, a, plain in named if not plain)
