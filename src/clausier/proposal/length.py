"""How long the document to sign will be, before anybody opens it: measured on the shipped templates."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from clausier.french import counted
from clausier.model.proposal import ProviderView, Run

FRAME = 1_100
"""Words of an act beside its clauses: parties, recitals, precedence, signatures, annex."""
A_PAGE = 470
"""Words of a page, headings and lists included."""
LONG = 10
"""Pages beyond which a small provider does not read an act, let alone sign it."""


def act_pages(view: ProviderView) -> int:
    """Pages of the document to sign, to within two or so; 0 if there is nothing to sign."""
    if not view.requests:
        return 0
    printed = (
        *(request.text for request in view.requests),
        *(_told(one.runs) for one in view.definitions),
        *(_told(one.runs) for one in view.rules),
    )
    return ceil((FRAME + sum(len(text.split()) for text in printed)) / A_PAGE)


def told(view: ProviderView) -> str:
    """« 40 clauses, 25 pages environ », with the way to a shorter act where it is long; empty if nothing is to sign."""
    pages = act_pages(view)
    if not pages:
        return ""
    said = f"Document à signer : {counted(len(view.requests), 'clause', 'clauses')}, {pages} pages environ."
    if pages > LONG and not view.reserve.letter:
        said += " Plus court, donc plus facile à faire signer : --ampleur essentiel."
    return said


def _told(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)
