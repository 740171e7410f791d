"""Who contracts and who writes, as the documents print them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from clausier.model.base import Model


class PartyView(Model):
    name: str = Field(alias="nom")
    form: str = Field(alias="forme")
    siren: str
    siret: str
    address: tuple[str, ...] = Field(alias="adresse")
    representative: str = Field(alias="representant")
    capacity: str = Field(alias="qualite")


class MemberView(Model):
    """A person who is a party with the client."""

    name: str = Field(alias="nom")
    capacity: str = Field(alias="qualite")
    siret: str
    address: str = Field(alias="adresse")


class PracticeView(PartyView):
    """The client: what the act adds to it, those who are parties with it, and what the letter says of it.

    `member` is what each of them is called; where they are `unnamed`, lines are left to fill in.
    """

    told: str = Field("", alias="precision")
    member: str = Field("", alias="membre")
    members: tuple[MemberView, ...] = Field((), alias="membres")
    unnamed: bool = Field(False, alias="membres_a_nommer")
    signs: bool = Field(True, alias="signe")
    letter: str = Field("", alias="lettre")


class WriterView(PartyView):
    """Who writes the letter; the practice itself, a counsel or a union on its mandate."""

    voice: Literal["cabinet", "conseil", "union"] = Field(alias="voix")
    contact: str = Field(alias="coordonnees")
    mandate: str = Field(alias="mandat")


class ContractView(Model):
    title: str = Field(alias="titre")
    reference: str
    date: str
    signed: bool = Field(alias="signe")
    type: str
    label: str = Field(alias="designation")
    name: str = Field(alias="nom")
