"""What shows, in a contract, that it speaks of a point: words to look for, written by who owns the clauses."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from clausier.model.base import Model, OneOrMany, Text, YesNo
from clausier.model.expression import expression
from clausier.model.reading import Status
from clausier.quantity import Kind


def _sound(source: str) -> str:
    expression(source)
    return source


Landmark = Annotated[str, AfterValidator(_sound)]
"""An expression (see `expression`), as it is written."""


class ReadingExample(Model, title="Une phrase de contrat, et ce que clausier doit en proposer."):
    """A sentence, and the status that the reading of it alone must propose; `value` where it must be read."""

    text: Text = Field(alias="texte", description="Une ou plusieurs phrases, comme un contrat les écrit.")
    heading: str = Field("", alias="titre", description="Le titre sous lequel elles se trouvent.")
    status: Status = Field(alias="lecture", description="Ce que la lecture doit proposer.")
    value: str = Field("", alias="valeur", description="La valeur qu'elle doit lire.")


class Landmarks(Model, title="Les repères d'un point : ce qu'il faut chercher dans un contrat pour le trouver."):
    """Expressions by what they show; a passage that matches one of `excluding` speaks of something else."""

    strong: OneOrMany[Landmark] = Field(
        (), alias="forts", title="Repères forts", description="Un passage qui en contient un parle du point."
    )
    weak: OneOrMany[Landmark] = Field(
        (),
        alias="faibles",
        title="Repères faibles",
        description="Un passage qui en contient un en parle peut-être : à vérifier.",
    )
    excluding: OneOrMany[Landmark] = Field(
        (), alias="sauf", title="Sauf", description="Un passage qui en contient un parle d'autre chose."
    )
    headings: OneOrMany[Landmark] = Field(
        (),
        alias="titres",
        title="Titres d’articles",
        description="Le titre d'un article où l'on s'attend à le trouver.",
    )
    contrary: OneOrMany[Landmark] = Field(
        (),
        alias="contraires",
        title="Repères contraires",
        description="Un passage qui en contient un dit le contraire de ce qui est demandé.",
    )
    parts: dict[str, OneOrMany[Landmark]] = Field(
        {},
        alias="volets",
        title="Repères des volets",
        description="Volet → ce qui montre qu'il y est ; s'il manque, la lecture dit « partiel ». Si la réponse n'a "
        "pas de volets : des mots, que la lecture dira tels quels.",
    )
    values: OneOrMany[Kind] = Field(
        (),
        alias="valeurs",
        title="Valeurs attendues",
        description="Les sortes de valeurs attendues : duree, frequence, nombre, montant, pays.",
    )
    neutral: YesNo = Field(
        False,
        alias="neutre",
        title="Neutre",
        description="oui : une exclusion ou un devoir du client est ce que l'on cherche, non une réserve.",
    )
    examples: dict[str, ReadingExample] = Field(
        {}, alias="essais", description="Nom → phrase ; « clausier bibliotheque verifier » les lit toutes."
    )

    def __bool__(self) -> bool:
        return bool(self.strong or self.weak)
