"""Who pays for what the clauses ask: one clause, then all of them in the table that closes the act. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from clausier.library import markup
from clausier.model.clause import Price
from clausier.model.prices import PricedView, PriceKind, PriceRow, PriceView
from clausier.model.proposal import Request
from clausier.proposal.values import inside_parentheses

TITLES: Mapping[PriceKind, str] = MappingProxyType(
    {"compris": "Compris dans le prix", "tarif": "Au tarif annexé", "devis": "Sur devis accepté par écrit"}
)


def who_pays(price: Price, values: Mapping[str, str]) -> Iterator[PriceView]:
    """What is included, at the price list and on quote; a clause that says nothing of it is included whole."""
    told: dict[PriceKind, str] = {"compris": price.included, "tarif": price.tariff, "devis": price.quote}
    for kind, text in told.items():
        if text or (not any(told.values()) and kind == "compris"):
            yield PriceView(kind=kind, limit=inside_parentheses(markup.plain(markup.fill_inline(text, values))))


def price_rows(requests: Iterable[Request]) -> Iterator[PriceRow]:
    """The rows that some clause is in, each clause under its title; those that are in it whole come first."""
    priced = [
        (one.kind, PricedView(title=request.title, limit=one.limit)) for request in requests for one in request.price
    ]
    for kind, title in TITLES.items():
        items = tuple([item for found, item in priced if found == kind])
        if items:
            yield PriceRow(title=title, items=tuple(sorted(items, key=lambda item: bool(item.limit))))
