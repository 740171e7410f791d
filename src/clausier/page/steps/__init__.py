"""The steps of the page, in their order: a module each, with its template. Only this list registers them."""

from __future__ import annotations

from clausier.page.asked import Step
from clausier.page.steps import bilan, dossiers, situation, verification

STEPS: tuple[Step, ...] = (dossiers.STEP, situation.STEP, verification.STEP, bilan.STEP)
