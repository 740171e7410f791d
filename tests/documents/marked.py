"""A small contract of a provider, requests on it, and the contract marked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from clausier.documents.marked import Given, Marked, marked_contract
from clausier.documents.marked.subjects import Point
from clausier.model.negotiation import SentText, fingerprint_of
from clausier.model.proposal import ProviderView, Request, Run
from clausier.model.reading import Reading
from clausier.model.requirement import PositionName
from tests.documents import sample
from tests.office.contract.packages import p
from tests.office.marking.contracts import tbl, word

FREE = "Le Prestataire peut sous-traiter librement."
YEARLY = "Un essai de restauration est réalisé chaque année."
KEYS = "Les identifiants techniques restent au Prestataire."
CONTRACT = (
    p("Contrat de services")
    + p("Article 7 – Sauvegardes")
    + p(f"7.1 Une sauvegarde a lieu chaque soir. {YEARLY}")
    + p("7.2 Les supports sont remplacés tous les trois ans.")
    + p("Article 9 – Documentation")
    + p(f"9.1 Un inventaire est remis. {KEYS} Un plan du réseau est joint.")
    + tbl(["Incident", "Délai"], ["Critique", "2 jours ouvrés"])
    + p("Article 11 – Sous-traitance")
    + p(FREE)
    + p("Sont exclus du forfait :")
    + p("- la restauration des données ;")
    + p("- les consommables.")
    + p("Article 12 – Durée")
    + p("Le contrat dure trois ans. Un essai de restauration est réalisé à la demande.")
)
PLACED = {
    "point-1-1": {"citation": YEARLY, "article": "article 7.1"},
    "point-1-2": {"citation": FREE, "article": "article 11"},
    "point-1-3": {"citation": KEYS, "article": "article 9.1"},
    "point-1-4": {"citation": "", "article": "article 7"},
    "point-2-1": {"citation": "Critique 2 jours ouvrés", "article": ""},
    "point-2-2": {"citation": "", "article": ""},
}
CONTRARY = ("point-1-2", "point-1-3")
POINTS = {
    id_: Point(int(id_[6]), citation=place["citation"], contrary=id_ in CONTRARY) for id_, place in PLACED.items()
}
AUTHOR = sample.writer().name


def requests(places: Mapping[str, Mapping[str, str]] = PLACED, signed: bool = False) -> list[Request]:
    """One for each of these points, each with a text of its own."""
    found = []
    for rank, (id_, place) in enumerate(places.items()):
        one = sample.request(rank, signed)
        first, *others = one.body
        own = first.model_copy(update={"runs": (Run(text=f"Demande {rank} : "), *first.runs)})
        found.append(one.model_copy(update={"id": id_, "body": (own, *others), **place}))
    return found


def view(signed: bool = False) -> ProviderView:
    return sample.view(requests(signed=signed), signed=signed)


def contract(body: str = CONTRACT) -> bytes:
    return word(body)


@cache
def marked(signed: bool = False, reading: Reading | None = None) -> Marked:
    return marked_contract(Given(contract(), "contrat.docx", reading), view(signed), POINTS)


def sent() -> dict[str, SentText]:
    """What the register keeps of these requests, with how they stand in the contract."""
    return {
        request.id: SentText(
            number=request.number,
            title=request.title,
            position=PositionName.TARGET,
            fingerprint=fingerprint_of([request.text]),
            text=request.text,
            marked=marked().texts[request.id],
        )
        for request in view().requests
    }
