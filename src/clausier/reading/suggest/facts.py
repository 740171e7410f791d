"""The type of the contract and the facts of its situation, by the landmarks that the library gives for their values."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.french import fold
from clausier.model.facts import CONTRACT_TYPE
from clausier.model.library import Library
from clausier.model.reading import Reserve, Suggestion
from clausier.reading.contract import Contract
from clausier.reading.matching import Met
from clausier.reading.passages import passage_of

_DENIED = frozenset({Reserve.EXCLUSION, Reserve.CLIENT, Reserve.OPTION})
OFTEN = 2
"""In how many sentences a value of a fact that has several is met, at least, besides the one that is met most."""


def suggestions(contract: Contract, library: Library) -> Iterator[Suggestion]:
    """For each fact with landmarks, the value that most sentences meet; several for a fact that admits them."""
    for name, values in library.fact_landmarks.items():
        met = {value: _met(contract, sources) for value, sources in values.items()}
        ranked = sorted((value for value in met if met[value]), key=lambda value: (-len(met[value]), value))
        if not ranked:
            continue
        several = name in library.facts and library.facts[name].multiple
        chosen = [ranked[0], *(value for value in ranked[1:] if several and len(met[value]) >= OFTEN)]
        key = f"contrat.{name}" if name == CONTRACT_TYPE else f"situation.{name}"
        rank, where = min(met[ranked[0]].items(), key=lambda pair: (pair[1].width, fold(_text(contract, pair[0]))))
        laid = contract.laid[rank]
        spans = [laid.span(place) for first, last in where.parts for place in range(first, last + 1)]
        passage = passage_of(laid.sentence, [span for span in spans if span])
        order = [value for value in values if value in chosen]
        yield Suggestion(key=key, value=tuple(order), passage=passage)


def _met(contract: Contract, sources: tuple[str, ...]) -> dict[int, Met]:
    """The sentences that meet one of these landmarks, with none to deny it."""
    found: dict[int, Met] = {}
    for source in sources:
        for rank, met in contract.everywhere.met(source).items():
            if rank not in found or met.width < found[rank].width:
                found[rank] = met
    return {rank: met for rank, met in found.items() if not _is_denied(contract, rank)}


def _is_denied(contract: Contract, rank: int) -> bool:
    reach = contract.reserves.on(contract.laid[rank].sentence, (), contract.following(rank))
    return bool(reach.bearing & _DENIED)


def _text(contract: Contract, rank: int) -> str:
    return contract.laid[rank].sentence.text
