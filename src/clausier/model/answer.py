"""What a contract says on a point, as answered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from clausier.model.base import TEXT, YES_NO, JsonSchema, Model, OneOrMany, as_list, one_or_many
from clausier.model.proof import Proof
from clausier.model.verdict import FINDINGS_TOLD, Finding
from clausier.quantity import Quantity


def _parts(value: Any) -> Any:
    """Parts are a list of those present, or a mapping part → oui / non."""
    if isinstance(value, Mapping):
        for name, answer in value.items():
            if answer not in ("oui", "non"):
                raise ValueError(f"volet « {name} » : répondre oui ou non, et non « {answer} ».")
        return tuple(name for name, answer in value.items() if answer == "oui")
    return as_list(value)


PARTS: JsonSchema = {"anyOf": [*one_or_many(TEXT)["anyOf"], {"type": "object", "additionalProperties": YES_NO}]}


TITLES: Mapping[str, str] = MappingProxyType(
    {
        "constat": "Réponse",
        "valeur": "Valeur",
        "volets": "Volets",
        "article": "Article",
        "page": "Page",
        "citation": "Texte exact du contrat",
        "motif": "Motif",
        "commentaire": "Commentaire",
    }
)
"""How the fields of an answer are headed where somebody fills them in."""


class Answer(Model, title="Ce que le contrat dit sur un point : un constat seul, ou une suite de clés."):
    """What the contract says on a point. `citation` is verbatim; `comment` is internal."""

    finding: Finding = Field(alias="constat", description=f"{FINDINGS_TOLD}.")
    value: OneOrMany[str] = Field(
        (), alias="valeur", description="Le chiffre du contrat, avec son unité ; pour des pays, une liste."
    )
    parts: Annotated[tuple[str, ...] | None, BeforeValidator(_parts), WithJsonSchema(PARTS)] = Field(
        None, alias="volets", description="Les volets présents, ou volet → oui / non."
    )
    article: str = Field("", description="L'article, imprimé tel quel.")
    citation: str = Field("", description="Le texte exact du contrat.")
    page: str = Field("", description="La page.")
    proofs: OneOrMany[Proof] = Field((), alias="preuves", description="Les preuves remises.")
    comment: str = Field("", alias="commentaire", description="Note interne, jamais imprimée pour le prestataire.")
    reason: str = Field("", alias="motif", description="Pourquoi le point est sans objet ou à vérifier.")
    quantity: ClassVar[Quantity | None] = None
    """The value as its point measures it; None where there is none, or nothing measures it."""

    def measured(self, quantity: Quantity) -> Answer:
        """The same answer, its value read; kept as a cached property is, so that the others cost nothing."""
        answer = self.model_copy()
        answer.__dict__["quantity"] = quantity
        return answer

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

    @property
    def quotes(self) -> bool:
        """Does it tell something that stands in the contract: a value, a part, an article, its words?"""
        return bool(self.value or self.parts or self.article.strip() or self.citation.strip())

    @property
    def denies_what_it_quotes(self) -> bool:
        """A « non » beside something that stands in the contract: the contract speaks, whatever the « non » says."""
        return self.finding is Finding.NO and self.quotes

    @property
    def claims(self) -> bool:
        """Does it say that something stands in the contract, be it in part or beside a « non »?"""
        return self.finding in (Finding.YES, Finding.PARTIAL) or self.denies_what_it_quotes

    @property
    def cites(self) -> bool:
        """Does it say where the contract writes it, and in what words?"""
        return bool(self.article.strip() and self.citation.strip())
