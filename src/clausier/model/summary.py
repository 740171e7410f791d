"""The internal page: what the practice alone reads of a proposal."""

from __future__ import annotations

from pydantic import Field

from clausier.model.base import Model


class PointView(Model):
    """A point of the guide, as a document names it."""

    number: str = Field(alias="numero")
    title: str = Field(alias="intitule")


class ScoreRow(Model):
    """A row of the scorecard; `bar` is the number of filled cells out of ten."""

    number: int = Field(alias="numero")
    title: str = Field(alias="intitule")
    score: str
    bar: int = Field(alias="barre")
    gaps: int = Field(alias="ecarts")
    to_check: int = Field(alias="a_verifier")
    applicable: int = Field(alias="applicables")


class Priority(PointView):
    """A priority as the doctor reads it."""

    verdict: str
    reason: str = Field(alias="motif")
    why: str = Field(alias="pourquoi")
    ask: str = Field(alias="demander")
    legal: bool


class SetAside(PointView):
    """A point that the law supports and that was declared out of scope, and why."""

    reason: str = Field(alias="motif")


class Summary(Model):
    """The internal page for the doctor."""

    sentence: str = Field(alias="phrase")
    score: str
    rows: tuple[ScoreRow, ...] = Field(alias="lignes")
    priorities: tuple[Priority, ...] = Field(alias="priorites")
    set_aside: tuple[SetAside, ...] = Field(alias="ecartes")
    warnings: tuple[str, ...] = Field(alias="avertissements")
    steps: tuple[str, ...] = Field(alias="etapes")
    disclaimer: str = Field(alias="mention")
