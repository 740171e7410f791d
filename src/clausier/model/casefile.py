"""The dossier: a practice, a provider, a contract, a situation and the answers."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from clausier.model.answer import Answer
from clausier.model.base import DayOrWords, IsoDate, Model, OneOrMany, Text
from clausier.model.extent import AskedPoints
from clausier.model.facts import UNKNOWN, Facts, Situation
from clausier.model.figure import Figure
from clausier.model.kinds import ContractType, Shares
from clausier.model.registration import Siren, Siret
from clausier.model.requirement import PositionName
from clausier.model.voice import Voice


class Party(Model, title="Une partie."):
    """Who signs. Addresses are one line or several; `form` is the legal form."""

    name: Text = Field(alias="nom", description="Nom ou dénomination.")
    form: str = Field("", alias="forme", description="SAS, association, EI…")
    siren: Siren = Field("", description="Numéro SIREN : neuf chiffres.")
    siret: Siret = Field("", description="Numéro SIRET : quatorze chiffres.")
    address: str = Field("", alias="adresse", description="Adresse, sur une ou plusieurs lignes.")
    representative: str = Field("", alias="representant", description="Qui signe.")
    capacity: str = Field("", alias="qualite", description="En quelle qualité.")


class Member(Model, title="Une personne qui est partie avec le client : son nom seul, ou une suite de clés."):
    """A member of a company that only lends its means, a colleague, the person who is replaced."""

    name: Text = Field(alias="nom", description="Son nom.")
    capacity: str = Field("", alias="qualite", description="En quelle qualité.")
    siret: Siret = Field("", description="Numéro SIRET : quatorze chiffres.")
    address: str = Field("", alias="adresse", description="Adresse, si elle n'est pas celle du client.")

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, value: Any) -> Any:
        return {"nom": value} if isinstance(value, str) else value

    @model_serializer(mode="wrap")
    def _alone(self, handler: SerializerFunctionWrapHandler) -> Any:
        """A name of which nothing else is told is written alone."""
        told = handler(self)
        return self.name if not (self.capacity or self.siret or self.address) else told


class Practice(Party, title="Le client, quel que soit le guide."):
    """The client, with those who are parties with it where its form calls for them."""

    members: OneOrMany[Member] = Field(
        (),
        alias="membres",
        description="Ceux qui sont parties avec lui, selon sa forme : un nom, ou une suite de clés.",
    )


class State(StrEnum):
    SIGNED = "signe"
    UNSIGNED = "non_signe"


class Contract(Model, title="Le contrat examiné."):
    """`renewal` is the day of tacit renewal or of the end; `notice` a duration before it, such as « 3 mois »."""

    title: Text = Field(alias="titre", description="Tel qu'il figure sur le contrat.")
    reference: str = Field("", description="Sa référence.")
    date: IsoDate | None = Field(None, description="Date de conclusion : AAAA-MM-JJ.")
    renewal: IsoDate | None = Field(
        None, alias="echeance", description="Jour de la reconduction ou de la fin : AAAA-MM-JJ."
    )
    notice: Figure = Field(Figure(""), alias="preavis", description="Délai avant l'échéance : « 3 mois ».")
    state: State = Field(alias="etat", description="signe ou non_signe.")
    type: ContractType = Field(
        UNKNOWN,
        description="Il décide des textes qui peuvent être cités ; s'il y en a plusieurs, chacun avec ses services.",
    )

    @property
    def shares(self) -> Shares:
        """The services of each type, where the contract has several types; empty where it has one for all."""
        return {} if isinstance(self.type, str) else self.type

    @property
    def types(self) -> tuple[str, ...]:
        return (self.type,) if isinstance(self.type, str) else tuple(self.type)


class Author(Model, title="Qui écrit la lettre pour le client."):
    """A counsel or a union: the head and the signature of its letters. It is never a party."""

    name: Text = Field(alias="nom", description="Nom, tel qu'il figure en tête de ses lettres.")
    capacity: str = Field("", alias="qualite", description="Avocate au barreau de…, présidente…")
    address: str = Field("", alias="adresse", description="Où le prestataire répond, sur une ou plusieurs lignes.")
    contact: str = Field("", alias="coordonnees", description="Téléphone, courriel : une ligne.")
    representative: str = Field("", alias="representant", description="Qui signe, si ce n'est pas « nom ».")


class Mail(Model, title="L'envoi de la lettre."):
    """How the letter is sent and who writes it; `reply_within` is a duration such as « 30 jours »."""

    place: str = Field("", alias="lieu", description="D'où la lettre est écrite.")
    sending: str = Field("", alias="mode_envoi", description="Lettre recommandée, courriel…")
    reply_within: Figure = Field(
        Figure("30 jours"), alias="delai_reponse", description="Délai de réponse demandé : « 30 jours »."
    )
    voice: Voice = Field(Voice.PRACTICE, alias="redacteur", description="Qui écrit : cabinet, conseil ou union.")
    counsel: Author | None = Field(None, alias="conseil", description="Avec « redacteur: conseil » : qui il est.")
    union: Author | None = Field(None, description="Avec « redacteur: union » : qui elle est.")
    mandate: str = Field(
        "",
        alias="mandat",
        description="Avec « redacteur: union » : le mandat du client, « mandat écrit du 3 septembre 2026 ».",
    )

    @property
    def author(self) -> Author | None:
        """Who writes for the practice; None where it writes itself."""
        return {Voice.PRACTICE: None, Voice.COUNSEL: self.counsel, Voice.UNION: self.union}[self.voice]


class Signature(StrEnum):
    HANDWRITTEN = "manuscrite"
    ELECTRONIC = "electronique"


class AmendmentTerms(Model, title="L'acte à signer ; un blanc laisse une ligne à compléter."):
    number: int = Field(1, alias="numero", ge=1, description="Numéro de l'avenant.")
    effect: DayOrWords = Field("", alias="prise_d_effet", description="Date AAAA-MM-JJ, ou en toutes lettres.")
    originals: int = Field(2, alias="originaux", ge=1, description="Nombre d'originaux.")
    signature: Signature = Field(Signature.HANDWRITTEN, description="manuscrite ou electronique.")


class CaseHeader(Model, title="En-tête du dossier."):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")] = Field(
        description="Identifiant du dossier : lettres, chiffres, points et traits."
    )


class Declaration(Model, title="Ce qu'une personne du prestataire déclare."):
    """What somebody of the provider's declares on a day; keys of `answers` are ids of points."""

    by: Text = Field(alias="par", description="Nom.")
    capacity: str = Field("", alias="qualite", description="Sa fonction.")
    on: IsoDate = Field(alias="le", description="Date AAAA-MM-JJ.")
    answers: dict[str, Answer] = Field({}, alias="reponses", description="Point → réponse.")


