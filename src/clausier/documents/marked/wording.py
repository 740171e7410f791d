"""What the marked contract says beside the requests themselves."""

from __future__ import annotations

from clausier.french import typeset
from clausier.model.proposal import ProviderView, Request
from clausier.negotiation.reply.headed import RESERVES, heading_of

HEADS = {
    True: typeset(
        "Copie explicative – sans valeur contractuelle. Le contrat est signé : le document à signer est l'avenant. "
        "Cette copie montre seulement où ce qu'il demande prend place."
    ),
    False: "",
}
"""What stands above a contract that is signed, or not."""
ANNEX = typeset("Annexe – Stipulations complémentaires")
DEFINITIONS, RULES = typeset("Définitions"), typeset("Règles communes à ces stipulations")
NO_PLACE = typeset("Aucune place ne s'impose dans ce document : la demande est en annexe.")
NO_ROOM = typeset("Rien ne peut être inséré après le passage visé : la demande est en annexe.")
REMAINS = typeset(
    "La stipulation contraire est à retirer : elle n'a pas pu l'être ici sans toucher à ce qui l'entoure."
)
REPLACED = "Remplace la phrase : « {} »"


def comment(request: Request, *, sentence: str, told: str) -> tuple[str, ...]:
    """Which request, why, on what basis, and what is done to the text that is there."""
    why = "".join(run.text for run in request.justification or request.argument)
    sources = " ; ".join(source.citation for source in request.sources)
    replaced = typeset(REPLACED.format(sentence)) if sentence else ""
    based = typeset(f"Source : {sources}.") if sources else ""
    return tuple(filter(None, (heading_of(request.number, request.title), why, based, replaced, told)))


def reserve(view: ProviderView) -> str:
    return RESERVES[view.contract.signed]
