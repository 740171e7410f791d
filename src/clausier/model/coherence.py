"""What must hold between figures, or texts, of different points: rules as data, each with its reason."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from clausier.errors import Severity
from clausier.model.base import Model, OneOrMany, Text, YesNo
from clausier.model.facts import Condition
from clausier.model.figure import Figure

MOST_POINTS = 4
"""All the positions of the points of a rule are tried together: more would take too long."""
NAMED = re.compile(r"[^.\s]+\.[^.\s]+")


class Relation(StrEnum):
    """How each figure stands to the next ones, or each to the bound; `ALONE`: the first excludes the others."""

    EQUAL = "egal"
    AT_MOST = "au_plus"
    AT_LEAST = "au_moins"
    ALONE = "seul"


def _named(value: str) -> str:
    if not NAMED.fullmatch(value):
        raise ValueError(f"« {value} » ne nomme pas un chiffre. Écrire « point.nom » : l'identifiant, puis le nom.")
    return value


FigureName = Annotated[str, AfterValidator(_named)]


class Directions(Model, title="Ce qu'il est plus exigeant de demander, par nom de valeur."):
    """Which figures are stricter when small, which when large: a name, a start and `*`, or `point.nom`."""

    at_most: OneOrMany[Text] = Field((), alias="au_plus", description="Plus le chiffre est petit, plus il exige.")
    at_least: OneOrMany[Text] = Field((), alias="au_moins", description="Plus le chiffre est grand, plus il exige.")


class CoherenceRule(Model, title="Ce qui doit tenir entre des points : des chiffres, des textes ou les positions."):
    """One rule of one of three kinds: `figures` and their `relation`; what texts say; `directions` of positions.

    A point that is carried prints its figures where its carrier is not asked: they are not `together`.
    """

    reason: Text = Field(alias="raison", description="Pourquoi, en une phrase : elle s'affiche avec la faute.")
    severity: Severity = Field(Severity.ERROR, alias="gravite", description="erreur ou avertissement.")
    figures: OneOrMany[FigureName] = Field((), alias="chiffres", description="« point.nom » : valeur ou paramètre.")
    relation: Relation | None = Field(
        None,
        description="De chaque chiffre aux suivants : egal, au_plus, au_moins ; seul : le premier les exclut.",
    )
    bound: Figure = Field(Figure(""), alias="borne", description="Chaque chiffre lui est comparé, et non aux autres.")
    basis: str = Field("", alias="fondement", description="Le texte de fondements.yaml dont vient la borne.")
    same_stage: YesNo = Field(
        False,
        alias="memes_positions",
        description="oui : ne compare que des chiffres de la même position.",
    )
    together: YesNo = Field(
        True, alias="ensemble", description="non : compare aussi ce que le même acte n'imprime jamais ensemble."
    )
    condition: Condition = Field(
        default=Condition(), alias="si", description="Types de contrat ou faits avec lesquels la règle vaut."
    )
    points: OneOrMany[Text] = Field((), description="Les points dont les rédactions sont lues ; aucun : tous.")
    when: OneOrMany[Text] = Field(
        (), alias="quand", description="Ne lit que les textes qui portent l'une de ces expressions."
    )
    says: OneOrMany[Text] = Field((), alias="dit", description="Chaque texte lu porte au moins une de ces expressions.")
    directions: Directions | None = Field(
        None, alias="positions", description="Aucune position n'exige plus que celle qui la précède, en aucun point."
    )

    @model_validator(mode="after")
    def _one_kind(self) -> CoherenceRule:
        kinds = [bool(self.figures), bool(self.says), self.directions is not None]
        if kinds.count(True) != 1:
            raise ValueError("une règle a « chiffres », « dit » ou « positions », un seul des trois.")
        if self.figures:
            self._whole()
        elif self.relation or self.bound or self.basis or self.condition.root:
            raise ValueError("« relation », « borne », « fondement » et « si » vont avec « chiffres ».")
        if not self.says and (self.points or self.when):
            raise ValueError("« points » et « quand » vont avec « dit ».")
        if self.says and not (self.points or self.when):
            raise ValueError("« dit » ne sait quels textes lire. Ajouter « points » ou « quand ».")
        return self

    def _whole(self) -> None:
        if self.relation is None:
            raise ValueError("la règle ne dit pas ce qui lie les chiffres. Ajouter « relation: egal », par exemple.")
        if self.relation is Relation.ALONE and self.bound:
            raise ValueError("« seul » ne compare à rien : retirer « borne ».")
        if len(set(self.figures)) + bool(self.bound) < 2:
            raise ValueError("un chiffre seul ne se compare à rien. En nommer un autre, ou donner une « borne ».")
        if self.basis and not self.bound:
            raise ValueError("« fondement » dit d'où vient la borne, qui manque. Ajouter « borne ».")
        if len(self.figure_points) > MOST_POINTS:
            told = f"la règle nomme {len(self.figure_points)} points : {MOST_POINTS} au plus."
            raise ValueError(f"{told} En faire deux règles.")

    @property
    def figure_points(self) -> tuple[str, ...]:
        """The points whose figures it compares, each once."""
        return tuple(dict.fromkeys(name.split(".")[0] for name in self.figures))
