"""What is known of a provider once its batch went over it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from clausier.model.base import IsoDate, Model
from clausier.model.progress import Progress
from clausier.model.requirement import PositionName
from clausier.model.verdict import Verdict


class Status(StrEnum):
    """What a batch did of a dossier. What was sent, or may have been for an old register, it leaves as it is."""

    MADE = "produit"
    CURRENT = "à jour"
    SENT = "envoyé"
    UNCONFIRMED = "à confirmer"
    FAILED = "erreur"


class BatchRow(Model):
    """A dossier of a batch. `verdicts` and `legal` hold ids of points; a faulty dossier has none.

    `progress` is where its negotiation stands, once it has a register.
    """

    place: str
    id: str = ""
    folder: str = Field("", alias="repertoire")
    practice: str = Field("", alias="cabinet")
    provider: str = Field("", alias="prestataire")
    contract: str = Field("", alias="contrat")
    status: Status = Field(alias="etat")
    verdicts: dict[str, Verdict] = Field({})
    legal: tuple[str, ...] = Field((), alias="legaux")
    files: tuple[str, ...] = Field((), alias="fichiers")
    problems: tuple[str, ...] = Field((), alias="problemes")
    warnings: tuple[str, ...] = Field((), alias="avertissements")
    progress: Progress | None = Field(None, alias="negociation")

    @property
    def failed(self) -> bool:
        return self.status is Status.FAILED

    @property
    def left(self) -> bool:
        """True if it was sent: its documents are no more the batch's to write."""
        return self.status in (Status.SENT, Status.UNCONFIRMED)


class BatchState(StrEnum):
    """How far a batch went."""

    RUNNING = "en cours"
    STOPPED = "interrompu"
    DONE = "terminé"


class BatchHead(Model):
    """What a batch was asked to do, and how far it went; `fingerprint` is that of all it found out."""

    schema_: int = Field(1, alias="schema")
    version: str = Field(alias="clausier")
    state: BatchState = Field(alias="etat")
    source: str
    day: IsoDate = Field(alias="date")
    position: PositionName
    unknown_as_absent: bool = Field(alias="inconnu_comme_absent")
    beyond_scope: bool = Field(False, alias="hors_perimetre")
    documents: tuple[str, ...]
    library: str = Field(alias="bibliotheque")
    fingerprint: str = Field("", alias="empreinte")
