"""A point's examples: answers, and what the engine must conclude of them."""

from __future__ import annotations

from pydantic import Field, model_validator

from clausier.model.answer import Answer
from clausier.model.base import IsoDate, Model
from clausier.model.facts import Situation
from clausier.model.verdict import Verdict


class Setting(Situation, title="Les faits de l'essai, posés sur ceux avec lesquels le point s'applique."):
    """A situation whose facts may tell the contract's `type` and `etat` too, as those of a condition do."""


class Example(Model, title="Un essai : une réponse, et ce que clausier doit en conclure."):
    """An answer on a made-up dossier, judged on `day`; `reason` is a part of the reason expected.

    `situation` is laid over the facts under which the point applies. Without `answer` nobody has answered.
    """

    situation: Setting = Field(
        Setting(), description="Les faits qui comptent ; les autres sont ceux avec lesquels le point s'applique."
    )
    day: IsoDate | None = Field(
        None, alias="jour", description="Jour du jugement, AAAA-MM-JJ ; à dire quand une preuve porte une date."
    )
    answer: Answer | None = Field(
        None, alias="reponse", description="Comme dans un dossier ; sans elle, personne n'a répondu."
    )
    verdict: Verdict = Field(description="Le verdict attendu.")
    reason: str = Field("", alias="motif", description="Des mots que le motif doit contenir.")

    @model_validator(mode="after")
    def _day_given(self) -> Example:
        proofs = self.answer.proofs if self.answer else ()
        if self.day is None and any(proof.expires_on or proof.issued_on for proof in proofs):
            raise ValueError("la preuve porte une date : dire par « jour » à quelle date l'essai la juge.")
        return self
