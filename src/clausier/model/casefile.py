"""The dossier: a practice, a provider, a contract, a situation and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from clausier.model.base import IsoDate, Model, Text, as_list
from clausier.model.facts import UNKNOWN, Facts
from clausier.model.requirement import PositionName
from clausier.model.verdict import Finding


class Party(Model):
    """Who signs. Addresses are one line or several; `form` is the legal form."""

    name: Text = Field(alias="nom")
    form: str = Field("", alias="forme")
    siren: str = ""
    siret: str = ""
    address: str = Field("", alias="adresse")
    representative: str = Field("", alias="representant")
    capacity: str = Field("", alias="qualite")


class State(StrEnum):
    SIGNED = "signe"
    UNSIGNED = "non_signe"


class Contract(Model):
    """`renewal` is the day of tacit renewal or of the end; `notice` a duration before it, such as « 3 mois »."""

    title: Text = Field(alias="titre")
    reference: str = ""
    date: IsoDate | None = None
    renewal: IsoDate | None = Field(None, alias="echeance")
    notice: str = Field("", alias="preavis")
    state: State = Field(alias="etat")
    type: str = UNKNOWN


class Situation(Model):
    """Facts from the library's vocabularies, and the host's name if known."""

    facts: dict[str, tuple[str, ...]] = Field({})
    host: str = Field("", alias="hebergeur")

    @model_validator(mode="before")
    @classmethod
    def _gather_facts(cls, value: Any) -> Any:
        """In files the facts stand beside the host's name; here they are gathered."""
        if not isinstance(value, Mapping) or "facts" in value:
            return value
        facts = {key: as_list(words) for key, words in value.items() if key not in ("hebergeur", "host")}
        return {"hebergeur": value.get("hebergeur") or value.get("host") or "", "facts": facts}


class Mail(Model):
    """How the letter is sent; `reply_within` is a duration such as « 30 jours »."""

    place: str = Field("", alias="lieu")
    sending: str = Field("", alias="mode_envoi")
    reply_within: str = Field("30 jours", alias="delai_reponse")


class Signature(StrEnum):
    HANDWRITTEN = "manuscrite"
    ELECTRONIC = "electronique"


class AmendmentTerms(Model):
    number: int = Field(1, alias="numero", ge=1)
    effect: str = Field("", alias="prise_d_effet")
    originals: int = Field(2, alias="originaux", ge=1)
    signature: Signature = Signature.HANDWRITTEN


class Proof(Model):
    """A document that proves an answer, such as a certificate."""

    kind: Text = Field(alias="nature")
    holder: str = Field("", alias="titulaire")
    number: str = Field("", alias="numero")
    body: str = Field("", alias="organisme")
    framework: str = Field("", alias="referentiel")
    activities: tuple[str, ...] = Field((), alias="activites")
    issued_on: IsoDate | None = Field(None, alias="delivre_le")
    expires_on: IsoDate | None = Field(None, alias="expire_le")


def _parts(value: Any) -> Any:
    """Parts are a list of those present, or a mapping part → oui / non."""
    if isinstance(value, Mapping):
        for name, answer in value.items():
            if answer not in ("oui", "non"):
                raise ValueError(f"volet « {name} » : répondre oui ou non, et non « {answer} ».")
        return tuple(name for name, answer in value.items() if answer == "oui")
    return as_list(value)


