"""What documents say of a reading: that nothing of it is an answer."""

from __future__ import annotations

from typing import Any

import click


def _refused(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        raise click.UsageError(
            "--avec-lecture : un document ne se rédige que de vos réponses. Ce qui a été lu se confirme d'abord : "
            "clausier confirmer DOSSIER."
        )


REFUSED: Any = click.option("--avec-lecture", is_flag=True, hidden=True, expose_value=False, callback=_refused)
"""For whoever types it where documents are made, as for an analysis: it is told why that cannot be."""
