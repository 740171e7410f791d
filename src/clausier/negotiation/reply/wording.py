"""What reponse.docx says itself, whoever it goes to: written by `write`, told from what people type by `form`."""

from __future__ import annotations

from functools import lru_cache

from clausier.french import typeset
from clausier.model.exchange import ReplyFormulas
from clausier.model.verdict import REPLIES
from clausier.negotiation.reply import fields
from clausier.negotiation.reply.neutral import neutral
from clausier.proposal.voice import named

TITLE = "Formulaire de réponse"
ANSWERING, WHO_ANSWERS, QUESTIONS = "Comment répondre", "Qui répond", "Points à confirmer"
USUAL = ReplyFormulas(
    heading=TITLE,
    answering=ANSWERING,
    to_confirm=QUESTIONS,
    respondent=WHO_ANSWERS,
    warning="Document de travail : répondre n'engage à rien par soi-même, et accepter une demande n'est qu'un accord "
    "de principe. Seule la version définitive, signée par les personnes habilitées, engage les parties. Le silence ne "
    "vaut jamais acceptation.",
    choose="Pour chaque demande, choisir une réponse dans la liste : {{ choix }}. Une case laissée vide est une "
    "absence de réponse.",
    parts="Une clause peut avoir plusieurs parties : la réponse donnée à la clause vaut pour toutes, sauf pour celle "
    "qui reçoit sa propre réponse.",
    text="Le texte de chaque demande est celui de la clause de même titre, dans le projet joint.",
    amend="« Accepté avec modification » : écrire la rédaction ou la valeur proposée, ou corriger le projet lui-même "
    "(suivi des modifications). « Déjà couvert » : indiquer en preuve l'article ou le document qui le montre.",
    send="Compléter « Qui répond », à la fin, et renvoyer ce fichier au format Word (.docx).",
    choose_questions="Pour chaque point, choisir une réponse dans la liste : {{ choix }}. Une case laissée vide est "
    "une absence de réponse.",
    sign="Sans nom, qualité et date, « Accepté » ne vaut pas accord, même de principe.",
    sign_questions="Sans nom ni date, les réponses ne sont pas reprises.",
    confirm="Ce que vous y répondez est une indication : cela n'engage à rien et ne modifie pas le contrat. Si le "
    "contrat le prévoit, indiquer l'article et recopier la phrase.",
)
"""What the form says where the library says nothing of its own."""
LISTED = {"choose": fields.CHOICES, "choose_questions": tuple(REPLIES.values())}
"""The answers that a sentence lists."""
THE_CLAUSE = "Clause « {title} » du projet joint."
THE_PART = "Partie « {title} » de la même clause."
VALUE_ASKED = " Valeur demandée : {value}."


def asked_line(title: str, value: str, *, carried: bool) -> str:
    """What stands for a request's text, which the document to sign holds: its clause or part, and the figure asked."""
    line = (THE_PART if carried else THE_CLAUSE).format(title=title)
    return typeset(line + VALUE_ASKED.format(value=value) if value else line)


@lru_cache(maxsize=8)
def sentences(form: ReplyFormulas) -> ReplyFormulas:
    """What a form says, each sentence as it is printed."""
    return ReplyFormulas(**{name: _printed(name, text or getattr(USUAL, name)) for name, text in form})


def _printed(name: str, text: str) -> str:
    *some, last = LISTED.get(name, ("", ""))
    return typeset(named(text, {"choix": f"{', '.join(some)} ou {last}"}))


@lru_cache(maxsize=8)
def said(form: ReplyFormulas) -> frozenset[str]:
    """The same, to tell from what people type, with those of a form whose library says nothing."""
    return frozenset(neutral(text) for one in (form, ReplyFormulas()) for _, text in sentences(one))
