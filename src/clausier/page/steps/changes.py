"""What another library changes in what the engine concludes, point by point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausier.model.analysis import Analysis, Judgement


@dataclass(frozen=True)
class Changed:
    """A point judged otherwise; a word is empty where the point was not there, or is there no more."""

    number: str
    title: str
    before: str
    after: str


def told_between(before: Analysis, after: Analysis) -> Iterator[Changed]:
    """The points whose verdict or reason differs, in the guide's order."""
    old, new = _by_id(before), _by_id(after)
    for id_ in sorted({*old, *new}, key=lambda one: (new.get(one) or old[one]).requirement.order):
        was, is_ = _told(old.get(id_), before), _told(new.get(id_), after)
        if was != is_:
            point = (new.get(id_) or old[id_]).requirement
            yield Changed(point.number, point.title, was, is_)


def _by_id(analysis: Analysis) -> dict[str, Judgement]:
    return {one.requirement.id: one for one in analysis.judgements}


def _told(judgement: Judgement | None, analysis: Analysis) -> str:
    if judgement is None:
        return ""
    return f"{analysis.library.formulas.verdicts[judgement.verdict]} ({judgement.reason})"
