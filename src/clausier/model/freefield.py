"""Free fields: what a library lets its dossiers say beside the keys of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from clausier.model.base import Model, YesNo
from clausier.model.text import PROSE, Prose


class FreeField(Model, title="Un champ libre, que les dossiers remplissent."):
    """A field of a dossier that its library declares; only a `sendable` one may stand in what the provider reads."""

    title: Prose = Field(alias="intitule", description="Son nom, en tête de sa colonne et de sa question.")
    sendable: YesNo = Field(
        False,
        alias="transmissible",
        description="« oui » : un texte ou un modèle pour le prestataire peut l'employer ; sinon il reste interne.",
    )
    note: Annotated[str, PROSE] = Field("", alias="aide", description="Ce qu'il faut y écrire.")


FreeFields = Mapping[str, FreeField]
"""Name → field, in the library's order."""
NONE: FreeFields = MappingProxyType({})


def sendable(fields: FreeFields) -> dict[str, FreeField]:
    """Those that may go to the provider."""
    return {name: field for name, field in fields.items() if field.sendable}
