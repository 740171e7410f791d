"""How the fields of a questionnaire are headed, grouped and sized, and what is told before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from clausier.dossier.columns import Column, Shape
from clausier.forms import fields as named
from clausier.forms.fields import Asked
from clausier.forms.files.form import Field
from clausier.forms.scope import Audience
from clausier.model import proof
from clausier.model.answer import TITLES
from clausier.model.requirement import PositionName
from clausier.model.verdict import Finding

CODE_LENGTH = 24
"""A bookmark has forty characters at most: the table, the code and the key of the field."""
DECLARED = "declaration_prestataire"

FINDINGS = tuple(one.label for one in Finding)
_OPEN = (
    Field(named.FINDING, TITLES[named.FINDING], 12, FINDINGS, colored=True),
    Field(named.VALUE, TITLES[named.VALUE], 16),
    Field(named.PARTS, TITLES[named.PARTS], 18),
    Field(named.ARTICLE, TITLES[named.ARTICLE], 10),
    Field(named.PAGE, TITLES[named.PAGE], 6),
    Field(named.CITATION, TITLES[named.CITATION], 34, wide=True),
    Field(
        named.REASON,
        TITLES[named.REASON],
        20,
        prompt="Obligatoire avec « sans objet » : pourquoi, en une phrase.",
        wide=True,
    ),
)
_INTERNAL = (
    Field(named.COMMENT, f"{TITLES[named.COMMENT]} interne", 22, wide=True),
    Field(named.POSITION, "Position", 10, tuple(PositionName)),
    Field(named.PARAMETERS, "Paramètres", 22, prompt="Une ligne par paramètre : nom : valeur.", wide=True),
)
POINT_FIELDS: Mapping[Audience, tuple[Field, ...]] = MappingProxyType(
    {Audience.PRACTICE: (*_OPEN, *_INTERNAL), Audience.PROVIDER: _OPEN}
)
_WIDTHS = (24, 20, 14, 18, 10, 12, 11, 11)
_SEVERAL = "Numéros séparés par « ; »."
PROOF_FIELDS = tuple(
    Field(one.key, one.title, width, prompt=_SEVERAL if one.is_list else "", date=one.is_day)
    for one, width in zip(proof.PROOF_FIELDS, _WIDTHS, strict=True)
)
GENERAL: Mapping[Audience, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Audience.PRACTICE: {
            "Le contrat": ("dossier.", "contrat."),
            "La situation": ("situation.",),
            "{Le}": ("cabinet.",),
            "Le prestataire": ("prestataire.",),
            "La lettre": ("courrier.lieu", "courrier.mode_envoi", "courrier.delai_reponse"),
            "Si un conseil ou une union écrit la lettre": (
                "courrier.redacteur",
                "courrier.conseil.",
                "courrier.union.",
                "courrier.mandat",
            ),
            "L'acte à signer": ("avenant.", "points_demandes."),
            "L'annexe sur le traitement de données": ("annexe.",),
            "Les champs de la bibliothèque": ("champs.",),
            "Qui a répondu pour {le}": ("saisie.",),
        },
        Audience.PROVIDER: {
            "Qui répond": (f"{DECLARED}.",),
            "Le contrat et la situation": ("contrat.type", "situation."),
            "Le prestataire": ("prestataire.",),
        },
    }
)
"""Title → the beginnings of its keys; {le} stands for what the guide calls the customer."""
_SHORT = {Finding.PARTIAL: "en partie", Finding.NOT_APPLICABLE: "avec un motif"}
FINDINGS_TOLD = f"Réponse : {', '.join(f'{one.label} ({_SHORT.get(one, one.meaning)})' for one in Finding)}."
GUIDANCE: Mapping[Audience, tuple[str, ...]] = MappingProxyType(
    {
        Audience.PRACTICE: (
            "Commencer par le contrat et la situation : ils décident des points qui s'appliquent. Puis répondre à "
            "chaque point, le contrat sous les yeux.",
            FINDINGS_TOLD,
            "Vider un champ n'efface rien : pour retirer une réponse, modifier le dossier lui-même.",
            "Ce qui est écrit entre ⟨ ⟩ tient la place d'un blanc ou d'un signe qui se perdrait : à laisser.",
        ),
        Audience.PROVIDER: (
            "Ce questionnaire porte sur ce que le contrat prévoit. Pour chaque point, choisir une réponse et, si "
            "possible, indiquer l'article et recopier le texte exact.",
            FINDINGS_TOLD,
            "Indiquer le nom, la qualité et la date de la personne qui répond.",
            "Document de travail : il ne modifie pas le contrat et n'engage aucune des parties.",
        ),
    }
)


def entries(audience: Audience) -> tuple[Asked, ...]:
    """Who answers, and when."""
    root = "saisie" if audience is Audience.PRACTICE else DECLARED
    columns = [
        Column(f"{root}.par", (root, "par"), "Nom"),
        Column(f"{root}.qualite", (root, "qualite"), "Qualité", note="Gérant, responsable technique …"),
        Column(f"{root}.le", (root, "le"), "Date", Shape.DATE, note="AAAA-MM-JJ."),
    ]
    return tuple(Asked(column, {}) for column in columns if root == DECLARED or column.path[-1] != "qualite")


def shape_of(asked: Asked, key: str, title: str) -> Field:
    """The field of a row of a list."""
    column = asked.column
    several = column.shape is Shape.WORDS
    wide = column.path[-1] in ("adresse", "titre") or several
    field = Field(key, title, choices=() if several else asked.choices, prompt=column.note, wide=wide)
    return replace(field, date=column.shape is Shape.DATE)
