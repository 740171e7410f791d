"""What a reading proposes for a dossier, and what of it is still to be decided. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from clausier.dossier.begun import Begun
from clausier.dossier.columns import Column, Columns, Shape, columns_of
from clausier.french import long_date
from clausier.model.answer import Answer
from clausier.model.base import Held
from clausier.model.casefile import CaseFile
from clausier.model.facts import UNKNOWN
from clausier.model.law import Scope
from clausier.model.library import Library
from clausier.model.reading import Passage, PointReading, Reading, Status, Suggestion
from clausier.model.requirement import Importance, Requirement
from clausier.model.verdict import Finding
from clausier.quantity import QuantityError

NUMBERED = re.compile(r"article\s+(?=\d)", re.IGNORECASE)
"""The word that documents print before the number of an article."""
QUOTING = (Finding.YES, Finding.PARTIAL, Finding.CONTRARY)
"""Answers that rest on words of the contract."""
UNTOLD: tuple[Any, ...] = (None, "", [], UNKNOWN, [UNKNOWN])


def undecided(reading: Reading, case: CaseFile, library: Library) -> tuple[Requirement, ...]:
    """The points that were read, may apply and have no answer of the practice's own, in the guide's order."""
    facts, own = case.facts(), case.answers
    return tuple(
        point
        for point in library.requirements
        if point.id in reading.points
        and point.applies_if.may_hold(facts)
        and not (point.id in own and own[point.id].settles)
    )


def weighs(point: Requirement) -> bool:
    """Does a law impose the point, or can nobody do without it?"""
    return imposed(point) or point.importance is Importance.ESSENTIAL


def imposed(point: Requirement) -> bool:
    return any(use.scope is Scope.IMPOSES for use in point.bases)


def is_sure(point: Requirement, found: PointReading) -> bool:
    """May it be accepted with others? Never a « oui » on a point that weighs, nor what proposes no answer."""
    if not found.certain or found.status.finding is Finding.TO_CHECK:
        return False
    return not (found.status is Status.FOUND and weighs(point))


def silences(reading: Reading, case: CaseFile, library: Library) -> tuple[Requirement, ...]:
    """The undecided points of which nothing was found: those that a law imposes, the indispensable ones, the rest."""
    found = [one for one in undecided(reading, case, library) if reading.points[one.id].status is Status.NOT_FOUND]
    return tuple(sorted(found, key=lambda point: (not imposed(point), not weighs(point))))


def is_plain_silence(point: Requirement, found: PointReading) -> bool:
    """May it be confirmed with others, unread? Never on a point that weighs, nor beside words that were looked for."""
    return not weighs(point) and not any(one.found for one in found.passages)


def nearest_passages(found: PointReading) -> tuple[Passage, ...]:
    """Of a silence, what to read before it is confirmed: what holds words that were looked for, else the nearest."""
    return tuple(one for one in found.passages if one.found) or found.passages[:1]


def proposal(found: PointReading, files: int = 1) -> Answer | None:
    """The answer that a proposal would be; None where it is none. `files`: how many make up the contract."""
    if found.status.finding is Finding.TO_CHECK:
        return None
    return answered(found.status.finding, found, files)


def answered(finding: Finding, found: PointReading, files: int = 1) -> Answer:
    """An answer with the place and the words of the passage that it rests on; value and parts as proposed."""
    passage = found.passage
    if passage is None:
        return Answer(finding=finding)
    return Answer(
        finding=finding,
        value=(found.value,) if found.value else (),
        parts=found.parts,
        article=article_of(passage),
        citation=passage.quote,
        page=page_of(passage, files),
    )


def taking(found: PointReading, passage: Passage) -> PointReading:
    """The same where another passage answers: its article and its words will be those of the answer.

    No value is proposed but its own, and nothing where nothing was.
    """
    rest = tuple(one for one in found.passages if one is not passage)
    status = Status.TO_CHECK if found.status is Status.NOT_FOUND else found.status
    return found.model_copy(update={"passages": (passage, *rest), "value": passage.value, "status": status})


def said(finding: Finding, found: PointReading, files: int = 1) -> Answer:
    """What a person says with one word: the passage goes with what speaks of the contract.

    Parts go with it only where the word is the one that was proposed; a contract that says the contrary has none to
    tell otherwise.
    """
    if finding not in QUOTING:
        return Answer(finding=finding)
    answer = answered(finding, found, files)
    if finding is Finding.CONTRARY or finding is found.status.finding:
        return answer
    return answer.model_copy(update={"parts": None})


def silent(by: str, day: date, before: Answer | None = None) -> Answer:
    """A « non » on a point of which nothing was found, with who confirms it, and when, after what was noted before."""
    told = f"non repéré, confirmé par {by} le {long_date(day)}"
    return Answer(finding=Finding.NO, comment="\n".join(filter(None, (before.comment if before else "", told))))


def article_of(passage: Passage) -> str:
    """The article as an answer tells it, « 7.2 »; the heading where there is no number."""
    return NUMBERED.sub("", passage.article, count=1) or passage.heading


def page_of(passage: Passage, files: int) -> str:
    """« 4 », or « 4 (sla.pdf) » where the contract has several files; empty where nothing tells it."""
    page = str(passage.page) if passage.page else ""
    if files == 1:
        return page
    return f"{page} ({passage.file})" if page else passage.file


def with_proposals(case: CaseFile, reading: Reading, library: Library) -> tuple[CaseFile, frozenset[str]]:
    """The case as if each proposal on a point without an answer were one; and the ids of those points.

    Never to be written, scored as a result or asked. A value that its point does not measure is left out.
    """
    taken: dict[str, Answer] = {}
    for point in undecided(reading, case, library):
        answer = proposal(reading.points[point.id], len(reading.files))
        if answer is not None and not (point.id in case.settled and case.settled[point.id].settles):
            taken[point.id] = measured(point.id, answer, library)
    return case.model_copy(update={"answers": {**case.answers, **taken}}), frozenset(taken)


def measured(id_: str, answer: Answer, library: Library) -> Answer:
    """An answer; without its value where its point does not measure that one."""
    try:
        return library.measured(id_, answer)
    except QuantityError:
        return answer.model_copy(update={"value": ()})


def sure_answers(reading: Reading, case: CaseFile, library: Library) -> dict[str, Answer]:
    """The answers that may be accepted together, by id: what is certain, each with a value that its point measures."""
    found = {one.id: reading.points[one.id] for one in undecided(reading, case, library)}
    sure = {id_: found[id_] for id_ in found if is_sure(library.by_id[id_], found[id_])}
    proposed = {id_: proposal(one, len(reading.files)) for id_, one in sure.items()}
    return {id_: one for id_, one in proposed.items() if one and measured(id_, one, library).value == one.value}


def value_of(column: Column, words: Iterable[str]) -> Any:
    """What a key of the dossier holds that is told by these words."""
    return [*words] if column.shape is Shape.WORDS else ", ".join(words)


def suggested(reading: Reading, begun: Begun, library: Library) -> Iterator[tuple[Column, Suggestion]]:
    """The suggestions on which nobody has decided, each with the column of its key: the dossier says nothing there."""
    columns = _columns(Held(library)).by_key
    for one in reading.suggestions:
        column = columns.get(one.key)
        if column is not None and not one.declined and begun.told(column.path) in UNTOLD:
            yield column, one


def taken(reading: Reading, begun: Begun, library: Library) -> Iterator[Column]:
    """The columns of what the dossier says just as the contract suggests it."""
    columns = _columns(Held(library)).by_key
    for one in reading.suggestions:
        column = columns.get(one.key)
        said = begun.told(column.path) if column is not None else None
        if column is not None and said in (value_of(column, one.value), [*one.value]):
            yield column


@lru_cache(maxsize=4)
def _columns(held: Held[Library]) -> Columns:
    return columns_of(held.item)
