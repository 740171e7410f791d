"""What later letters and the form of replies say: sentences of the library, as the exchange with a provider goes on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from clausier.model.base import Model, Text
from clausier.model.text import formula


class LetterFormulas(
    Model, title="Ce que dit une lettre de relance autour de ses listes ; une phrase vide n'est pas dite."
):
    """Sentences of a later letter; one that is blank is left out."""

    known: Annotated[str, formula()] = Field(
        "", alias="lu", title="Lettre, lue", description="Après le remerciement pour une réponse."
    )
    agreed: Annotated[str, formula()] = Field(
        "", alias="accords", title="Lettre, accords", description="Au-dessus de ce qui est accepté."
    )
    countered: Annotated[str, formula()] = Field(
        "",
        alias="contre_propositions",
        title="Lettre, contre-propositions",
        description="Au-dessus de ce qui est proposé autrement.",
    )
    refused: Annotated[str, formula()] = Field(
        "", alias="refus", title="Lettre, refus", description="Au-dessus de ce qui est refusé."
    )
    unsettled: Annotated[str, formula()] = Field(
        "", alias="a_preciser", title="Lettre, à préciser", description="Au-dessus de ce qui reste à préciser."
    )
    silent: Annotated[str, formula()] = Field(
        "", alias="sans_reponse", title="Lettre, sans réponse", description="Au-dessus de ce qui n'a pas de réponse."
    )
    dropped: Annotated[str, formula()] = Field(
        "", alias="abandons", title="Lettre, abandons", description="Au-dessus de ce à quoi le client renonce."
    )
    progress: Annotated[str, formula()] = Field(
        "",
        alias="etat",
        title="Lettre, état des échanges",
        description="Ce que le projet joint reprend ; la phrase d'après va avec elle.",
    )
    talk: Annotated[str, formula()] = Field(
        "", alias="echange", title="Lettre, échange", description="Après elle, si ce n'est pas la dernière demande."
    )
    final: Annotated[str, formula()] = Field(
        "", alias="derniere_demande", title="Lettre, dernière demande", description="Après elle, si c'est la dernière."
    )
    reminder: Annotated[str, formula()] = Field(
        "", alias="rappel", title="Lettre, rappel", description="Dans un premier rappel."
    )
    last_reminder: Annotated[str, formula()] = Field(
        "", alias="dernier_rappel", title="Lettre, dernier rappel", description="Dans un second."
    )
    priorities: Annotated[str, formula()] = Field(
        "", alias="priorites", title="Lettre, priorités", description="Au-dessus des priorités, dans un rappel."
    )
    reach: Annotated[str, formula()] = Field(
        "", alias="portee", title="Lettre, portée", description="Ce que la lettre n'engage pas."
    )
    uncommitted: Annotated[str, formula()] = Field(
        "",
        alias="sans_engagement",
        title="Lettre, sans engagement",
        description="À sa suite, si elle est dite, d'un contrat qui n'est pas signé.",
    )


class RoundFormulas(Model, title="Ce qu'une lettre de relance dit de chaque réponse, en fragments de phrase."):
    """Fragments by which a later letter tells what was answered to a request, and what the practice says to it."""

    kept_as_drafted: Annotated[Text, formula()] = Field(
        alias="accord", title="Accord", description="La rédaction proposée est acceptée."
    )
    who_accepts: Annotated[Text, formula()] = Field(
        alias="qui_accepte", title="Qui accepte", description="Il est accepté, sans dire par qui."
    )
    who_offers: Annotated[Text, formula()] = Field(
        alias="qui_propose", title="Qui propose", description="Une proposition est acceptée, sans dire qui la fait."
    )
    spoken: Annotated[Text, formula()] = Field(
        alias="par_ecrit", title="Par écrit", description="Ce qui fut dit au téléphone est à écrire."
    )
    proof: Annotated[Text, formula()] = Field(
        alias="justificatif", title="Justificatif", description="La preuve annoncée est à remettre."
    )
    details: Annotated[Text, formula()] = Field(
        alias="mentions", title="Mentions du justificatif", description="La preuve remise est incomplète."
    )
    covered: Annotated[Text, formula("demande")] = Field(
        alias="deja_couvert", title="Déjà couvert", description="Le prestataire dit que le contrat le prévoit."
    )
    talk: Annotated[Text, formula()] = Field(alias="echange", title="À discuter", description="Il demande à en parler.")
    wording_taken: Annotated[Text, formula("acceptons")] = Field(
        alias="redaction_acceptee", title="Rédaction acceptée", description="Sa rédaction est reprise."
    )
    value_taken: Annotated[Text, formula("acceptons")] = Field(
        alias="valeur_acceptee", title="Valeur acceptée", description="Sa valeur est reprise."
    )
    value_taken_alone: Annotated[Text, formula("acceptons", "valeur")] = Field(
        alias="valeur_acceptee_seule",
        title="Valeur acceptée sans sa réserve",
        description="Sa valeur est reprise, et non ce qu'il y met : {{ valeur }}.",
    )
    dropped: Annotated[Text, formula()] = Field(
        alias="abandon", title="Abandon", description="La demande est abandonnée."
    )
    differed: Annotated[Text, formula()] = Field(
        alias="differe", title="Textes différents", description="Il a répondu à un autre texte que celui à signer."
    )
    eased: Annotated[Text, formula("demande")] = Field(
        alias="amenage", title="Demande aménagée", description="Une position plus basse est demandée."
    )
    kept: Annotated[Text, formula("demande", "chiffre")] = Field(
        alias="maintien",
        title="Demande maintenue",
        description="Rien n'est cédé ; {{ chiffre }}, entre parenthèses, ou rien.",
    )
    offers_value: Annotated[Text, formula("valeur")] = Field(
        alias="propose_valeur", title="Valeur proposée", description="Ce que la lettre rappelle : {{ valeur }}."
    )
    offers_value_but: Annotated[Text, formula("valeur")] = Field(
        alias="propose_valeur_sous_reserve",
        title="Valeur proposée avec réserve",
        description="La même, réservée : {{ valeur }}.",
    )
    offers_wording: Annotated[Text, formula()] = Field(
        alias="propose_redaction", title="Rédaction proposée", description="Ce que la lettre rappelle."
    )
    answers: Annotated[Text, formula("choix")] = Field(
        alias="repond", title="Réponse", description="Ce que la lettre rappelle : {{ choix }}."
    )
    answers_but: Annotated[Text, formula("choix")] = Field(
        alias="repond_sous_reserve",
        title="Réponse avec réserve",
        description="La même, réservée : {{ choix }}.",
    )
    letter: LetterFormulas = Field(alias="lettre", title="Lettre", description="Ce que la lettre dit autour d'eux.")


class ReplyFormulas(Model, title="Ce que dit le formulaire de réponse ; une phrase vide est celle de clausier."):
    """Sentences of the form in which a provider answers; of one that is blank the program has its own."""

    heading: Annotated[str, formula()] = Field("", alias="titre", title="Titre", description="Le titre du formulaire.")
    answering: Annotated[str, formula()] = Field(
        "", alias="titre_comment", title="Titre, comment répondre", description="Au-dessus du mode d'emploi."
    )
    to_confirm: Annotated[str, formula()] = Field(
        "", alias="titre_points", title="Titre, points à confirmer", description="Au-dessus des questions."
    )
    respondent: Annotated[str, formula()] = Field(
        "", alias="titre_qui", title="Titre, qui répond", description="Au-dessus du nom de qui répond."
    )
    warning: Annotated[str, formula()] = Field(
        "", alias="avertissement", title="Avertissement", description="En tête : ce que répondre engage ou non."
    )
    choose: Annotated[str, formula("choix")] = Field(
        "", alias="choisir", title="Choisir", description="Comment choisir : {{ choix }} est la liste des réponses."
    )
    parts: Annotated[str, formula()] = Field(
        "", alias="parties", title="Parties", description="Si des clauses ont plusieurs parties."
    )
    text: Annotated[str, formula()] = Field(
        "", alias="texte", title="Où lire", description="Où se lit le texte de chaque demande."
    )
    amend: Annotated[str, formula()] = Field(
        "",
        alias="modifier",
        title="Proposer",
        description="Comment proposer autre chose, ou montrer ce qui est déjà couvert.",
    )
    send: Annotated[str, formula()] = Field(
        "", alias="renvoyer", title="Renvoyer", description="Comment renvoyer le formulaire."
    )
    choose_questions: Annotated[str, formula("choix")] = Field(
        "",
        alias="choisir_questions",
        title="Choisir, questions",
        description="La même que « Choisir », s'il n'y a que des questions.",
    )
    sign: Annotated[str, formula()] = Field(
        "", alias="signer", title="Signer", description="Ce qui manque à un accord qui n'est pas signé."
    )
    sign_questions: Annotated[str, formula()] = Field(
        "", alias="signer_questions", title="Signer, questions", description="La même, s'il n'y a que des questions."
    )
    confirm: Annotated[str, formula()] = Field(
        "", alias="confirmer", title="Points à confirmer", description="Ce que vaut une réponse aux questions."
    )
