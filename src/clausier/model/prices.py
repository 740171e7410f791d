"""Who pays for what the clauses ask, as the documents print it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from clausier.model.base import Model

PriceKind = Literal["compris", "tarif", "devis"]


class PriceView(Model):
    """Who pays for a clause: a part of it is included, at the annexed price list or on quote; blank: all of it."""

    kind: PriceKind = Field(alias="genre")
    limit: str = Field(alias="limite")


class PricedView(Model):
    """A clause in the table of prices."""

    title: str = Field(alias="titre")
    limit: str = Field(alias="limite")


class PriceRow(Model):
    """A row of the table of prices: the clauses that are paid in the same way."""

    title: str = Field(alias="titre")
    items: tuple[PricedView, ...] = Field(alias="clauses")
