"""The steps of the page, in their order: a module each, with its template. Only this list registers them."""

from __future__ import annotations

from clausier.page.asked import Step
from clausier.page.steps import (
    bibliotheque,
    bilan,
    contrat,
    demandes,
    documents,
    dossiers,
    situation,
    suivi,
    verification,
)

STEPS: tuple[Step, ...] = (
    dossiers.STEP,
    situation.STEP,
    contrat.STEP,
    verification.STEP,
    bilan.STEP,
    demandes.STEP,
    documents.STEP,
    suivi.STEP,
    bibliotheque.STEP,
)
