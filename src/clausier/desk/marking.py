"""The provider's own contract, given to be marked with what is asked."""

from __future__ import annotations

from pathlib import Path

from clausier.documents.marked import Given, Marked, marked_contract
from clausier.documents.marked.subjects import Point
from clausier.dossier.read import STDIN
from clausier.dossier.readings import reading_beside
from clausier.errors import InvalidInput
from clausier.files.written import tell
from clausier.model.analysis import Analysis
from clausier.model.proposal import Proposal
from clausier.model.verdict import Verdict
from clausier.office.marking.original import read_original

NOTHING = "rien n'est demandé : le contrat n'est pas annoté."


def given_contract(path: Path, dossier: str) -> Given:
    """The provider's contract, with what was read of it beside the dossier; InvalidInput if it cannot be read.

    A reading that cannot be read again gives no place, which is told: the answers do.
    """
    content, reading = read_original(path), None
    try:
        reading = None if dossier == STDIN else reading_beside(Path(dossier))
    except InvalidInput as error:
        tell(str(error.problems[0]))
    return Given(content, path.name, reading)


def marked(contract: Given, analysis: Analysis, proposal: Proposal) -> Marked | None:
    """The contract with what is asked; None where nothing is, which is told."""
    if not proposal.view.requests:
        tell(NOTHING)
        return None
    return marked_contract(contract, proposal.view, points_of(analysis))


def points_of(analysis: Analysis) -> dict[str, Point]:
    """What tells where each point stands in the contract, and whether the contract contradicts it."""
    categories = {one.number: one.title for one in analysis.library.categories}
    return {
        one.requirement.id: Point(
            one.requirement.category,
            f"{categories[one.requirement.category]} {one.requirement.title}",
            one.requirement.landmarks.headings,
            one.answer.citation if one.answer else "",
            one.verdict is Verdict.CONTRARY,
        )
        for one in analysis.judgements
    }
