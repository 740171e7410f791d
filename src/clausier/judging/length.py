"""How long the document to sign will be, before anything is drafted: measured on the shipped templates. Pure."""

from __future__ import annotations

from math import ceil

from clausier.french import counted
from clausier.model.analysis import Analysis
from clausier.model.extent import Extent

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
    clauses = [gap.requirement.clause for gap in analysis.gaps()]
    if not clauses:
        return 0
    core = analysis.asking.extent is Extent.ESSENTIAL
    words = sum(len(one.text.split()) + (0 if core else len(one.details.split())) for one in clauses)
    terms = TERMS * min(len(clauses) / WITH_ALL, 1)
    return ceil(FRAME + terms + (words + HEADING * len(clauses)) / A_PAGE)


def told(analysis: Analysis) -> str:
    """« 40 clauses, 25 pages environ », with the way to a shorter act where it is long; empty if nothing is to sign."""
    pages = act_pages(analysis)
    if not pages:
        return ""
    said = f"Document à signer : {counted(len(analysis.gaps()), 'clause', 'clauses')}, {pages} pages environ."
    if pages > LONG and not analysis.later:
        said += " Plus court, donc plus facile à faire signer : --ampleur essentiel."
    return said
