"""What an answer takes along from the passage that it rests on, as `clausier confirmer` does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clausier.dossier.proposed import measured, proposal, said, taking
from clausier.dossier.tree import answer_tree
from clausier.model.answer import Answer
from clausier.model.library import Library
from clausier.model.reading import PointReading
from clausier.model.verdict import Finding
from clausier.page.answering import ARTICLE, CITATION, FINDING, PAGE, VALUE, finding_of, spelled
from clausier.page.asked import Asked
from clausier.page.beside import Beside
from clausier.page.passages import print_of

ACCEPT, PASSAGE, QUOTE, READ = "accepter", "passage", "citer", "lu"
"""Fields: the proposal is accepted; the passage that answers; it is to be quoted; the print of what was read."""
PLACE = (ARTICLE, CITATION, PAGE)
REREAD = (
    "Le contrat a été relu depuis l'affichage de cette page : rien n'a été enregistré. Ce qui a été lu maintenant est "
    "ci-dessous."
)


def is_reread(asked: Asked, found: PointReading | None) -> bool:
    """Does the form show something else than what was read?"""
    shown = asked.text(READ)
    return bool(shown) and (found is None or print_of(found) != shown)


def chosen(asked: Asked, found: PointReading) -> PointReading:
    """What was read, with the passage that a person chose as the one that answers."""
    rank = asked.text(PASSAGE)
    if not rank.isdecimal() or int(rank) >= len(found.passages):
        return found
    passage = found.passages[int(rank)]
    return found if passage is found.passage else taking(found, passage)


def accepted(asked: Asked, found: PointReading) -> Finding | None:
    """The finding that is proposed, where the form accepts it."""
    given = proposal(found) if asked.text(ACCEPT) else None
    return given.finding if given else None


def carried(
    finding: Finding, found: PointReading, beside: Beside, point: str, before: Mapping[str, Any]
) -> dict[str, Any]:
    """The answer with the place, the words, the value and the parts of the passage, beside what was noted before."""
    return spelled(finding, {**before, **tree_of(said(finding, found, beside.files), point, beside.opened.library)})


def with_passage(finding: Finding, told: Mapping[str, Any], found: PointReading, beside: Beside) -> dict[str, Any]:
    """An answer that quotes another passage; its value stays as it was told, unless none was."""
    fresh = tree_of(said(finding, found, beside.files), "", beside.opened.library)
    place = {key: fresh.get(key, "") for key in PLACE}
    return spelled(finding, {**told, **place, VALUE: told.get(VALUE) or fresh.get(VALUE, [])})


def tree_of(answer: Answer, point: str, library: Library) -> dict[str, Any]:
    """An answer as the file spells it, without its finding, nor a value that its point does not measure."""
    told = answer_tree(measured(point, answer, library) if point else answer)
    return {key: item for key, item in told.items() if key != FINDING}


def is_as_read(before: Mapping[str, Any], found: PointReading | None, beside: Beside, point: str) -> bool:
    """Does a former answer say no more than what a passage took along, which is not lost?"""
    finding = finding_of(str(before.get(FINDING, "")))
    if finding is None or found is None:
        return False
    ways = [found, *(taking(found, one) for one in found.passages if one is not found.passage)]
    return any(carried(finding, one, beside, point, {}) == before for one in ways)
