"""What documents say of a reading: that nothing of it is an answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from clausier.model.casefile import CaseFile
    from clausier.model.library import Library


def unconfirmed(dossier: Path, case: CaseFile, library: Library) -> str:
    """A sentence on the points that were read beside a dossier and that nobody has confirmed; empty if there are none.

    A reading that cannot be read again is none: documents never depend on it.
    """
    from clausier.dossier.proposed import undecided
    from clausier.dossier.readings import reading_beside
    from clausier.errors import InvalidInput
    from clausier.french import counted

    try:
        reading = reading_beside(dossier)
    except InvalidInput:
        return ""
    left = len(undecided(reading, case, library)) if reading else 0
    if not left:
        return ""
    told = counted(left, "point lu et non confirmé", "points lus et non confirmés")
    stay = "il reste une question" if left == 1 else "ils restent des questions"
    return f"{told} : aucune demande n'en est tirée, {stay}. clausier confirmer {dossier}"


def _refused(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        raise click.UsageError(
            "--avec-lecture : un document ne se rédige que de vos réponses. Ce qui a été lu se confirme d'abord : "
            "clausier confirmer DOSSIER."
        )


REFUSED: Any = click.option("--avec-lecture", is_flag=True, hidden=True, expose_value=False, callback=_refused)
"""For whoever types it where documents are made, as for an analysis: it is told why that cannot be."""
