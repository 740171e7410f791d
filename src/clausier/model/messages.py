"""What a batch writes to providers around their documents: the letter for several contracts, the mails."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from clausier.model.base import Model, Text
from clausier.model.text import Prose, formula


class FrameworkTexts(Model, title="La lettre-cadre d'un prestataire qui a plusieurs contrats."):
    """Its paragraphs, in their order; what all the contracts lack stands after `first`."""

    greeting: Prose = Field(alias="appel", description="À qui l'on s'adresse.")
    opening: Annotated[Text, formula("contrats", "clients", "guide")] = Field(
        alias="ouverture", description="Pourquoi une seule lettre : {{ contrats }}, {{ clients }}, {{ guide }}."
    )
    of_union: str = Field("", alias="mandat_union", description="Une union écrit : de quel droit.")
    of_counsel: str = Field("", alias="pour_clients", description="Un conseil écrit : pour qui.")
    counted: Annotated[Text, formula("communes", "particulieres", "fichier")] = Field(
        alias="compte", description="Combien de demandes : {{ communes }}, {{ particulieres }}, {{ fichier }}."
    )
    first: Prose = Field(alias="priorites", description="Ce qui annonce les premières demandes.")
    freedom: Prose = Field(alias="reserve", description="Ce qu'un accord n'engage pas.")
    reply: Annotated[Text, formula("date_reponse")] = Field(
        alias="reponse", description="Pour quand l'on attend une réponse : {{ date_reponse }}."
    )
    closing: Prose = Field(alias="politesse", description="La formule de politesse.")
    notice: Prose = Field(alias="mention", description="Ce que les demandes communes portent en tête.")


class MailTexts(Model, title="Le courriel qui porte les documents."):
    """Its subject, a line, and its text."""

    subject: Annotated[Text, formula("contrat", "client")] = Field(
        alias="objet", description="L'objet : {{ contrat }}, {{ client }}."
    )
    text: Annotated[Text, formula("contrat", "client", "fichiers", "date_reponse", "signataire")] = Field(
        alias="texte",
        description="Le texte : {{ contrat }}, {{ client }}, {{ fichiers }}, {{ date_reponse }}, {{ signataire }}.",
    )


class Messages(Model, title="Ce qu'un lot écrit aux prestataires autour de leurs documents."):
    """A file `messages.yaml`, beside templates."""

    framework: FrameworkTexts = Field(alias="lettre_cadre", description="La lettre-cadre.")
    mail: MailTexts = Field(alias="courriel", description="Le courriel.")
