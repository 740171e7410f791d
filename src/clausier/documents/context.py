"""What templates may name: the models of a proposal as plain dicts, in the spelling of the files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from clausier.model.proposal import Proposal, ProviderView, Shared


def context_of(view: ProviderView) -> dict[str, Any]:
    """What a template for the provider may name: the view in French, and two flat lists made from it.

    `demandes` holds all requests; `livrables` all deliverables, each with the title of its `clause`.
    """
    told = _told(view, leaving="priorities")
    requests = tuple([request for category in told["categories"] for request in category["demandes"]])
    by_id = {request["id"]: request for request in requests}
    return {
        **told,
        "priorites": tuple([by_id[request.id] for request in view.priorities]),
        "demandes": requests,
        "livrables": tuple(
            [{**item, "clause": request["titre"]} for request in requests for item in request["livrables"]]
        ),
    }


def internal(context: Mapping[str, Any], proposal: Proposal) -> dict[str, Any]:
    """The context of a document that stays inside: the summary too."""
    return {**context, "synthese": _told(proposal.summary)}


def _told(model: BaseModel, leaving: str = "") -> dict[str, Any]:
    """As `model_dump(by_alias=True)`, but what documents share is dumped once for all of them."""
    fields = [(alias, model.__dict__[name]) for name, alias in _aliases(type(model)) if name != leaving]
    # Most values are texts, and asking whether one is a model costs far more.
    return {alias: value if isinstance(value, str) else _plain(value) for alias, value in fields}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        shared = bool(value) and isinstance(value[0], Shared)
        return tuple([item.told for item in value] if shared else [_plain(item) for item in value])
    return _told(value) if isinstance(value, BaseModel) else value


@cache
def _aliases(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple((name, field.alias or name) for name, field in kind.model_fields.items())
