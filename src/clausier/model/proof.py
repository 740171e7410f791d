"""A document that proves an answer, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from clausier.model.base import IsoDate, Model, Text


class Proof(Model, title="Un document qui prouve une réponse."):
    """A document that proves an answer, such as a certificate."""

    kind: Text = Field(alias="nature", title="Nature", description="Une preuve de la bibliothèque.")
    holder: str = Field("", alias="titulaire", title="Titulaire", description="À qui elle est délivrée.")
    number: str = Field("", alias="numero", title="Numéro", description="Son numéro.")
    body: str = Field("", alias="organisme", title="Organisme", description="Qui l'a délivrée.")
    framework: str = Field("", alias="referentiel", title="Référentiel", description="Version du référentiel.")
    activities: tuple[str, ...] = Field((), alias="activites", title="Activités", description="Activités couvertes.")
    issued_on: IsoDate | None = Field(None, alias="delivre_le", title="Délivrée le", description="Date AAAA-MM-JJ.")
    expires_on: IsoDate | None = Field(None, alias="expire_le", title="Expire le", description="Date AAAA-MM-JJ.")


@dataclass(frozen=True, slots=True)
class ProofField:
    """A field of a proof as files, tables and forms know it: its key, its title, what it holds."""

    key: str
    title: str
    is_list: bool
    is_day: bool


PROOF_KIND = "nature"
PROOF_FIELDS = tuple(
    ProofField(
        field.alias or name,
        field.title or name,
        is_list=field.annotation == tuple[str, ...],
        is_day=field.annotation == IsoDate | None,
    )
    for name, field in Proof.model_fields.items()
)
"""In the order in which they are asked; the first says which proof it is."""
