"""What the checks of a library look for, as data."""

from __future__ import annotations

from pydantic import Field

from clausier.errors import Severity
from clausier.model.base import Model, Text, YesNo
from clausier.model.text import TextFamily


class WordRule(Model, title="Des expressions à éviter dans certains textes."):
    """Expressions to avoid in some texts; in them `*` ends a word and `#` is a number, as « 28 » or « 1111-8 ».

    `unless_measured` accepts one beside a figure or a placeholder in the same sentence, `unless_founded` one that a
    basis of the same point names, and that documents may print. What stands in an `admitted` expression is left alone.
    """

    title: Text = Field(alias="intitule", description="Comment la faute se nomme.")
    remedy: Text = Field(alias="remede", description="Ce qu'il faut faire.")
    families: tuple[TextFamily, ...] = Field(
        alias="textes", description="Où chercher : clause, negociation, obligation, fiche, note_interne, formule."
    )
    severity: Severity = Field(Severity.WARNING, alias="gravite", description="erreur ou avertissement.")
    unless_measured: YesNo = Field(
        False,
        alias="sauf_mesure",
        description="« oui » : admis si la phrase porte un chiffre ou un nom entre accolades.",
    )
    unless_founded: YesNo = Field(
        False,
        alias="sauf_fondement",
        description="« oui » : admis si un fondement imprimable du point porte ce nom ou ces numéros.",
    )
    expressions: tuple[Text, ...] = Field(
        description="« * » finit un mot, « # » est un nombre ; les majuscules ne comptent pas."
    )
    admitted: tuple[Text, ...] = Field(
        (), alias="admis", description="Expressions qui ne sont pas la faute, même si elles en contiennent une."
    )


class Controls(Model, title="Ce que cherche « clausier bibliotheque verifier »."):
    """What the checks of a library look for, as data."""

    words: dict[str, WordRule] = Field({}, alias="mots", description="Règle → expressions à éviter.")
