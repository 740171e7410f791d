"""How much of what is missing is asked now; the rest is kept for a second time, and nothing of it is waived."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from clausier.model.base import Model, OneOrMany, Text, YesNo


class Extent(StrEnum):
    """Everything that is missing, or what the law requires, what the contract contradicts and what is essential."""

    FULL = "complet"
    ESSENTIAL = "essentiel"


class Asking(Model):
    """What a sending asks of all that is missing: an extent or, where some are named, just these points (ids).

    `joined` tells whether the clauses that are kept for later go to the provider too, for information.
    """

    extent: Extent = Field(Extent.FULL, alias="ampleur")
    points: tuple[str, ...] = ()
    joined: YesNo = Field(False, alias="second_temps")


EVERYTHING = Asking()


class AskedPoints(Model, title="Ce que demande ce dossier : son ampleur, et ce qui s'en écarte."):
    """How much a dossier asks, ids of points that it asks all the same, and of those that it keeps for later.

    What is said when documents are made comes before it.
    """

    extent: Extent | None = Field(
        None, alias="ampleur", description="complet ou essentiel ; sans elle, tout est demandé."
    )
    added: OneOrMany[Text] = Field((), alias="ajouter", description="Points à demander en plus.")
    removed: OneOrMany[Text] = Field((), alias="retirer", description="Points à garder pour un second temps.")
    joined: YesNo = Field(
        False, alias="second_temps", description="« oui » : ce qui est gardé est joint à la lettre, pour information."
    )
