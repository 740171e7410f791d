"""A clause and the parts that it carries, answered together: one answer for all, or the others left open. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clausier.french import join
from clausier.model.negotiation import Assessment, Grade, ReplyItem, SentText

AGREEING = frozenset((Grade.AGREED, Grade.UNSIGNED))
NEUTRAL = AGREEING | {Grade.SILENT, Grade.PROVEN, Grade.UNPROVEN, Grade.SPOKEN}
"""What neither refuses nor changes anything."""


def spread(items: Mapping[str, ReplyItem], sent: Mapping[str, SentText]) -> dict[str, ReplyItem]:
    """The answer given to a clause is that of each part that has none of its own."""
    return {point: _covered(point, item, items, sent) for point, item in items.items()}


def _covered(point: str, item: ReplyItem, items: Mapping[str, ReplyItem], sent: Mapping[str, SentText]) -> ReplyItem:
    whole = items.get(sent[point].carrier)
    if whole is None or whole.choice is None or item.choice is not None or item.value or item.wording:
        return item
    beside = "\n".join(filter(None, (whole.beside, whole.comment, item.beside)))
    return item.model_copy(update={"choice": whole.choice, "beside": beside})


def still_open(found: Mapping[str, Assessment], sent: Mapping[str, SentText]) -> dict[str, Assessment]:
    """The same grades; where a part of a clause is refused or changed, what agrees to the others is to read again."""
    return {point: _reread(point, one, found, sent) for point, one in found.items()}


def _reread(point: str, one: Assessment, found: Mapping[str, Assessment], sent: Mapping[str, SentText]) -> Assessment:
    apart = [sent[other].number for other in _others(point, sent) if _parts_ways(found.get(other))]
    if one.grade not in AGREEING or not apart:
        return one
    told = f"le point {apart[0]}, qui n'est" if len(apart) == 1 else f"les points {join(apart)}, qui ne sont"
    reason = f"la même clause règle {told} pas accepté{'s' if len(apart) > 1 else ''} : à relire ensemble"
    return one.model_copy(update={"grade": Grade.TO_READ, "reason": reason})


def _parts_ways(one: Assessment | None) -> bool:
    return one is not None and one.grade not in NEUTRAL


def _others(point: str, sent: Mapping[str, SentText]) -> Iterator[str]:
    """What stands in the same clause: the carrier and its parts, without this one."""
    clause = sent[point].carrier or point
    for other, text in sent.items():
        if other != point and clause in (other, text.carrier):
            yield other
