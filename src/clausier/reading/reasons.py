"""Why a status is proposed, in a French sentence for the person who decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clausier.french import join
from clausier.model.reading import Reserve, Status
from clausier.model.requirement import Requirement

if TYPE_CHECKING:
    from clausier.reading.evidence import Evidence

SILENCE = "Aucun repère du point n'a été rencontré. Ce n'est pas un « non » : lire le passage le plus proche."


def why(
    point: Requirement,
    status: Status,
    resting: Sequence[Evidence],
    lacking: Sequence[str],
    opposed: Sequence[Evidence],
    other: str,
) -> str:
    """A sentence or two: what the first passage shows, what it lacks, and what another says."""
    first = resting[0]
    told = [_ground(point, status, first, lacking, opposed)]
    kept = [reserve.value for reserve in Reserve if reserve in first.reach.all]
    if kept and not (status is Status.CONTRARY and not first.contrary):
        told.append(f"La phrase porte une réserve à lire : {join(kept)}.")
    if other:
        told.append(f"Un autre passage donne {other}.")
    if first.laid.sentence.block.ocr:
        told.append("Le passage a été lu par OCR.")
    return " ".join(told)


def _ground(
    point: Requirement, status: Status, first: Evidence, lacking: Sequence[str], opposed: Sequence[Evidence]
) -> str:
    if status is Status.CONTRARY:
        return _contrary(first)
    if status is Status.TO_CHECK:
        if first.refers:
            return f"Le passage renvoie à un autre document ou article (« {first.refers} ») : lire ce qu'il en dit."
        if Reserve.DEFINITION in first.reach.all and first.strong:
            return "Le passage définit un terme et n'engage à rien par lui-même."
        return "Le passage parle peut-être du point : seuls des repères faibles y sont."
    if status is Status.FOUND:
        return f"Le passage donne la valeur « {first.value} »." if first.value else "Le passage répond à la question."
    if opposed and first.status is Status.FOUND:
        return "Un passage répond à la question, un autre dit le contraire."
    if lacking:
        titles = [point.criterion.parts[name].title if name in point.criterion.parts else name for name in lacking]
        return f"Il manque : {join(f'« {title} »' for title in titles)}."
    for reserve, told in _PARTIAL:
        if reserve in first.reach.bearing and not point.landmarks.neutral:
            return told
    return "Le passage parle du point, sans la valeur attendue."


_PARTIAL = (
    (Reserve.OPTION, "Le passage parle du point, mais en option ou contre un prix à part."),
    (Reserve.EXCEPTION, "Le passage parle du point, avec une exception."),
    (Reserve.VAGUE, "Le passage parle du point, sans engagement précis."),
    (Reserve.DEFINITION, "Le passage parle du point dans une définition."),
)


def _contrary(first: Evidence) -> str:
    if first.contrary:
        return "Le passage dit le contraire de ce qui est demandé."
    if Reserve.CLIENT in first.reach.bearing:
        return "Le passage laisse le point à la charge du client."
    return "Le passage exclut le point, ou dit qu'il n'est pas fourni."
