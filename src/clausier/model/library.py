"""The library as a whole: vocabularies, law, definitions, formulas and the points of the guide."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from clausier.model.answer import Answer
from clausier.model.base import Model, OneOrMany, Text, YesNo
from clausier.model.casefile import CaseFile, State
from clausier.model.client_form import ClientForm
from clausier.model.coherence import CoherenceRule
from clausier.model.controls import Controls
from clausier.model.criterion import Criterion, ProofKind
from clausier.model.crosswalk import Crosswalk
from clausier.model.facts import CONTRACT_TYPE, UNKNOWN, Condition, Facts
from clausier.model.formulas import Formulas
from clausier.model.freefield import FreeField
from clausier.model.landmark import Landmark
from clausier.model.law import ClauseApproval, LegalBasis, Scope
from clausier.model.requirement import MAX_CATEGORY, Requirement
from clausier.model.text import HEADING, PROSE, SHEET, Labels, Prose
from clausier.model.workingtime import DEFINITION, WorkingHours
from clausier.quantity import Quantity


class Category(Model, title="Une catégorie : un article de l'acte à signer."):
    """A category; `article` is the title of its article in the document to sign.

    One that is `outside` the guide is never scored and is shown apart.
    """

    number: int = Field(alias="numero", ge=1, le=MAX_CATEGORY, description="Son numéro, entre guillemets.")
    title: Annotated[Text, SHEET] = Field(alias="intitule", title="Intitulé", description="Son intitulé dans le guide.")
    article: Annotated[Text, HEADING] = Field(
        alias="titre_article", title="Titre de l’article", description="Le titre de son article dans l'acte."
    )
    why: Annotated[str, SHEET] = Field(
        "", alias="pourquoi", title="Pourquoi", description="Pour le client, en une phrase."
    )
    outside: YesNo = Field(False, alias="hors_guide", description="« oui » : hors du guide, sans note.")


class Client(Model, title="Comment le guide désigne le client, avec ses articles."):
    """What the guide calls who buys: its noun, and the noun after « le », « de » and « à » as French joins them."""

    noun: Prose = Field(alias="nom", description="Le nom commun qui désigne le client : association.")
    the: Prose = Field(alias="le", description="Ce nom avec « le » : l'association.")
    of: Prose = Field(alias="du", description="Ce nom avec « de » : de l'association.")
    to: Prose = Field(alias="au", description="Ce nom avec « à » : à l'association.")

    @model_validator(mode="after")
    def _same_noun(self) -> Client:
        for form in (self.the, self.of, self.to):
            if not form.endswith(self.noun):
                raise ValueError(f"« {form} » ne finit pas par « {self.noun} ».")
        if self.noun.casefold() == "prestataire":
            raise ValueError("le client ne peut pas s'appeler comme le prestataire.")
        return self

    def defined(self) -> Client:
        """The same as a contract writes a defined term: « l'Association »."""
        return Client(**{name: self._capital(form) for name, form in self})

    def _capital(self, form: str) -> str:
        return form.removesuffix(self.noun) + self.noun[:1].upper() + self.noun[1:]


class PartyNames(Model, title="Les noms que les contrats donnent aux parties."):
    """Names of a party in the contracts that are read, where the contract defines none; without article."""

    client: Annotated[tuple[Text, ...], PROSE] = Field((), description="Noms du client : « abonné », « acheteur ».")
    provider: Annotated[tuple[Text, ...], PROSE] = Field(
        (), alias="prestataire", description="Noms du prestataire : « éditeur », « titulaire »."
    )


class FactKind(Model, title="Un fait de la situation et ses valeurs."):
    """A fact of the situation: its closed vocabulary, and the question that asks for it where it matters."""

    title: Prose = Field(alias="intitule", description="Son nom dans une phrase.")
    question: Prose = Field(description="La question posée au client ou au prestataire.")
    values: Labels = Field(alias="valeurs", min_length=1, description="Valeur → ce qu'elle veut dire.")
    multiple: YesNo = Field(False, description="« oui » : plusieurs valeurs à la fois.")
    useful_if: Condition = Field(
        default=Condition(), alias="utile_si", description="Quand la question vaut d'être posée."
    )


