"""What the marked contract says beside the requests themselves."""

from __future__ import annotations

from clausier.french import typeset
from clausier.model.proposal import ProviderView, Request

HEADS = {
    True: typeset(
        "Copie explicative – sans valeur contractuelle. Le contrat est signé : le document à signer est l'avenant. "
        "Cette copie montre seulement où ce qu'il demande prend place."
    ),
    False: "",
}
"""What stands above a contract that is signed, or not."""
RESERVES = {
    True: typeset(
        "Copie de travail : ni l'envoi, ni le silence, ni l'acceptation d'une marque ne modifient le contrat. Seul "
        "l'avenant, signé des personnes habilitées, engage les parties."
    ),
    False: typeset(
        "Document de travail : il n'est ni une offre, ni une acceptation, et le silence n'accepte rien. Seule une "
        "version définitive, signée des personnes habilitées, engage les parties. Ces demandes sont celles des "
        "conditions particulières jointes, qui portent aussi les prix, le calendrier, la hiérarchie et les "
        "signatures : une demande acceptée ici n'est pas à signer deux fois."
    ),
}
ANNEX = typeset("Annexe – Stipulations complémentaires")
DEFINITIONS, RULES = typeset("Définitions"), typeset("Règles communes à ces stipulations")
NO_PLACE = typeset("Aucun passage de ce document n'est indiqué sur ce point : la demande est en annexe.")
NO_ROOM = typeset("Rien ne peut être inséré après le passage visé : la demande est en annexe.")
REMAINS = typeset(
    "La stipulation contraire est à retirer : elle n'a pas pu l'être ici sans toucher à ce qui l'entoure."
)
REPLACED = "Remplace la phrase : « {} »"


def heading(request: Request) -> str:
    """By what a comment of ours is known: which request it is about."""
    return heading_of(request.number, request.title)


def heading_of(number: str, title: str) -> str:
    return typeset(f"Demande {number} – {title}")


def comment(request: Request, *, sentence: str, told: str) -> tuple[str, ...]:
    """Which request, why, on what basis, and what is done to the text that is there."""
    why = "".join(run.text for run in request.justification or request.argument)
    sources = " ; ".join(source.citation for source in request.sources)
    replaced = typeset(REPLACED.format(sentence)) if sentence else ""
    based = typeset(f"Source : {sources}.") if sources else ""
    return tuple(filter(None, (heading(request), why, based, replaced, told)))


def reserve(view: ProviderView) -> str:
    return RESERVES[view.contract.signed]
