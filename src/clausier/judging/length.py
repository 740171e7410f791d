"""How long the document to sign will be, before anything is drafted: measured on the shipped templates. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from clausier.french import counted
from clausier.judging.carrying import carried_among
from clausier.model.analysis import Analysis
from clausier.model.clause import Carried, Clause, Price
from clausier.model.extent import Extent
from clausier.model.requirement import PositionName

FRAME = 1.4
"""Pages beside the clauses: parties, recitals, common rules, precedence, effect, prices."""
TERMS, WITH_ALL = 1.8, 12
"""Pages of definitions and deliverables, once an act has so many clauses; fewer of them use fewer terms."""
HEADING = 23
"""Words of a clause's heading, introduction and place in the tables, blanks included."""
A_PAGE = 770
"""Words of a page."""
ANNEX, SIGNATURES = 0.67, 0.25
"""Pages of the annex, where there is one, and of the signatures."""
LONG = 10
"""Pages beyond which a small provider does not read an act, let alone sign it."""


def act_pages(analysis: Analysis) -> int:
    """Pages of the document to sign, to within one or so; 0 if there is nothing to sign."""
    texts = [*_texts(analysis)]
    if not texts:
        return 0
    core = analysis.asking.extent is Extent.ESSENTIAL
    words = sum(_words(*one, core=core) for one in texts)
    terms = TERMS * min(len(texts) / WITH_ALL, 1)
    pages = FRAME + terms + (words + HEADING * len(texts)) / A_PAGE + SIGNATURES
    return ceil(pages + (ANNEX if analysis.library.formulas.annexed(analysis.case.facts()) else 0))


def _texts(analysis: Analysis) -> Iterator[tuple[Clause | Carried, Price]]:
    """Of each gap, its clause, or its part of the one that carries it; with what it says of the price."""
    carried = carried_among(analysis.gaps(), analysis, PositionName.TARGET)
    for gap in analysis.gaps():
        clause = gap.requirement.clause
        yield (clause.carried if clause.carried and gap.requirement.id in carried else clause), clause.price


def act_clauses(analysis: Analysis) -> int:
    """Clauses of the document to sign: one for each gap, but those that another's clause carries."""
    return sum(isinstance(one, Clause) for one, _ in _texts(analysis))


def _words(one: Clause | Carried, price: Price, *, core: bool) -> int:
    texts = (one.text, "" if core else one.details, price.included, price.tariff, price.quote)
    return sum(len(text.split()) for text in texts)


def told(analysis: Analysis) -> str:
    """« 40 clauses, 15 pages environ », with the way to a shorter act where it is long; empty if nothing is to sign."""
    pages = act_pages(analysis)
    if not pages:
        return ""
    said = f"Document à signer : {counted(act_clauses(analysis), 'clause', 'clauses')}, {pages} pages environ."
    if pages > LONG and not analysis.later:
        said += " Plus court, donc plus facile à faire signer : --ampleur essentiel."
    return said
