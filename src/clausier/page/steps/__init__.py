"""The steps of the page, in their order: a module each, with its template. Only this list registers them.

The list of dossiers is there from the start. The others read, write and print much more: they come behind the first
page, or once somebody asks for one of them.
"""

from __future__ import annotations

from functools import cache

from clausier.page.asked import Step
from clausier.page.steps import dossiers

ENTRY = dossiers.STEP


@cache
def others() -> tuple[Step, ...]:
    """Those that come after the list."""
    from clausier.page.steps import bibliotheque, bilan, contrat, demandes, documents, situation, suivi, verification

    return (
        situation.STEP,
        contrat.STEP,
        verification.STEP,
        bilan.STEP,
        demandes.STEP,
        documents.STEP,
        suivi.STEP,
        bibliotheque.STEP,
    )


def menu() -> list[Step]:
    """What stands in the menu of each dossier."""
    return [step for step in others() if step.of_dossier]
