"""What a provider's word alone is worth: a declaration is no stipulation. Pure; the words of its reasons stand here."""

from __future__ import annotations

from clausier.french import the_article
from clausier.model.answer import Answer
from clausier.model.verdict import Finding, Verdict

UNWRITTEN = "déclaré par le prestataire, non écrit au contrat"
QUOTED = "le prestataire cite {article} : à confirmer dans le contrat"
SET_ASIDE = "le prestataire déclare ce point sans objet ({reason}) : à confirmer dans le contrat"
UNCONFIRMED = "déclaré par le prestataire, non confirmé, compté comme absent"
NO_STIPULATION = (
    "une déclaration du prestataire n'est pas une stipulation : elle ne rend aucun point conforme, et ce qu'il déclare "
    "sans que le contrat l'écrive est demandé"
)
"""What reading declarations changes, for whoever holds some."""
LOOK_FOR = "le prestataire le dit réglé : à confirmer dans le contrat, puis à répondre soi-même dans le dossier"


def conclusion(declared: Answer) -> tuple[Verdict, str] | None:
    """The verdict and its reason; None where the provider says nothing in its own favour: that is admitted as is."""
    if declared.finding is Finding.NOT_APPLICABLE:
        return Verdict.TO_CHECK, SET_ASIDE.format(reason=declared.reason.rstrip(" ."))
    if not declared.claims:
        return None
    if declared.cites:
        return Verdict.TO_CHECK, QUOTED.format(article=the_article(declared.article))
    return Verdict.ABSENT, UNWRITTEN