class CountrySet(Model, title="Un ensemble de pays et les noms sous lesquels un contrat l'invoque."):
    """A named set of countries (ISO 3166 codes) and the names under which a contract may invoke it."""

    names: Annotated[tuple[Text, ...], PROSE] = Field(
        alias="noms", min_length=1, description="Les noms qu'un contrat emploie."
    )
    countries: frozenset[str] = Field(alias="pays", description="Codes ISO ; « NO » se met entre guillemets.")


class Definition(Model, title="Un terme défini, imprimé quand une clause s'en sert."):
    """A defined term; `forms` are the spellings by which a clause is seen to use it."""

    term: Text = Field(alias="terme", title="Terme", description="Le terme.")
    forms: tuple[Text, ...] = Field(
        (), alias="formes", title="Formes", description="Les formes qui montrent qu'une clause l'emploie."
    )
    text: Annotated[Text, DEFINITION] = Field(
        alias="texte", title="Définition", description="Suite de phrase : « désigne … »."
    )


class Library(Model, title="Une bibliothèque."):
    """Everything that the engine knows. `requirements` are in the guide's order.

    One that is `complete` stands alone: nothing of the shipped guide is under it.
    """

    complete: YesNo = Field(
        False, description="« oui » : un guide entier, qui remplace celui de clausier au lieu de s'y superposer."
    )
    name: Prose = Field(alias="nom", description="Nom de la bibliothèque, imprimé dans le manifeste.")
    version: Prose = Field(description="Sa version, entre guillemets.")
    source: Prose = Field(description="D'où viennent les points.")
    disclaimer: Prose = Field(alias="mention", description="L'avertissement imprimé sur la synthèse.")
    client: Client = Field(description="Comment les documents et les messages désignent le client.")
    party_names: PartyNames = Field(
        PartyNames(),
        alias="noms_des_parties",
        exclude=True,
        description="Les noms du client et du prestataire dans les contrats lus.",
    )
    fact_landmarks: dict[str, dict[str, OneOrMany[Landmark]]] = Field(
        {},
        alias="reperes_des_faits",
        exclude=True,
        description="« type » ou un fait → valeur → les repères qui la montrent dans un contrat.",
    )
    """Both are excluded from dumps, as landmarks are: no document depends on how contracts are read."""
    contract_types: Labels = Field(alias="types_de_contrat", min_length=1, description="Type → désignation.")
    types_by: str = Field(
        "",
        alias="types_selon",
        description="Le fait, à plusieurs valeurs, selon lequel un contrat peut être de plusieurs types.",
    )
    facts: dict[str, FactKind] = Field(alias="faits", description="Les faits de la situation.")
    working_time: WorkingHours = Field(
        WorkingHours(), alias="temps_de_travail", description="Ce que valent une heure ouvrée et un jour ouvré."
    )
    fields: dict[str, FreeField] = Field({}, alias="champs", description="Nom → champ libre des dossiers.")
    proofs: dict[str, ProofKind] = Field({}, alias="preuves", description="Les sortes de preuves.")
    country_sets: dict[str, CountrySet] = Field({}, alias="ensembles_de_pays", description="Les ensembles de pays.")
    legal_forms: tuple[str, ...] = Field(
        (), alias="formes_sociales", description="Formes à ne pas prendre pour une partie du nom."
    )
    client_forms: dict[str, ClientForm] = Field(
        {}, alias="formes_du_client", description="Les formes du client : qui contracte, signe et répond des données."
    )
    asks_host: YesNo = Field(
        False, alias="hebergeur", description="« oui » : le dossier nomme l'hébergeur, pour ses textes et ses preuves."
    )
    formulas: Formulas = Field(alias="formules")
    bases: dict[str, LegalBasis] = Field(alias="fondements", description="Identifiant → fondement.")
    definitions: dict[str, Definition] = Field({}, description="Identifiant → terme défini.")
    controls: Controls = Field(default=Controls(), alias="controles", description="Ce que cherche « verifier ».")
    coherence: dict[str, CoherenceRule] = Field(
        {}, description="Règle → ce qui doit tenir entre des points ; « verifier » en fait la preuve."
    )
    crosswalk: Crosswalk = Field(
        Crosswalk(), alias="correspondances", exclude=True, description="Point → règles des référentiels."
    )
    approvals: dict[str, ClauseApproval] = Field(
        {},
        alias="clauses_validees",
        exclude=True,
        description="Point → sa validation. Inscrit par « clausier bibliotheque valider ».",
    )
    """Excluded from dumps: what is printed does not depend on who approved it."""
    categories: tuple[Category, ...]
    requirements: tuple[Requirement, ...] = Field(alias="points")
    removed: frozenset[str] = Field(frozenset(), alias="retires")
    removed_numbers: frozenset[str] = Field(frozenset(), alias="numeros_retires", exclude=True)
    """What tables call them; nothing that is printed depends on it."""
    fingerprint: str = Field("", alias="empreinte")

    @model_validator(mode="after")
    def _at_its_own_hours(self) -> Self:
        """Measures count by the working time of their library."""
        for measure in (one for point in self.requirements for one in point.criterion.measures):
            measure.count_by(self.working_time.counted)
        return self

    def measured(self, id_: str, answer: Answer) -> Answer:
        """The answer, its value read as the point measures it; QuantityError if it cannot be."""
        point = self.by_id.get(id_)
        if point is None or not answer.value or not point.criterion.measures:
            return answer
        return answer.measured(self.read_value(point.criterion, answer.value))

    def read_value(self, criterion: Criterion, values: tuple[str, ...]) -> Quantity:
        """An answer's value as a quantity, sets of countries expanded; QuantityError if no measure can read it."""
        return criterion.read(tuple(word for value in values for word in self._countries(value)))

    def _countries(self, value: str) -> tuple[str, ...]:
        for country_set in self.country_sets.values():
            if value.strip().casefold() in (name.casefold() for name in country_set.names):
                return tuple(sorted(country_set.countries))
        return (value,)

    def current_bases(self, day: date) -> dict[str, LegalBasis]:
        """The bases that a letter of this day may cite, whatever the contract."""
        return {id_: basis for id_, basis in self.bases.items() if basis.is_current(day)}

    def may_oblige(self, point: Requirement, day: date) -> bool:
        """May a law in force on a day impose on the provider what a point asks, whatever is known of the contract?"""
        imposing = [self.bases[use.id] for use in point.bases if use.scope is Scope.IMPOSES]
        return any(basis.binds_provider() and basis.is_current(day) for basis in imposing)

    @property
    def forms_told(self) -> str:
        """A few legal forms, to show what is asked: « SAS, SARL, EI … »."""
        return f"{', '.join(self.legal_forms[:3])} …" if self.legal_forms else ""

    @cached_property
    def outside(self) -> frozenset[int]:
        """Numbers of the categories that are not the guide's."""
        return frozenset(category.number for category in self.categories if category.outside)

    @cached_property
    def testable(self) -> dict[str, FactKind]:
        """All that a condition may test: the facts of the situation, the contract's type and its state."""
        states = {state.value: state.value for state in State}
        return {
            **self.facts,
            "type": FactKind(title="type de contrat", question="type de contrat", values=self.contract_types),
            "etat": FactKind(title="état du contrat", question="état du contrat", values=states),
        }

    def types_of(self, case: CaseFile, point: Requirement) -> tuple[str, ...]:
        """The types of the parts of the contract that a point concerns: those where it may apply, else all of them."""
        facts, shares = case.facts(), case.contract.shares
        parts = {
            kind: _known({**facts, CONTRACT_TYPE: frozenset((kind,)), self.types_by: frozenset(services)})
            for kind, services in shares.items()
        }
        return tuple(kind for kind, part in parts.items() if point.applies_if.may_hold(part)) or case.contract.types

    def facts_of(self, case: CaseFile, point: Requirement) -> Facts:
        """The known facts of a contract as they are for a point: only the types of the parts that it concerns."""
        facts = case.facts()
        if not case.contract.shares:
            return facts
        return _known({**facts, CONTRACT_TYPE: frozenset(self.types_of(case, point))})

    @cached_property
    def by_id(self) -> dict[str, Requirement]:
        return {requirement.id: requirement for requirement in self.requirements}

    @cached_property
    def ids(self) -> dict[str, str]:
        """What a person may call a point, its number or its id → its id."""
        return {**{point.number: point.id for point in self.requirements}, **{id_: id_ for id_ in self.by_id}}


def _known(facts: Facts) -> Facts:
    """The same without the facts that are unknown."""
    return {name: words for name, words in facts.items() if UNKNOWN not in words}
