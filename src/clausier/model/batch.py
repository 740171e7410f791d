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


class Mistake(Model):
    """What could not be read of a dossier: in which column (a key), what is written there, where, why.

    `point` is the id of the point whose answer it spoils; empty where it spoils the whole dossier.
    """

    point: str = ""
    column: str = Field("", alias="colonne")
    written: str = Field("", alias="ecrit")
    place: str = Field(alias="ou")
    message: str


class BatchRow(Model):
    """A dossier of a batch. `verdicts` and `legal` hold ids of points; a faulty dossier has none.

    `progress` is where its negotiation stands, once it has a register. `own` is what the user's own columns say, by
    their headings. `mistakes` are the cells that could not be read: those of a dossier that has documents left their
    points out of them.
    """

    place: str
    id: str = ""
    folder: str = Field("", alias="repertoire")
    practice: str = Field("", alias="cabinet")
    provider: str = Field("", alias="prestataire")
    contract: str = Field("", alias="contrat")
    types: tuple[str, ...] = ()
    status: Status = Field(alias="etat")
    verdicts: dict[str, Verdict] = Field({})
    legal: tuple[str, ...] = Field((), alias="legaux")
    files: tuple[str, ...] = Field((), alias="fichiers")
    problems: tuple[str, ...] = Field((), alias="problemes")
    warnings: tuple[str, ...] = Field((), alias="avertissements")
    progress: Progress | None = Field(None, alias="negociation")
    own: dict[str, str] = Field({}, alias="colonnes")
    mistakes: tuple[Mistake, ...] = Field((), alias="a_corriger")

    @property
    def failed(self) -> bool:
        return self.status is Status.FAILED

    @property
    def to_correct(self) -> frozenset[str]:
        """Ids of the points that stand in none of its documents, since their answer could not be read."""
        return frozenset() if self.failed else frozenset(one.point for one in self.mistakes)

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
