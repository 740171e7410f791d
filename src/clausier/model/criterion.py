"""What makes a "yes" good enough: a threshold, parts, a proof."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, PrivateAttr, model_validator

from clausier.model.base import IsoDate, Model, OneOrMany, Text, YesNo
from clausier.model.facts import Condition, Facts
from clausier.model.text import CLAUSE_LINE, SHEET, Labels, Prose
from clausier.quantity import (
    CHECK,
    USUAL,
    Kind,
    Quantity,
    QuantityError,
    WorkingTime,
    counted_as,
    meets,
    out_of_bounds,
    parse_as,
)


class Origin(StrEnum):
    """Where a figure comes from; printed beside it."""

    GUIDE = "guide"
    LAW = "loi"
    RECOMMENDATION = "recommandation"
    USAGE = "usage"


class Measure(Model, title="Un seuil : une seule borne, au_moins, au_plus ou parmi."):
    """A threshold on one kind of quantity: `at_least` / `at_most` hold its text, `among` a country set.

    `synonyms` are other names of what is counted.
    """

    kind: Kind = Field(alias="nature", description="Ce qui est mesuré : duree, frequence, nombre, montant ou pays.")
    at_least: Text | None = Field(
        None, alias="au_moins", description="Le minimum, en toutes lettres : « 2 par an », « 3 mois »."
    )
    at_most: Text | None = Field(None, alias="au_plus", description="Le maximum : « 15 jours calendaires ».")
    among: Text | None = Field(None, alias="parmi", description="Un ensemble de pays de bibliotheque.yaml.")
    origin: Origin = Field(alias="origine", description="D'où vient le chiffre ; toujours imprimé à côté de lui.")
    required: YesNo | Condition = Field(
        True,
        alias="requise",
        description="oui : la valeur est exigée ; non : jugée si elle est donnée ; ou une condition.",
    )
    label: Annotated[str, SHEET] = Field(
        "", alias="libelle", description="Ce que la valeur dit, dans les questions et les motifs."
    )
    synonyms: OneOrMany[Text] = Field(
        (), alias="synonymes", description="Autres noms de ce qui est compté : « générations » pour « versions »."
    )
    _limit: Quantity | None = PrivateAttr(None)
    _work: WorkingTime = PrivateAttr(USUAL)

    @model_validator(mode="after")
    def _one_bound(self) -> Measure:
        bounds = [bound for bound in (self.at_least, self.at_most, self.among) if bound is not None]
        if len(bounds) != 1:
            raise ValueError("une mesure porte une seule borne : au_moins, au_plus ou parmi.")
        if (self.among is not None) is not (self.kind is Kind.COUNTRIES):
            raise ValueError(
                "« parmi » va avec la nature « pays », et elle seule. Écrire ailleurs au_moins ou au_plus."
            )
        if self.among is None:
            self._limit = parse_as(self.kind, self.bound_text)
            if told := out_of_bounds(self.bound_text, self._limit):
                raise ValueError(f"{told} {CHECK}")
        return self

    @property
    def bound_text(self) -> str:
        return self.at_least or self.at_most or self.among or ""

    @property
    def bound_in_words(self) -> str:
        """The threshold as a reader is told of it: « 30 jours calendaires au plus », « EEE »."""
        side = " au moins" if self.at_least else " au plus" if self.at_most else ""
        return f"{self.bound_text}{side}"

    @property
    def limit(self) -> Quantity | None:
        """The threshold as a quantity; None for a set of countries, which the library holds."""
        return self._limit

    @property
    def work(self) -> WorkingTime:
        """What an « heure ouvrée » and a « jour ouvré » are worth in the library that holds it."""
        return self._work

    def count_by(self, work: WorkingTime) -> None:
        """Said once, by the library that is made of it."""
        self._work = work

    def compared(self, value: Quantity) -> Quantity:
        """The value as it compares with the threshold, synonyms understood; QuantityError if it does not."""
        return self._met(value)[0]

    def accepts(self, value: Quantity | None) -> bool | None:
        """Does a figure pass? None for what does not compare, and for a set of countries."""
        if value is None or self._limit is None:
            return None
        try:
            return self._met(value)[1]
        except QuantityError:
            return None

    def _met(self, value: Quantity) -> tuple[Quantity, bool]:
        """The value as it compares, and whether it passes; countries always do, as far as this measure knows."""
        if value.kind is not self.kind:
            raise QuantityError(f"la valeur et le seuil ({self.kind.value}) ne sont pas de même nature.")
        if self._limit is None:
            return value, True
        named = counted_as(value, self._limit, self.synonyms)
        return named, meets(named, self._limit, at_most=self.at_most is not None, work=self._work)

    def is_required(self, facts: Facts) -> bool:
        return self.required if isinstance(self.required, bool) else self.required.may_hold(facts)


class Part(Model, title="Une partie de la réponse ; son texte est demandé quand elle manque."):
    """A part of an answer; its text is asked when the part is missing."""

    title: Annotated[Text, SHEET] = Field(
        alias="intitule", title="Intitulé du volet", description="Le nom du volet, dans les motifs."
    )
    text: Annotated[Text, CLAUSE_LINE] = Field(
        alias="texte",
        title="Texte du volet",
        description="Suite de phrase qui commence par un verbe et s'imprime dans une liste.",
    )
    optional: YesNo = Field(
        False, alias="facultatif", title="Facultatif", description="« oui » : son absence n'est pas un écart."
    )


class ActivityRule(Model, title="L'une au moins de ces activités doit être couverte, si la condition est remplie."):
    """At least one of these activities must be covered, where the condition holds."""

    condition: Condition = Field(default=Condition(), alias="si")
    among: tuple[Text, ...] = Field(
        alias="parmi", min_length=1, description="Les activités dont une au moins est couverte."
    )


class ProofRule(Model, title="La preuve qu'il faut, et quand."):
    """A proof is required where the condition may hold; `hosts` names the facts that say who hosts."""

    kind: Text = Field(alias="nature", description="Une preuve de bibliotheque.yaml.")
    condition: Condition = Field(
        default=Condition(), alias="si", description="Quand la preuve est due ; un fait inconnu ne la dispense pas."
    )
    activities: tuple[ActivityRule, ...] = Field(
        (), alias="activites", description="Les activités à couvrir, selon les faits."
    )
    hosts: OneOrMany[str] = Field((), alias="hebergement", description="Les faits qui disent qui héberge.")


class Criterion(Model, title="Ce qu'il faut pour qu'un « oui » suffise : une mesure, des volets, une preuve."):
    """All that is asked of an answer; an empty one accepts a bare "yes"."""

    measures: OneOrMany[Measure] = Field(
        (), alias="mesure", title="Mesure", description="Un seuil, ou plusieurs qui sont des alternatives."
    )
    measured: str = Field(
        "", alias="valeur", title="Valeur mesurée", description="Le nom de la valeur des positions que la mesure juge."
    )
    parts: dict[str, Part] = Field(
        {}, alias="volets", title="Volets", description="Les parties d'une réponse : nom → intitulé et texte."
    )
    parts_required: YesNo = Field(
        False,
        alias="exiges",
        title="Volets exigés",
        description="« oui » quand un simple « oui » sans volets ne suffit pas.",
    )
    proof: ProofRule | None = Field(None, alias="preuve", title="Preuve", description="La preuve qu'il faut.")

    def read(self, values: tuple[str, ...]) -> Quantity:
        """The value as a quantity that a measure compares; QuantityError if none can read it."""
        text = ", ".join(values)
        if text.strip().isdigit() and len({measure.kind for measure in self.measures}) > 1:
            units = " ou ".join(f"« {measure.bound_text} »" for measure in self.measures)
            raise QuantityError(f"« {text} » est sans unité. Écrire par exemple {units}.")
        faults: list[QuantityError] = []
        for measure in self.measures:
            try:
                return measure.compared(parse_as(measure.kind, text))
            except QuantityError as error:
                faults.append(error)
        raise faults[0]

    def judging(self, value: Quantity) -> tuple[Measure, ...]:
        """The measures with which the value compares."""
        return tuple(measure for measure in self.measures if _compares(measure, value))


def _compares(measure: Measure, value: Quantity) -> bool:
    try:
        measure.compared(value)
    except QuantityError:
        return False
    return True


class Framework(Model, title="Une version du référentiel."):
    """A version of the certification framework, accepted until a date (included) or for ever."""

    until: IsoDate | None = Field(None, alias="jusqu_au", description="Dernier jour où cette version est acceptée.")


class ProofKind(Model, title="Une sorte de preuve, ce qu'elle doit montrer."):
    """A kind of proof: the fields that it must show (key → label), its activities and frameworks.

    `noun` and `the` (« certificat », « le certificat ») name it in a sentence.
    """

    title: Prose = Field(alias="intitule", description="Son nom.")
    noun: Prose = Field("justificatif", alias="nom", description="Son nom court, dans une phrase : certificat.")
    the: Prose = Field("le justificatif", alias="le", description="Le même avec « le » : le certificat.")
    feminine: YesNo = Field(False, alias="feminin", description="« oui » : « attestation expirée ».")
    fields: Labels = Field(alias="champs", description="Ce qu'elle doit montrer : clé → libellé.")
    activities: Labels = Field({}, alias="activites", description="Activité → libellé.")
    frameworks: dict[str, Framework] = Field(
        {}, alias="referentiels", description="Version → jusqu'à quand elle est acceptée."
    )

    def agreed(self, masculine: str, feminine: str) -> str:
        """The form of an adjective that agrees with the noun."""
        return feminine if self.feminine else masculine
