"""Answers to points that the situation rules out: set apart, told in one line, taken back where that is asked. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from clausier.french import counted, join
from clausier.model.analysis import Analysis, Judgement, Notice
from clausier.model.verdict import Verdict

SUBJECT = "hors du périmètre déclaré"
REMEDY = "corriger les services ou la situation, ou --hors-perimetre"


def set_apart(analysis: Analysis) -> Analysis:
    """The analysis with its line on what it sets apart, if anything."""
    kept = tuple(notice for notice in analysis.notices if SUBJECT not in notice.message)
    given = [one for one in analysis.apart if _says_something(one)]
    if not given:
        return replace(analysis, notices=kept) if kept != analysis.notices else analysis
    told = counted(len(given), "réponse", "réponses")
    numbers = join([one.requirement.number for one in given])
    return replace(analysis, notices=(*kept, Notice(f"{told} {SUBJECT} : {REMEDY} ({numbers})")))


def readmitted(analysis: Analysis, points: Collection[str] | None = None) -> Analysis:
    """The same with the answers of these points, or of all of them, counted, asked and printed like the others."""
    ids = {one.requirement.id for one in analysis.judgements if one.out_of_scope}
    back = ids if points is None else ids & set(points)
    return set_apart(replace(analysis, readmitted=analysis.readmitted | back)) if back else analysis


def _says_something(judgement: Judgement) -> bool:
    answer = judgement.answer
    return answer is not None and answer.settles and judgement.verdict is not Verdict.NOT_APPLICABLE
