"""What makes a "yes" good enough: a threshold, parts, a proof."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from clausier.model.base import IsoDate, Model, Text, YesNo, as_list
from clausier.model.facts import Condition, Facts
from clausier.quantity import Kind, Quantity, QuantityError, meets, parse_as


class Origin(StrEnum):
    """Where a figure comes from; printed beside it."""

    GUIDE = "guide"
    LAW = "loi"
    RECOMMENDATION = "recommandation"
    USAGE = "usage"


def _required(value: Any) -> Any:
    return {"oui": True, "non": False}.get(value, value) if isinstance(value, str) else value


class Measure(Model):
    """A threshold on one kind of quantity: `at_least` / `at_most` hold its text, `among` a country set."""

    kind: Kind = Field(alias="nature")
    at_least: Text | None = Field(None, alias="au_moins")
    at_most: Text | None = Field(None, alias="au_plus")
    among: Text | None = Field(None, alias="parmi")
    origin: Origin = Field(alias="origine")
    label: str = Field("", alias="libelle")
    required: Annotated[bool | Condition, BeforeValidator(_required)] = Field(True, alias="requise")

    @model_validator(mode="after")
    def _one_bound(self) -> Measure:
        bounds = [bound for bound in (self.at_least, self.at_most, self.among) if bound is not None]
        if len(bounds) != 1:
            raise ValueError("une mesure porte une seule borne : au_moins, au_plus ou parmi.")
        if self.among is None:
            self.limit()
        return self

    @property
    def bound_text(self) -> str:
        return self.at_least or self.at_most or self.among or ""

    def limit(self) -> Quantity:
        """The threshold as a quantity; raises QuantityError (a ValueError) if its text is not one."""
        return parse_as(self.kind, self.bound_text)

    def accepts(self, text: str) -> bool | None:
        """Does a figure of this kind pass? None for another kind, or for a set of countries."""
        if self.among is not None:
            return None
        try:
            return meets(parse_as(self.kind, text), self.limit(), at_most=self.at_most is not None)
        except QuantityError:
            return None

    def is_required(self, facts: Facts) -> bool:
        return self.required if isinstance(self.required, bool) else self.required.may_hold(facts)


class Part(Model):
    """A part of an answer; its text is asked when the part is missing."""

    title: Text = Field(alias="intitule")
    text: Text = Field(alias="texte")
    optional: YesNo = Field(False, alias="facultatif")


class ActivityRule(Model):
    """At least one of these activities must be covered, where the condition holds."""

    condition: Condition = Field(default=Condition(), alias="si")
    among: tuple[str, ...] = Field(alias="parmi")


class ProofRule(Model):
    """A proof is required where the condition may hold; `hosts` names the facts that say who hosts."""

    kind: Text = Field(alias="nature")
    condition: Condition = Field(default=Condition(), alias="si")
    activities: tuple[ActivityRule, ...] = Field((), alias="activites")
    hosts: Annotated[tuple[str, ...], BeforeValidator(as_list)] = Field((), alias="hebergement")


class Criterion(Model):
    """All that is asked of an answer; an empty one accepts a bare "yes"."""

    measures: Annotated[tuple[Measure, ...], BeforeValidator(as_list)] = Field((), alias="mesure")
    parts: dict[str, Part] = Field({}, alias="volets")
    parts_required: YesNo = Field(False, alias="exiges")
    proof: ProofRule | None = Field(None, alias="preuve")

    def read(self, values: tuple[str, ...]) -> tuple[Quantity, tuple[Measure, ...]]:
        """The value as a quantity, and the measures of its kind; QuantityError if no measure can read it."""
        kinds = tuple(dict.fromkeys(measure.kind for measure in self.measures))
        text = ", ".join(values)
        if len(kinds) > 1 and text.strip().isdigit():
            units = " ou ".join(f"« {measure.bound_text} »" for measure in self.measures)
            raise QuantityError(f"« {text} » est sans unité. Écrire par exemple {units}.")
        faults: list[QuantityError] = []
        for kind in kinds:
            try:
                return parse_as(kind, text), tuple(measure for measure in self.measures if measure.kind is kind)
            except QuantityError as error:
                faults.append(error)
        raise faults[0]


class Framework(Model):
    """A version of the certification framework, accepted until a date (included) or for ever."""

    until: IsoDate | None = Field(None, alias="jusqu_au")


class ProofKind(Model):
    """A kind of proof: the fields that it must show (key → label), its activities and frameworks."""

    title: Text = Field(alias="intitule")
    fields: dict[str, str] = Field(alias="champs")
    activities: dict[str, str] = Field({}, alias="activites")
    frameworks: dict[str, Framework] = Field({}, alias="referentiels")
