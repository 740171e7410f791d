"""A point of the guide as a playbook: question, criterion, law, argument, positions, clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from clausier.model.base import Gap, Model, OneOrMany, Text
from clausier.model.clause import Clause
from clausier.model.criterion import Criterion
from clausier.model.example import Example
from clausier.model.facts import UNKNOWN, Condition
from clausier.model.figure import Figure
from clausier.model.landmark import Landmarks
from clausier.model.law import Scope
from clausier.model.text import (
    CLAUSE_BLOCKS,
    CLAUSE_BODY,
    CLAUSE_LINE,
    SHEET,
    TextFamily,
    TextField,
    TextShape,
)
from clausier.model.verdict import Verdict

MAX_CATEGORY = 999
NUMBER = re.compile(r"^([1-9][0-9]{0,2})\.([0-9]{1,3}|[A-Z])$")
DERIVED = frozenset({"id", "categorie"})
"""Keys of a point that the name of its file and its number give."""


class Nature(StrEnum):
    POINT = "point"
    VIGILANCE = "vigilance"


class Importance(StrEnum):
    """Declared from the most to the least pressing."""

    ESSENTIAL = "indispensable"
    IMPORTANT = "importante"
    RECOMMENDED = "recommandee"


class PositionName(StrEnum):
    TARGET = "cible"
    FALLBACK = "repli"
    FLOOR = "plancher"


class BasisUse(Model, title="Un fondement et ce qu'il fait pour ce point."):
    """A legal basis as a point uses it.

    It serves only where the condition surely holds; what it imposes, it imposes against the listed
    gaps (empty: all of them): a duty to name the places says nothing about a place that is named.
    """

    id: Text = Field(title="Fondement", description="Un identifiant de fondements.yaml.")
    scope: Scope = Field(
        alias="portee",
        title="Portée",
        description="impose : le texte exige du prestataire cette mesure même ; soutient : il appuie la demande.",
    )
    condition: Condition = Field(
        default=Condition(),
        alias="si",
        title="Seulement si",
        description="Il ne sert qu'avec ces faits, connus avec certitude.",
    )
    verdicts: tuple[Gap, ...] = Field(
        (), title="Constats", description="Les écarts contre lesquels il impose ; vide : tous."
    )

    def imposes(self, verdict: Verdict) -> bool:
        speaks = not self.verdicts or verdict in self.verdicts or not verdict.is_gap
        return self.scope is Scope.IMPOSES and speaks


class Argument(Model, title="La phrase de la lettre."):
    """The sentence of the letter: `negotiation` asks, `obligation` names the law that imposes."""

    negotiation: Annotated[Text, TextField(TextShape.LINE, TextFamily.NEGOTIATION, voiced=True)] = Field(
        alias="negociation", title="Argument", description="Demande sans invoquer aucun texte."
    )
    obligation: Annotated[str, TextField(TextShape.LINE, TextFamily.OBLIGATION, voiced=True)] = Field(
        "", title="Argument légal", description="Seulement si un texte impose ; le nomme par {{ fondement }}."
    )


class Position(
    Model, title="Les valeurs des noms entre accolades et, si la rédaction change, son texte.", extra="allow"
):
    """What is asked at one stage: values of placeholders, and where the wording changes its own text.

    In files the values stand beside the three texts.
    """

    __pydantic_extra__: dict[str, Figure]

    trade: Annotated[str, CLAUSE_LINE] = Field(
        "", alias="contrepartie", description="Ce qu'on obtient en échange, qui n'est pas déjà dans la cible."
    )
    text: Annotated[str, CLAUSE_BODY] = Field(
        "", alias="texte", description="Tient lieu du texte de la clause à cette position."
    )
    addition: Annotated[str, CLAUSE_BLOCKS] = Field(
        "", alias="ajout", description="S'ajoute au texte de la clause à cette position."
    )

    @property
    def values(self) -> Mapping[str, Figure]:
        """Name of a placeholder → what stands for it."""
        return self.__pydantic_extra__


class Positions(Model, title="Ce qui est demandé d'abord, ce qui est acceptable, ce en dessous de quoi ne pas signer."):
    """Target, ranked fallbacks and floor; a point without a figure may have the target only."""

    target: Position = Field(
        default=Position(),
        alias="cible",
        title="Position cible",
        description="Ce qui est demandé d'abord.",
    )
    fallbacks: OneOrMany[Position] = Field(
        (),
        alias="repli",
        title="Positions de repli",
        description="Ce qui est acceptable, du plus exigeant au moins exigeant.",
    )
    floor: Position | None = Field(
        None,
        alias="plancher",
        title="Position plancher",
        description="En dessous, ne pas signer ; la note interne dit pourquoi.",
    )

    def chosen(self, name: PositionName) -> Position:
        """The position to ask; a stage that the point does not define is the nearest stronger one."""
        if name is PositionName.TARGET:
            return self.target
        first_fallback = self.fallbacks[0] if self.fallbacks else self.target
        if name is PositionName.FALLBACK:
            return first_fallback
        return self.floor or (self.fallbacks[-1] if self.fallbacks else self.target)


class NotApplicable(Model, title="Ce qu'on dit quand le point ne s'applique pas pour cette raison."):
    """Why a point does not apply on these facts, where the bare fact would not tell what to do."""

    condition: Condition = Field(alias="si", title="Sans objet si")
    reason: Annotated[Text, SHEET] = Field(alias="motif", title="Motif", description="La phrase qui l'explique.")


class Requirement(
    Model, title="Un point du guide : sa question, son exigence, ses fondements, ses positions, sa clause."
):
    """One of the guide's points or vigilance points."""

    id: Text = Field(description="Identifiant : le nom du fichier.")
    number: Text = Field(
        alias="numero",
        title="Numéro",
        pattern=NUMBER.pattern,
        description="Numéro du guide, entre guillemets : « 4.5 », ou « 10.A » pour un point de vigilance.",
    )
    category: int = Field(alias="categorie", description="La première partie du numéro.")
    nature: Nature = Field(title="Nature", description="point ou vigilance.")
    importance: Importance = Field(
        title="Importance",
        description="De la plus pressante à la moins pressante : indispensable, importante, recommandee.",
    )
    essential: OneOrMany[str] = Field(
        (),
        alias="essentiel",
        title="Essentiel pour",
        description="Types de contrat pour lesquels « --ampleur essentiel » le demande.",
    )
    rank: int = Field(
        50,
        alias="rang",
        title="Rang",
        ge=1,
        le=99,
        description="Son rang parmi les demandes de même poids : 1 d'abord, 50 s'il n'est pas dit.",
    )
    leads_if: Condition = Field(
        default=Condition(),
        alias="en_tete_si",
        title="En tête si",
        description="Faits connus qui le placent avec ce que la loi impose, même sans texte imprimable.",
    )
    title: Annotated[Text, SHEET] = Field(alias="intitule", title="Intitulé", description="L'intitulé du guide.")
    question: Annotated[Text, SHEET] = Field(
        title="Question", description="Posée de façon que « oui » satisfasse toujours le point."
    )
    why: Annotated[Text, SHEET] = Field(
        alias="pourquoi", title="Pourquoi", description="Pour le client : ce que l'on risque sans cela. Deux phrases."
    )
    applies_if: Condition = Field(
        default=Condition(),
        alias="applicable_si",
        title="S’applique si",
        description="Quand le point s'applique ; un fait inconnu ne l'écarte pas.",
    )
    not_applicable: tuple[NotApplicable, ...] = Field(
        (),
        alias="si_sans_objet",
        title="Sans objet",
        description="Ce qu'on dit au client quand le point ne s'applique pas.",
    )
    criterion: Criterion = Field(
        default=Criterion(), alias="exigence", description="Ce qu'il faut pour qu'un « oui » suffise."
    )
    bases: tuple[BasisUse, ...] = Field(
        (),
        alias="fondements",
        title="Fondements",
        description="Les fondements du point ; seuls s'impriment ceux qui sont lus, en vigueur et applicables.",
    )
    argument: Argument
    positions: Positions = Field(Positions(), title="Positions", description="Cible, replis, plancher.")
    clause: Clause
    parameters: dict[str, Figure] = Field(
        {},
        alias="parametres",
        title="Paramètres",
        description="Valeurs de noms entre accolades, communes aux positions ; le dossier peut les changer.",
    )
    note: Annotated[str, TextField(TextShape.NOTE, TextFamily.NOTE)] = Field(
        "",
        alias="note_interne",
        title="Note interne",
        description="Pour le client et son conseil : comment argumenter. Jamais imprimée pour le prestataire.",
    )
    examples: dict[str, Example] = Field(
        {},
        alias="essais",
        exclude=True,
        description="Nom → essai ; « clausier bibliotheque verifier » les juge tous. Jamais imprimés.",
    )
    """Excluded from dumps: no document, and no fingerprint of one, depends on an example."""
    landmarks: Landmarks = Field(
        Landmarks(),
        alias="reperes",
        title="Repères",
        exclude=True,
        description="Ce qu'il faut chercher dans un contrat pour savoir s'il parle du point. Jamais imprimé.",
    )
    """Excluded from dumps for the same reason."""

    def default_of(self, name: str) -> Figure:
        """The library's value of a parameter or of a figure of the target."""
        return self.positions.target.values.get(name) or self.parameters.get(name, Figure(""))

    def is_essential(self, kinds: Iterable[str]) -> bool:
        """Is it essential for contracts of one of these types, or for some where a type is unknown?

        One is enough: what is essential to a part of the contract is essential to who signs it.
        """
        return any(kind in self.essential or (kind == UNKNOWN and bool(self.essential)) for kind in kinds)

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Guide's order: category, then numbers (4.9 before 4.10), then letters."""
        category, rank = self.number.split(".")
        return (int(category), 0, int(rank), "") if rank.isdigit() else (int(category), 1, 0, rank)
