"""What the engine would say of a proposal, before a person accepts it."""

from __future__ import annotations

from datetime import date

from clausier.dossier.proposed import measured, proposal
from clausier.judging.gaps import judge
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.reading import PointReading
from clausier.model.requirement import Requirement


def falls_short(point: Requirement, found: PointReading, case: CaseFile, library: Library, day: date) -> str:
    """Why the proposed value would be insufficient, in the words of the verdict; empty where it is not."""
    answer = proposal(found)
    if answer is None or not answer.value:
        return ""
    answers = {**case.answers, point.id: measured(point.id, answer, library)}
    judgement = judge(point, library, case.model_copy(update={"answers": answers}), day)
    return judgement.reason if judgement.fails_measure else ""