class Entry(Model, title="Qui a répondu pour le client."):
    """Who gave the practice's own answers, and when."""

    by: Text = Field(alias="par", description="Nom de la personne.")
    on: IsoDate | None = Field(None, alias="le", description="Date AAAA-MM-JJ.")


class CaseFile(Model, title="Le dossier d'un prestataire : les parties, le contrat, la situation, les réponses."):
    """One provider's dossier. Keys of `answers`, `positions` and `parameters` are ids of points.

    `answers` are the practice's own; what the provider declares stands apart, oldest first.
    """

    header: CaseHeader | None = Field(None, alias="dossier", description="En-tête.")
    practice: Practice = Field(alias="cabinet", description="Le client, quel que soit le guide.")
    provider: Party = Field(alias="prestataire", description="Le prestataire.")
    contract: Contract = Field(alias="contrat", description="Le contrat.")
    situation: Situation = Field(Situation(), description="Les faits.")
    mail: Mail = Field(default=Mail(), alias="courrier")
    amendment: AmendmentTerms = Field(default=AmendmentTerms(), alias="avenant", description="L'acte à signer.")
    annex: dict[str, str] = Field({}, alias="annexe", description="Ligne de l'annexe → son contenu.")
    fields: dict[str, str] = Field({}, alias="champs", description="Champ libre de la bibliothèque → son contenu.")
    answers: dict[str, Answer] = Field({}, alias="reponses", description="Point → ce que le contrat en dit.")
    positions: dict[str, PositionName] = Field({}, description="Point → position demandée : cible, repli ou plancher.")
    parameters: dict[str, dict[str, Figure]] = Field({}, alias="parametres", description="Point → valeurs changées.")
    asked_points: AskedPoints = Field(
        AskedPoints(), alias="points_demandes", description="Ce qui est demandé : ampleur, et ce qui s'en écarte."
    )
    to_correct: OneOrMany[Text] = Field(
        (),
        alias="a_corriger",
        description="Points dont la réponse n'a pas pu être lue : hors de tout document, tant qu'elle manque.",
        exclude_if=operator.not_,  # the fingerprint of a dossier that has none is what it was before there were any
    )
    entry: Entry | None = Field(None, alias="saisie", description="Qui a donné les réponses du client, et quand.")
    declarations: OneOrMany[Declaration] = Field(
        (),
        alias="declaration_prestataire",
        description="Les réponses du prestataire, à part de celles du client, qui l'emportent.",
    )

    @property
    def id(self) -> str:
        return self.header.id if self.header else ""

    @property
    def declared(self) -> Mapping[str, Answer]:
        """The provider's last word on each point; « a_verifier » is none where another was given."""
        found: dict[str, Answer] = {}
        for declaration in sorted(self.declarations, key=lambda one: one.on):
            for id_, answer in declaration.answers.items():
                if answer.settles or id_ not in found:
                    found[id_] = answer
        return found

    @property
    def only_declared(self) -> Mapping[str, Answer]:
        """The provider's last word on the points on which the practice gave none: declarations, not stipulations."""
        own = self.answers
        return {
            id_: answer
            for id_, answer in self.declared.items()
            if id_ not in own or (answer.settles and not own[id_].settles)
        }

    @property
    def settled(self) -> Mapping[str, Answer]:
        """The answers to judge: the practice's word where it gave one, else what the provider declares."""
        return {**self.answers, **self.only_declared} if self.declarations else self.answers

    @property
    def unread(self) -> frozenset[str]:
        """Ids of the points that are not judged, since their answer could not be read and nobody gave another."""
        return frozenset(self.to_correct) - self.settled.keys()

    def facts(self) -> Facts:
        """Known facts only, contract type and state included."""
        return self._known

    @cached_property
    def _known(self) -> Facts:  # each clause of a letter asks for them
        stated: dict[str, tuple[str, ...]] = {
            **self.situation.facts,
            "type": self.contract.types,
            "etat": (self.contract.state.value,),
        }
        return {name: frozenset(words) for name, words in stated.items() if words and UNKNOWN not in words}
