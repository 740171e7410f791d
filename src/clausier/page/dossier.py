"""What the pages of a dossier have in common: its name, where one is among the steps, whose words are used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clausier.page.asked import OK, Shown
from clausier.page.shelf import Opened


def shown(template: str, opened: Opened, step: str, told: Mapping[str, Any], status: int = OK) -> Shown:
    """A page of a dossier, at one of the steps."""
    case = opened.case
    common = {
        "dossier": opened.name,
        "etape": step,
        "nom": f"{case.practice.name} – {case.provider.name}",
        "contrat": case.contract.title,
        "client": opened.library.client,
        "fichier": opened.digest,
    }
    return Shown(template, {**common, **told}, status)