class Answer(Model):
    """What the contract says on a point. `citation` is verbatim; `comment` is internal."""

    finding: Finding = Field(alias="constat")
    value: Annotated[tuple[str, ...], BeforeValidator(as_list)] = Field((), alias="valeur")
    parts: Annotated[tuple[str, ...] | None, BeforeValidator(_parts)] = Field(None, alias="volets")
    article: str = ""
    citation: str = ""
    page: str = ""
    proofs: Annotated[tuple[Proof, ...], BeforeValidator(as_list)] = Field((), alias="preuves")
    comment: str = Field("", alias="commentaire")
    reason: str = Field("", alias="motif")

    @model_validator(mode="before")
    @classmethod
    def _shorthands(cls, value: Any) -> Any:
        """`oui` alone stands for {constat: oui}; `preuve:` for a list of one."""
        if isinstance(value, str):
            return {"constat": value}
        if isinstance(value, dict) and "preuve" in value and "preuves" not in value:
            return {("preuves" if key == "preuve" else key): item for key, item in value.items()}
        return value

    @model_validator(mode="after")
    def _reason_given(self) -> Answer:
        if self.finding is Finding.NOT_APPLICABLE and not self.reason.strip():
            raise ValueError(
                "« sans_objet » demande un motif : dire en une phrase pourquoi le point ne concerne pas ce contrat."
            )
        return self

    @property
    def settles(self) -> bool:
        """Is it a word on the point? « a_verifier » is none."""
        return self.finding is not Finding.TO_CHECK


class CaseHeader(Model):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]


class Declaration(Model):
    """What somebody of the provider's declares on a day; keys of `answers` are ids of points."""

    by: Text = Field(alias="par")
    capacity: str = Field("", alias="qualite")
    on: IsoDate = Field(alias="le")
    answers: dict[str, Answer] = Field({}, alias="reponses")


class Entry(Model):
    """Who gave the practice's own answers, and when."""

    by: Text = Field(alias="par")
    on: IsoDate | None = Field(None, alias="le")


class CaseFile(Model):
    """One provider's dossier. Keys of `answers`, `positions` and `parameters` are ids of points.

    `answers` are the practice's own; what the provider declares stands apart, oldest first.
    """

    header: CaseHeader | None = Field(None, alias="dossier")
    practice: Party = Field(alias="cabinet")
    provider: Party = Field(alias="prestataire")
    contract: Contract = Field(alias="contrat")
    situation: Situation = Situation()
    mail: Mail = Field(default=Mail(), alias="courrier")
    amendment: AmendmentTerms = Field(default=AmendmentTerms(), alias="avenant")
    annex: dict[str, str] = Field({}, alias="annexe")
    answers: dict[str, Answer] = Field({}, alias="reponses")
    positions: dict[str, PositionName] = Field({})
    parameters: dict[str, dict[str, str]] = Field({}, alias="parametres")
    entry: Entry | None = Field(None, alias="saisie")
    declarations: Annotated[tuple[Declaration, ...], BeforeValidator(as_list)] = Field(
        (), alias="declaration_prestataire"
    )

    @model_serializer(mode="wrap")
    def _without_empty_provenance(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """A dossier that tells nobody's name keeps the fingerprint that it had before names were told."""
        data: dict[str, Any] = dump(self)
        late = ("entry", "saisie", "declarations", "declaration_prestataire")
        return {key: item for key, item in data.items() if item or key not in late}

    @property
    def id(self) -> str:
        return self.header.id if self.header else ""

    @cached_property
    def declared(self) -> Mapping[str, Answer]:
        """The provider's last word on each point; « a_verifier » is none where another was given."""
        found: dict[str, Answer] = {}
        for declaration in sorted(self.declarations, key=lambda one: one.on):
            for id_, answer in declaration.answers.items():
                if answer.settles or id_ not in found:
                    found[id_] = answer
        return found

    @cached_property
    def settled(self) -> Mapping[str, Answer]:
        """The answers to judge: the practice's word where it gave one, else what the provider declares."""
        if not self.declarations:
            return self.answers
        words = {id_: answer for id_, answer in self.answers.items() if answer.settles}
        open_points = {id_: answer for id_, answer in self.answers.items() if not answer.settles}
        provider = {id_: answer for id_, answer in self.declared.items() if answer.settles or id_ not in open_points}
        return {**open_points, **provider, **words}

    def facts(self) -> Facts:
        """Known facts only, contract type and state included."""
        return self._known

    @cached_property
    def _known(self) -> Facts:
        stated: dict[str, tuple[str, ...]] = {
            **self.situation.facts,
            "type": (self.contract.type,),
            "etat": (self.contract.state.value,),
        }
        return {name: frozenset(words) for name, words in stated.items() if words and UNKNOWN not in words}
