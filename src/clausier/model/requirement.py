"""A point of the guide as a playbook: question, criterion, law, argument, positions, clause."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from clausier.model.base import Model, Text, as_list
from clausier.model.criterion import Criterion
from clausier.model.facts import Condition
from clausier.model.law import Scope
from clausier.model.verdict import Verdict

NUMBER = re.compile(r"(\d+)\.(\d+|[A-Z])")


class Nature(StrEnum):
    POINT = "point"
    VIGILANCE = "vigilance"


class Importance(StrEnum):
    """Declared from the most to the least pressing."""

    ESSENTIAL = "indispensable"
    IMPORTANT = "importante"
    RECOMMENDED = "recommandee"


class PositionName(StrEnum):
    TARGET = "cible"
    FALLBACK = "repli"
    FLOOR = "plancher"


class BasisUse(Model):
    """A legal basis as a point uses it.

    It serves only where the condition surely holds; what it imposes, it imposes against the listed
    gaps (empty: all of them): a duty to name the places says nothing about a place that is named.
    """

    id: Text
    scope: Scope = Field(alias="portee")
    condition: Condition = Field(default=Condition(), alias="si")
    verdicts: tuple[Verdict, ...] = ()

    def imposes(self, verdict: Verdict) -> bool:
        speaks = not self.verdicts or verdict in self.verdicts or not verdict.is_gap
        return self.scope is Scope.IMPOSES and speaks


class Argument(Model):
    """The sentence of the letter: `negotiation` asks, `obligation` names the law that imposes."""

    negotiation: Text = Field(alias="negociation")
    obligation: str = ""


class Position(Model):
    """What is asked at one stage: values of placeholders, and where the wording changes its own text."""

    values: dict[str, str] = Field({}, alias="valeurs")
    trade: str = Field("", alias="contrepartie")
    text: str = Field("", alias="texte")
    addition: str = Field("", alias="ajout")

    @model_validator(mode="before")
    @classmethod
    def _gather_values(cls, value: Any) -> Any:
        """In files the values stand beside the reserved words; here they are gathered."""
        reserved = {"contrepartie", "texte", "ajout", "valeurs", "values", "trade", "text", "addition"}
        if not isinstance(value, dict):
            return value
        loose = {key: item for key, item in value.items() if key not in reserved}
        kept = {key: item for key, item in value.items() if key in reserved}
        return {**kept, "valeurs": loose} if loose else kept


class Positions(Model):
    """Target, ranked fallbacks and floor; a point without a figure may have the target only."""

    target: Position = Field(default=Position(), alias="cible")
    fallbacks: Annotated[tuple[Position, ...], BeforeValidator(as_list)] = Field((), alias="repli")
    floor: Position | None = Field(None, alias="plancher")

    def chosen(self, name: PositionName) -> Position:
        """The position to ask; a stage that the point does not define is the nearest stronger one."""
        if name is PositionName.TARGET:
            return self.target
        first_fallback = self.fallbacks[0] if self.fallbacks else self.target
        if name is PositionName.FALLBACK:
            return first_fallback
        return self.floor or (self.fallbacks[-1] if self.fallbacks else self.target)


class Variant(Model):
    """Another wording where the facts surely hold."""

    condition: Condition = Field(alias="si")
    text: Text = Field(alias="texte")


class Deliverable(Model):
    """Something that the provider hands over, and when; both may hold placeholders."""

    title: Text = Field(alias="intitule")
    due: Text = Field(alias="echeance")


class Clause(Model):
    """The model clause. `subject` completes « les stipulations du Contrat relatives … »."""

    title: Text = Field(alias="titre")
    subject: Text = Field(alias="objet")
    text: Text = Field(alias="texte")
    introduction: dict[Verdict, Text] = Field({})
    text_if: dict[Verdict, Text] = Field({}, alias="texte_si")
    variants: tuple[Variant, ...] = Field((), alias="variantes")
    deliverables: tuple[Deliverable, ...] = Field((), alias="livrables")


class NotApplicable(Model):
    """Why a point does not apply on these facts, where the bare fact would not tell what to do."""

    condition: Condition = Field(alias="si")
    reason: Text = Field(alias="motif")


class Requirement(Model):
    """One of the guide's points or vigilance points."""

    id: Text
    number: Text = Field(alias="numero", pattern=NUMBER.pattern)
    category: int = Field(alias="categorie")
    nature: Nature
    importance: Importance
    title: Text = Field(alias="intitule")
    question: Text
    why: Text = Field(alias="pourquoi")
    applies_if: Condition = Field(default=Condition(), alias="applicable_si")
    not_applicable: tuple[NotApplicable, ...] = Field((), alias="si_sans_objet")
    criterion: Criterion = Field(default=Criterion(), alias="exigence")
    bases: tuple[BasisUse, ...] = Field((), alias="fondements")
    argument: Argument
    positions: Positions = Positions()
    clause: Clause
    parameters: dict[str, str] = Field({}, alias="parametres")
    note: str = Field("", alias="note_interne")

    def default_of(self, name: str) -> str:
        """The library's value of a parameter or of a figure of the target."""
        return self.positions.target.values.get(name) or self.parameters.get(name, "")

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Guide's order: category, then numbers (4.9 before 4.10), then letters."""
        category, rank = self.number.split(".")
        return (int(category), 0, int(rank), "") if rank.isdigit() else (int(category), 1, 0, rank)
