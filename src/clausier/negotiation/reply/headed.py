"""What comments of ours say in the provider's own contract, by which they are known when it comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clausier.french import typeset
from clausier.model.negotiation import SentText
from clausier.negotiation.reply.neutral import neutral
from clausier.office.word.reading import lines
from clausier.office.word.xml import Element, w

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
"""What is said once of a contract that is signed, or not."""


def heading_of(number: str, title: str) -> str:
    """How a comment on a request begins."""
    return typeset(f"Demande {number} – {title}")


def known(comments: Element, sent: Mapping[str, SentText]) -> Iterator[tuple[str, str]]:
    """Our comments on these requests: the id of each, and the point that it is about."""
    points = {neutral(heading_of(text.number, text.title)): point for point, text in sent.items()}
    for one in comments.iter(w("comment")):
        first = next((line for line in lines(one) if line.strip()), "")
        if (point := points.get(neutral(first))) is not None:
            yield str(one.get(w("id"))), point


def is_headed(said: str, sent: Mapping[str, SentText]) -> bool:
    """Is it what a comment of ours says?"""
    ours = {heading_of(text.number, text.title) for text in sent.values()} | {*RESERVES.values()}
    return neutral(said.partition("\n")[0]) in {*map(neutral, ours)}
