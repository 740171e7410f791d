"""How long the document to sign will be, before anything is drafted: measured on the shipped templates. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from clausier.french import counted
from clausier.judging.carrying import carried_among
from clausier.model.analysis import Analysis
from clausier.model.clause import Carried, Clause
from clausier.model.extent import Extent
from clausier.model.requirement import PositionName

FRAME = 4.0
"""Pages beside the clauses: parties, recitals, precedence, signatures, annex."""
TERMS, WITH_ALL = 3.0, 12
"""Pages of definitions and common rules, once an act has so many clauses; fewer of them use fewer terms."""
HEADING = 40
"""Words of a clause's heading and introduction, blanks included."""
A_PAGE = 455
"""Words of a page."""
LONG = 10
"""Pages beyond which a small provider does not read an act, let alone sign it."""


def act_pages(analysis: Analysis) -> int:
    """Pages of the document to sign, to within two or so; 0 if there is nothing to sign."""
    texts = [*_texts(analysis)]
    if not texts:
        return 0
    core = analysis.asking.extent is Extent.ESSENTIAL
    words = sum(len(one.text.split()) + (0 if core else len(one.details.split())) for one in texts)
    terms = TERMS * min(len(texts) / WITH_ALL, 1)
    return ceil(FRAME + terms + (words + HEADING * _clauses(analysis)) / A_PAGE)


def _texts(analysis: Analysis) -> Iterator[Clause | Carried]:
    """Of each gap, its clause, or its part of the one that carries it."""
    carried = carried_among(analysis.gaps(), analysis, PositionName.TARGET)
    for gap in analysis.gaps():
        clause = gap.requirement.clause
        yield clause.carried if clause.carried and gap.requirement.id in carried else clause


def _clauses(analysis: Analysis) -> int:
    return sum(isinstance(one, Clause) for one in _texts(analysis))


def told(analysis: Analysis) -> str:
    """« 40 clauses, 25 pages environ », with the way to a shorter act where it is long; empty if nothing is to sign."""
    pages = act_pages(analysis)
    if not pages:
        return ""
    said = f"Document à signer : {counted(_clauses(analysis), 'clause', 'clauses')}, {pages} pages environ."
    if pages > LONG and not analysis.later:
        said += " Plus court, donc plus facile à faire signer : --ampleur essentiel."
    return said
