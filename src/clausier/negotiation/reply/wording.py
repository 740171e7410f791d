"""What reponse.docx says itself, whoever it goes to: written by `write`, told from what people type by `form`."""

from __future__ import annotations

from clausier.french import typeset
from clausier.model.verdict import REPLIES
from clausier.negotiation.reply import fields

TITLE = "Formulaire de réponse"
WARNING = typeset(
    "Document de travail : répondre n'engage à rien par soi-même, et accepter une demande n'est qu'un accord de "
    "principe. Seule la version définitive, signée par les personnes habilitées, engage les parties. Le silence ne "
    "vaut jamais acceptation."
)
GUIDANCE = tuple(
    typeset(line)
    for line in (
        f"Pour chaque demande, choisir une réponse dans la liste : {', '.join(fields.CHOICES[:-1])} ou "
        f"{fields.CHOICES[-1]}. Une case laissée vide est une absence de réponse.",
        "Le texte de chaque demande est celui de la clause de même titre, dans le projet joint.",
        "« Accepté avec modification » : écrire la rédaction ou la valeur proposée, ou corriger le projet lui-même "
        "(suivi des modifications). « Déjà couvert » : indiquer en preuve l'article ou le document qui le montre.",
        "Compléter « Qui répond », à la fin, et renvoyer ce fichier au format Word (.docx).",
    )
)
PARTS = typeset(
    "Une clause peut avoir plusieurs parties : la réponse donnée à la clause vaut pour toutes, sauf pour celle qui "
    "reçoit sa propre réponse."
)
ONLY_QUESTIONS = typeset(
    f"Pour chaque point, choisir une réponse dans la liste : {', '.join([*REPLIES.values()][:-1])} ou "
    f"{[*REPLIES.values()][-1]}. Une case laissée vide est une absence de réponse."
)
SIGN_QUESTIONS = typeset("Sans nom ni date, les réponses ne sont pas reprises.")
SIGN = typeset("Sans nom, qualité et date, « Accepté » ne vaut pas accord, même de principe.")
QUESTIONS = "Points à confirmer"
TO_CONFIRM = typeset(
    "Ce que vous y répondez est une indication : cela n'engage à rien et ne modifie pas le contrat. Si le contrat le "
    "prévoit, indiquer l'article et recopier la phrase."
)
THE_CLAUSE = "Clause « {title} » du projet joint."
THE_PART = "Partie « {title} » de la même clause."
VALUE_ASKED = " Valeur demandée : {value}."


def asked_line(title: str, value: str, *, carried: bool) -> str:
    """What stands for a request's text, which the document to sign holds: its clause or part, and the figure asked."""
    line = (THE_PART if carried else THE_CLAUSE).format(title=title)
    return typeset(line + VALUE_ASKED.format(value=value) if value else line)


ANSWERING, WHO_ANSWERS = "Comment répondre", "Qui répond"
