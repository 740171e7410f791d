"""The library as a whole: vocabularies, law, definitions, formulas and the points of the guide."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from clausier.errors import Severity
from clausier.model.base import Model, Text, YesNo
from clausier.model.criterion import Criterion, Measure, ProofKind
from clausier.model.facts import Condition
from clausier.model.law import LegalBasis
from clausier.model.requirement import Requirement
from clausier.model.verdict import Verdict
from clausier.quantity import Quantity


class Category(Model):
    """A category; `article` is the title of its article in the document to sign.

    One that is `outside` the guide is never scored and is shown apart.
    """

    number: int = Field(alias="numero")
    title: Text = Field(alias="intitule")
    article: Text = Field(alias="titre_article")
    why: str = Field("", alias="pourquoi")
    outside: YesNo = Field(False, alias="hors_guide")


class FactKind(Model):
    """A fact of the situation: its closed vocabulary, and the question that asks for it where it matters."""

    title: Text = Field(alias="intitule")
    question: Text
    values: dict[str, str] = Field(alias="valeurs")
    multiple: YesNo = False
    useful_if: Condition = Field(default=Condition(), alias="utile_si")


class CountrySet(Model):
    """A named set of countries (ISO 3166 codes) and the names under which a contract may invoke it."""

    names: tuple[str, ...] = Field(alias="noms")
    countries: frozenset[str] = Field(alias="pays")


class Definition(Model):
    """A defined term; `forms` are the spellings by which a clause is seen to use it."""

    term: Text = Field(alias="terme")
    forms: tuple[str, ...] = Field((), alias="formes")
    text: Text = Field(alias="texte")


class AnnexRow(Model):
    """A row of the processing annex; `value` may hold placeholders of facts; the dossier has the last word."""

    id: Text
    title: Text = Field(alias="intitule")
    value: str = Field("", alias="valeur")


class StateFormulas(Model):
    """Introductions of a clause for one state of the contract."""

    absent: Text
    replaced: Text = Field(alias="remplace")
    completed: Text = Field(alias="complete")


class Formulas(Model):
    """Sentences that the engine puts around clauses."""

    signed: StateFormulas = Field(alias="signe")
    unsigned: StateFormulas = Field(alias="non_signe")
    by_verdict: dict[Verdict, Text] = Field(alias="par_verdict")
    article: Text
    citation: Text
    trade: Text = Field(alias="contrepartie")
    figure: Text = Field(alias="chiffre")
    unproven: Text = Field(alias="preuve_manquante")
    proof: Text = Field(alias="preuve_attendue")
    origins: dict[str, str] = Field(alias="origines")
    verdicts: dict[Verdict, str] = Field(alias="verdicts")
    annex_condition: Condition = Field(default=Condition(), alias="annexe_si")
    annex: tuple[AnnexRow, ...] = Field((), alias="annexe")
    reminders: dict[str, Text] = Field({}, alias="rappels")


class TextFamily(StrEnum):
    """Texts of a library by who reads them."""

    CLAUSE = "clause"
    NEGOTIATION = "negociation"
    OBLIGATION = "obligation"
    SHEET = "fiche"
    NOTE = "note_interne"


class WordRule(Model):
    """Expressions to avoid in some texts; in them `*` ends a word and `#` is a digit.

    `unless_measured` accepts one beside a figure or a placeholder in the same sentence.
    """

    title: Text = Field(alias="intitule")
    remedy: Text = Field(alias="remede")
    families: tuple[TextFamily, ...] = Field(alias="textes")
    severity: Severity = Field(Severity.WARNING, alias="gravite")
    unless_measured: YesNo = Field(False, alias="sauf_mesure")
    expressions: tuple[Text, ...]


class Controls(Model):
    """What the checks of a library look for, as data."""

    words: dict[str, WordRule] = Field({}, alias="mots")


class Library(Model):
    """Everything that the engine knows. `requirements` are in the guide's order.

    One that is `complete` stands alone: nothing of the shipped guide is under it.
    """

    complete: YesNo = False
    name: Text = Field(alias="nom")
    version: Text
    source: Text
    disclaimer: Text = Field(alias="mention")
    contract_types: dict[str, str] = Field(alias="types_de_contrat")
    facts: dict[str, FactKind] = Field(alias="faits")
    proofs: dict[str, ProofKind] = Field({}, alias="preuves")
    country_sets: dict[str, CountrySet] = Field({}, alias="ensembles_de_pays")
    legal_forms: tuple[str, ...] = Field((), alias="formes_sociales")
    formulas: Formulas = Field(alias="formules")
    bases: dict[str, LegalBasis] = Field(alias="fondements")
    definitions: dict[str, Definition] = Field({})
    controls: Controls = Field(default=Controls(), alias="controles")
    categories: tuple[Category, ...]
    requirements: tuple[Requirement, ...] = Field(alias="points")
    removed: frozenset[str] = Field(frozenset(), alias="retires")
    fingerprint: str = Field("", alias="empreinte")

    def read_value(self, criterion: Criterion, values: tuple[str, ...]) -> tuple[Quantity, tuple[Measure, ...]]:
        """An answer's value as a quantity, sets of countries expanded, and the measures of its kind."""
        return criterion.read(tuple(word for value in values for word in self._countries(value)))

    def _countries(self, value: str) -> tuple[str, ...]:
        for country_set in self.country_sets.values():
            if value.strip().casefold() in (name.casefold() for name in country_set.names):
                return tuple(sorted(country_set.countries))
        return (value,)

    def current_bases(self, day: date) -> dict[str, LegalBasis]:
        """The bases that a letter of this day may cite, whatever the contract; kept, as most days are the same."""
        if day not in self._current:
            self._current[day] = {id_: basis for id_, basis in self.bases.items() if basis.is_current(day)}
        return self._current[day]

    @cached_property
    def _current(self) -> dict[date, dict[str, LegalBasis]]:
        return {}

    @cached_property
    def outside(self) -> frozenset[int]:
        """Numbers of the categories that are not the guide's."""
        return frozenset(category.number for category in self.categories if category.outside)

    @cached_property
    def by_id(self) -> dict[str, Requirement]:
        return {requirement.id: requirement for requirement in self.requirements}
