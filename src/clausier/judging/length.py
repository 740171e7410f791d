"""How long the document to sign will be, before anything is drafted: measured on the shipped templates. Pure."""

from __future__ import annotations

from math import ceil

from clausier.french import counted
from clausier.model.analysis import Analysis
from clausier.model.clause import Clause
from clausier.model.extent import Extent

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
    clauses = [gap.requirement.clause for gap in analysis.gaps()]
    if not clauses:
        return 0
    core = analysis.asking.extent is Extent.ESSENTIAL
    words = sum(_words(one, core=core) for one in clauses)
    terms = TERMS * min(len(clauses) / WITH_ALL, 1)
    pages = FRAME + terms + (words + HEADING * len(clauses)) / A_PAGE + SIGNATURES
    return ceil(pages + (ANNEX if _has_annex(analysis) else 0))


def _has_annex(analysis: Analysis) -> bool:
    formulas = analysis.library.formulas
    return bool(formulas.annex) and formulas.annex_condition.surely_holds(analysis.case.facts())


def _words(clause: Clause, *, core: bool) -> int:
    price = clause.price
    texts = (clause.text, "" if core else clause.details, price.included, price.tariff, price.quote)
    return sum(len(text.split()) for text in texts)


def told(analysis: Analysis) -> str:
    """« 40 clauses, 15 pages environ », with the way to a shorter act where it is long; empty if nothing is to sign."""
    pages = act_pages(analysis)
    if not pages:
        return ""
    said = f"Document à signer : {counted(len(analysis.gaps()), 'clause', 'clauses')}, {pages} pages environ."
    if pages > LONG and not analysis.later:
        said += " Plus court, donc plus facile à faire signer : --ampleur essentiel."
    return said
