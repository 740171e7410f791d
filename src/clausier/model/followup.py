"""What a later letter says of what was asked before, and of what was answered."""

from __future__ import annotations

from pydantic import Field

from clausier.model.base import Model
from clausier.model.exchange import LetterFormulas


class FollowedView(Model):
    """A request in a later letter: what was answered, in the provider's own terms, and what we say to it."""

    number: str = Field(alias="numero")
    title: str = Field(alias="titre")
    answered: str = Field(alias="repondu")
    ours: str = Field(alias="suite")


class FollowUpView(Model):
    """What a later letter looks back on; all blank in a first one."""

    purpose: str = Field("", alias="motif")
    sent_on: str = Field("", alias="date_envoi")
    answered_on: str = Field("", alias="date_retour")
    answer: str = Field("", alias="reponse")
    agreed: tuple[FollowedView, ...] = Field((), alias="accords")
    countered: tuple[FollowedView, ...] = Field((), alias="contre_propositions")
    refused: tuple[FollowedView, ...] = Field((), alias="refus")
    unsettled: tuple[FollowedView, ...] = Field((), alias="a_preciser")
    silent: tuple[FollowedView, ...] = Field((), alias="sans_reponse")
    dropped: tuple[FollowedView, ...] = Field((), alias="abandons")
    fresh: tuple[FollowedView, ...] = Field((), alias="nouvelles")
    said: LetterFormulas = Field(default=LetterFormulas(), alias="phrases")
