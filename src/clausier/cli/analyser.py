"""`clausier analyser`: what the contract says, point by point."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from clausier.cli import options
from clausier.cli.french import command

GAPS_EXIT_CODE = 4


@command("analyser")
@options.chain(
    options.DOSSIER,
    options.JSON,
    options.DATE,
    options.LIBRARY,
    options.UNKNOWN_AS_ABSENT,
    click.option("--echec-si-ecart", is_flag=True, help="Terminer avec le code 4 s'il y a un écart."),
)
def analyser(
    dossier: str, as_json: bool, day: date, overlays: tuple[Path, ...], inconnu_comme_absent: bool, echec_si_ecart: bool
) -> int:
    """Dit ce qui manque au contrat, ce qui est trop faible et ce qui n'est pas prouvé.

    DOSSIER est un fichier YAML, ou « - » pour l'entrée standard.

    \b
    Exemple :
      clausier analyser dossier.yaml --date 2026-11-23
    """
    from clausier.cli.report import as_data
    from clausier.cli.screen import show
    from clausier.dossier.read import read_case
    from clausier.judging.gaps import analyse

    library = options.load(overlays)
    analysis = analyse(library, read_case(dossier, library), day, unknown_as_absent=inconnu_comme_absent)
    if as_json:
        click.echo(json.dumps(as_data(analysis), ensure_ascii=False, indent=2))
    else:
        show(analysis)
    return GAPS_EXIT_CODE if echec_si_ecart and analysis.tally.gaps else 0
