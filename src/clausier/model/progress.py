"""Where a negotiation stands, as a line of a list tells it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from clausier.model.base import IsoDate, Model, YesNo


class Next(StrEnum):
    """The next thing that the practice does, in a word."""

    SEND = "envoyer"
    CONFIRM = "confirmer"
    WAIT = "attendre"
    MAIL = "courrier"
    REMIND = "relancer"
    DECIDE = "décider"
    CONCLUDE = "conclure"
    SIGN = "signer"


class Situation(StrEnum):
    """What a negotiation waits for: each is in one of these."""

    DRAFTED = "à envoyer"
    SUPPOSED = "à confirmer"
    SENT = "envoyé"
    LATE = "en retard"
    ANSWERED = "répondu"
    CONCLUDED = "conclu"


class Progress(Model):
    """A negotiation in a line. `sent` is the last letter, `replied` the last answer to it; counts are of requests.

    `awaited` tells, while there is time, how many answers came and how many are still awaited; blank if none is.
    """

    case: str = Field(alias="dossier")
    provider: str = Field(alias="prestataire")
    practice: str = Field("", alias="cabinet")
    round: int = Field(0, alias="tour")
    sent: IsoDate | None = Field(None, alias="envoye_le")
    reply_by: IsoDate | None = Field(None, alias="reponse_avant")
    replied: IsoDate | None = Field(None, alias="repondu_le")
    late: YesNo = Field(False, alias="en_retard")
    concluded: YesNo = Field(False, alias="conclu")
    agreed: int = Field(0, alias="accords")
    refused: int = Field(0, alias="refus")
    open: int = Field(0, alias="ouverts")
    awaited: str = Field("", alias="attendues")
    next: Next = Field(Next.SEND, alias="suite")

    @property
    def situation(self) -> Situation:
        if self.sent is None:
            return Situation.SUPPOSED if self.next is Next.CONFIRM else Situation.DRAFTED
        if self.concluded:
            return Situation.CONCLUDED
        if self.replied:
            return Situation.ANSWERED
        return Situation.LATE if self.late else Situation.SENT
