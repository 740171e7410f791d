"""Where on the page stands what a command does, or a key of the file: what a person is told to type is told in its
words."""

from __future__ import annotations

import re

PLACES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (r"clausier reponse noter(?: …)?(?: --piece FICHIER)?", "« Noter ce qu'il a dit »"),
        (r"(?:dossier de réponses|dossier des réponses) \(clausier reponse lire\)", "fichier (étape « Suivi »)"),
        (r"clausier reponse lire(?: DOSSIER REPONSE)?", "« Déposer une réponse »"),
        (r"clausier rediger", "étape « Demandes »"),
        (
            r"clausier envoyer DOSSIER --confirmer, ou clausier annuler DOSSIER --evenement N",
            "« Cet envoi est parti », ou « Annuler », dans l'historique (étape « Suivi »)",
        ),
        (r"clausier envoyer", "étape « Documents »"),
        (r"ou : clausier decider … --abandonner", "ou y renoncer (« Décider »)"),
        (r"clausier decider", "« Décider »"),
        (r"clausier (?:rediger ou )?relancer", "« Lettre suivante »"),
        (r"clausier conclure", "« Conclure »"),
        (r"clausier echeances", "« Agenda »"),
        (r"clausier annuler DOSSIER --evenement (\d+)", r"« Annuler », à l'étape \1 de l'historique"),
        (r"clausier suivre\b(?!.*--reparer)[^.;]*", "étape « Suivi »"),
        (r"Ajouter --malgre, et dire pourquoi dans --motif\.", "Cocher la case qui le confirme, et dire pourquoi."),
        (r"--malgre (\S+)", "le laisser ouvert en disant pourquoi"),
        (r"la signature demandera le laisser", "la signature demandera de le laisser"),
        (r" ?:? ?--anterieur\.?", " en cochant la case."),
        (r"--accepter-redaction", "accepter sa rédaction"),
        (r"--accepter-valeur", "accepter sa valeur"),
        (r"--maintenir, ou --repli", "maintenir, ou demander le repli"),
        (r", ou --envoi N", ""),
        (r"Ensuite, donner --date si besoin\.", ""),
        (r"--points et --ampleur y ajoutent", "on ne peut y ajouter des demandes que"),
        (r"Les annuler avec : --avec-suite\.", "Les annuler avec elle."),
        (r" Choisir un autre dossier, ou --ecraser\.", ""),
        (r"retirer « valeur » et répondre « partiel »", "effacer la valeur et répondre « en partie »"),
        (r",? ou retirer la clé", ""),
    )
)
"""In this order."""


def here(text: object) -> str:
    """A sentence of the engine as the page says it."""
    told = str(text)
    for pattern, words in PLACES:
        told = pattern.sub(words, told)
    return told
