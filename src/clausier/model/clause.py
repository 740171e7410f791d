"""The model clause of a point: its core, its details, other wordings, what it has handed over."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from clausier.model.base import Gap, Model, Text, YesNo
from clausier.model.facts import Condition
from clausier.model.text import CLAUSE_BLOCKS, CLAUSE_BODY, CLAUSE_LINE, HEADING


class Variant(Model, title="Une autre rédaction, là où les faits sont connus."):
    """Another wording where the facts surely hold."""

    condition: Condition = Field(alias="si", description="Les faits doivent être connus avec certitude.")
    text: Annotated[Text, CLAUSE_BODY] = Field(alias="texte", description="Tient lieu du texte de la clause.")
    details: Annotated[str, CLAUSE_BLOCKS] = Field(
        "", alias="precisions", description="Tient lieu des précisions de la clause ; vide : les mêmes."
    )


class Deliverable(Model, title="Ce que le prestataire remet, et quand."):
    """Something that the provider hands over, and when; both may hold placeholders."""

    title: Annotated[Text, CLAUSE_LINE] = Field(alias="intitule", title="Livrable", description="Ce qui est remis.")
    due: Annotated[Text, CLAUSE_LINE] = Field(
        alias="echeance", title="Échéance", description="Quand, et à compter de quoi."
    )
    detailed: YesNo = Field(
        False, alias="precision", title="Précision", description="oui si seules les précisions en parlent."
    )


class Carried(Model, title="Ce que dit la clause d'un autre point, quand il est demandé aussi."):
    """Where another point of the same event, the carrier, is asked too: the part that its clause holds for this one.

    The carrier's clause has the deadlines, consents, costs and exits of the event; a part has none of its own.
    """

    point: Text = Field(title="Point porteur", description="Le point dont la clause porte celui-ci.")
    condition: Condition = Field(
        default=Condition(), alias="si", description="Il n'est porté qu'avec ces faits, connus avec certitude."
    )
    text: Annotated[Text, CLAUSE_BODY] = Field(
        alias="texte", title="Partie portée", description="S'imprime dans la clause du porteur, à la place du texte."
    )
    details: Annotated[str, CLAUSE_BLOCKS] = Field(
        "", alias="precisions", description="Précisions de la partie, là où tout est demandé."
    )


class Price(Model, title="Qui paie : ce que la clause comprend, ce qui suit le tarif annexé ou un devis."):
    """Who pays: short fragments without a full stop, for the table that closes the act; all blank: all is included."""

    included: Annotated[str, CLAUSE_LINE] = Field(
        "", alias="compris", title="Compris", description="Dans quelle limite ; vide, avec les deux autres : en entier."
    )
    tariff: Annotated[str, CLAUSE_LINE] = Field(
        "", alias="tarif", title="Au tarif", description="Ce qui est facturé au tarif annexé."
    )
    quote: Annotated[str, CLAUSE_LINE] = Field(
        "", alias="devis", title="Sur devis", description="Ce qui suit un devis accepté par écrit."
    )


class Clause(Model, title="La clause modèle."):
    """The model clause. `subject` completes « les stipulations du Contrat relatives … ».

    The core, `text`, stands alone; its `details` follow it and its variants where everything is asked.
    """

    title: Annotated[Text, HEADING] = Field(alias="titre", title="Titre", description="Titre de l'article imprimé.")
    subject: Annotated[Text, HEADING] = Field(
        alias="objet",
        title="Objet",
        description="Complète « les stipulations du Contrat relatives … » ; commence par à, au ou aux.",
    )
    text: Annotated[Text, CLAUSE_BODY] = Field(
        alias="texte",
        title="Texte de base",
        description="Le cœur de la clause, qui se suffit : qui fait quoi, quand, dans quelle limite, à quel prix.",
    )
    details: Annotated[str, CLAUSE_BLOCKS] = Field(
        "",
        alias="precisions",
        title="Précisions",
        description="Comment, avec quelle preuve ; s'impriment à la suite, sans élargir ni réduire le texte de base.",
    )
    introduction: Annotated[dict[Gap, Text], CLAUSE_LINE] = Field(
        {},
        title="Introduction",
        description="Par verdict : la phrase qui précède le texte, si la formule commune ne convient pas.",
    )
    text_if: Annotated[dict[Gap, Text], CLAUSE_BODY] = Field(
        {}, alias="texte_si", title="Texte qui remplace", description="Par verdict : tient lieu du texte."
    )
    variants: tuple[Variant, ...] = Field(
        (),
        alias="variantes",
        title="Variantes",
        description="D'autres rédactions selon les faits ; la première remplie l'emporte.",
    )
    deliverables: tuple[Deliverable, ...] = Field(
        (), alias="livrables", title="Livrables", description="Ce que le prestataire remet."
    )
    carried: Carried | None = Field(
        None,
        alias="porte_par",
        title="Porté par",
        description="Un point du même évènement : s'il est demandé aussi, sa clause porte la partie de celui-ci.",
    )
    price: Price = Field(default=Price(), alias="prix", title="Prix", description="Qui paie quoi.")
